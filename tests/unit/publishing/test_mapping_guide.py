"""The guide's worked example does what the guide says, and it names every field there is."""

import re
from pathlib import Path

import msgspec
import pytest

from tests.unit.publishing.mapped import content, workspace
from tests.unit.publishing.small import RECEIVED
from wellness.domain import mapping_shapes
from wellness.domain.deliveries import COLUMNS
from wellness.domain.mappings import Token
from wellness.domain.shapes import Shape
from wellness.publishing.check import check, read_mapped

GUIDE = (Path(__file__).parents[3] / "docs/guides/mappings.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(?:toml)?\n(.*?)```", GUIDE, re.DOTALL)
FILE, MAPPING = BLOCKS[:2]
NAME = "Clinic tally FY26-27 Q1.csv"


def test_the_worked_example_is_read_as_it_says() -> None:
    definitions = workspace(MAPPING)
    lines = content(*FILE.splitlines())

    sheet = read_mapped(NAME, lines, definitions.mappings["tally"], definitions).sheet

    assert sheet is not None
    columns = [sheet.by_name[name] for name in COLUMNS]
    assert [tuple(c[n] for c in columns if c[n]) for n in range(len(sheet))] == [
        ("ash", "2026-27 Q1", "quarter", "visits", "channel", "school", "withheld"),
        ("ash", "2026-27 Q1", "quarter", "visits", "channel", "online", "9"),
        ("elm", "2026-27 Q1", "quarter", "visits", "channel", "school", "75"),
    ]
    assert check(NAME, lines, definitions, RECEIVED).accepted


SHAPES = [
    shape
    for shape in vars(mapping_shapes).values()
    if isinstance(shape, type) and issubclass(shape, Shape) and shape is not Shape
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_guide_names_every_field(shape: type[Shape]) -> None:
    absent = [f.encode_name for f in msgspec.structs.fields(shape) if f.encode_name not in GUIDE]

    assert absent == []


def test_the_guide_explains_every_meaning() -> None:
    assert [token.value for token in Token if f"`{token.value}" not in GUIDE] == []
