"""What others write (names, texts, numbers) is shown and handed on as text, and runs nowhere."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.security.hostile import BIDI, CONTROL, CSV, PARQUET, XLSX, with_text
from tests.unit.publishing.books import opened
from tests.unit.publishing.small import FILES, PLACES, RECEIVED, definitions
from tests.unit.views import by_hand
from wellness.domain.errors import WorkspaceError
from wellness.domain.periods import Quarter
from wellness.domain.tables import OBSERVATIONS
from wellness.domain.workspace import parse
from wellness.publishing.check import check
from wellness.publishing.marking import marked
from wellness.publishing.template import template
from wellness.views import words
from wellness.views.charts.schools import school_figure
from wellness.views.tables import spreadsheet
from wellness.views.theme import LIGHT

ROOT = Path(__file__).parents[2]
NOTHING = OBSERVATIONS.empty_table()
FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\n=1")
MARKUP = ("<script>alert(1)</script>", "**b** [x](http://x.org)", '<a href="http://x.org">x</a>')
RIGHT_TO_LEFT = "مدرسة السلام"


@pytest.mark.parametrize("text", [f"Ash{BIDI}School", "Ash\u200bSchool", f"Ash{CONTROL}[2J"])
def test_a_place_whose_name_is_not_what_it_seems_is_told(text: str) -> None:
    hidden = PLACES.replace("Ash School", text)

    with pytest.raises(WorkspaceError, match="line 5: name holds characters that nobody sees"):
        parse({**FILES, "org_units.csv": hidden})


def test_a_name_in_a_script_that_is_written_from_the_right_is_a_name() -> None:
    found = parse({**FILES, "org_units.csv": PLACES.replace("Ash School", RIGHT_TO_LEFT)})

    assert found.places.unit("ash").name == RIGHT_TO_LEFT
    assert words.plain(RIGHT_TO_LEFT) == RIGHT_TO_LEFT


@pytest.mark.parametrize("name", MARKUP)
def test_a_name_with_markup_is_shown_as_it_is_written(name: str) -> None:
    shown = words.plain(name)

    assert re.sub(r"\\(.)", r"\1", shown) == name
    assert not re.search(r"(?<!\\)[<>*\[\]]", shown)


def test_a_chart_follows_no_mark_in_a_name() -> None:
    compared = by_hand.comparison(100, 200, here="S1")
    dots = tuple(dot._replace(name=MARKUP[2]) for dot in compared.dots)

    drawn = school_figure(replace(compared, dots=dots), LIGHT, narrow=False)

    assert "<a" not in json.dumps(drawn, default=str)
    assert "&lt;a" in json.dumps(drawn, default=str)


def texts_of(page: Worksheet) -> list[tuple[str, str]]:
    """Each cell that is not empty, and its kind: `f` would be a formula."""
    return [(str(c.value), c.data_type) for row in page.iter_rows() for c in row if c.value]


@pytest.mark.parametrize("kind", [CSV, XLSX, PARQUET])
@pytest.mark.parametrize("text", FORMULAS)
def test_a_marked_file_runs_nothing(kind: str, text: str) -> None:
    name, content = f"clinic_2026-27-Q1.{kind}", with_text(kind, text, "flag")()
    book = opened(marked(name, content, check(name, content, definitions(), RECEIVED)).content)

    found = [cell for page in book for cell in texts_of(page)]

    assert text.strip() in [told.strip() for told, _ in found]
    assert {kind for _, kind in found} <= {"s", "n"}


@pytest.mark.parametrize("text", FORMULAS)
def test_a_file_of_numbers_runs_nothing(text: str) -> None:
    content = spreadsheet.csv_of([text], [[text], ["-3"]]).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(content, newline="")))

    assert rows == [[f"'{text}"], [f"'{text}"], ["-3"]]


@pytest.mark.parametrize("text", FORMULAS[:5])
def test_a_template_runs_nothing(text: str) -> None:
    """Names of places come from a file that others write."""
    known = parse({**FILES, "org_units.csv": PLACES.replace("Ash School", text)})
    made = template(known, known.district.source("clinic"), Quarter(2026, 1), NOTHING)

    found = [cell for page in opened(made.content) for cell in texts_of(page)]

    assert text in [told for told, _ in found]
    assert {kind for _, kind in found} == {"s"}


def test_no_other_part_writes_tables_that_spreadsheets_open() -> None:
    """Whoever adds a way out adds a test above."""
    writes = re.compile(
        r"csv\.(writer|DictWriter)|^(import|from) (xlsxwriter|openpyxl)", re.MULTILINE
    )
    product = [p for part in ("wellness", "data_access") for p in (ROOT / part).rglob("*.py")]
    found = {str(p.relative_to(ROOT)) for p in product if writes.search(p.read_text("utf-8"))}

    assert found == {
        "wellness/publishing/marking/copies.py",
        "wellness/publishing/marking/in_place.py",
        "wellness/publishing/reading/xlsx/child.py",  # to a program of our own
        "wellness/publishing/template.py",
        "wellness/views/tables/spreadsheet.py",
    }
