"""The open data say what the release says, cell by cell, and nothing of what is withheld."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_access.stores import open_reading
from tests.district import District
from tests.unit.publishing.office import office as opened
from tests.unit.publishing.village import Q1, Row
from wellness.domain.errors import StoreError
from wellness.domain.periods import Quarter
from wellness.publishing.open_data import FILES, ExportError, export

COLUMNS: dict[str, pa.DataType] = {
    "indicator": pa.string(),
    "kind": pa.string(),
    "level": pa.string(),
    "org_unit": pa.string(),
    "quarter": pa.string(),
    "quarter_start": pa.date32(),
    "period_type": pa.string(),
    "breakdown": pa.string(),
    "category": pa.string(),
    "state": pa.string(),
    "denominator_state": pa.string(),
    "numerator": pa.int64(),
    "denominator": pa.int64(),
    "value": pa.float64(),
    "low": pa.float64(),
    "high": pa.float64(),
    "numerator_version": pa.int32(),
    "denominator_version": pa.int32(),
    "definition_version": pa.int32(),
    "reporting": pa.int32(),
    "expected": pa.int32(),
}


@pytest.fixture(scope="module")
def folder(district: District, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest release of the small sample."""
    made = tmp_path_factory.mktemp("open") / "data"
    with open_reading({"WELLNESS_DATA": str(district.data)}) as stores:
        export(stores.state, stores.released, "latest", made)
    return made


def test_every_cell_is_the_one_of_the_release(district: District, folder: Path) -> None:
    found = district.contents
    kinds = {code: indicator.kind.value for code, indicator in found.catalogue.items()}
    expected: list[dict[str, Any]] = []
    with open_reading({"WELLNESS_DATA": str(district.data)}) as stores:
        for part in found.parts:
            for cell in stores.released.read([part.part_id]).drop_columns(["part_id"]).to_pylist():
                del cell["band"]  # stands in release.json
                quarter = Quarter.of_ordinal(cell["quarter"])
                cell["quarter"] = found.calendar.label(quarter)
                cell["quarter_start"] = found.calendar.start(quarter)
                expected.append(cell | {"indicator": part.indicator, "kind": kinds[part.indicator]})

    written = pq.read_table(folder / "cells.parquet").to_pylist()

    assert len(written) > 20_000
    assert sorted(map(_line, written)) == sorted(map(_line, expected))


def _line(cell: dict[str, Any]) -> str:
    return repr(sorted(cell.items()))


def test_the_columns_have_their_names_and_types(folder: Path) -> None:
    schema = pq.read_schema(folder / "cells.parquet")

    assert {field.name: field.type for field in schema} == COLUMNS
    assert list(schema.names) == list(COLUMNS)


def test_what_is_not_shown_has_no_number(folder: Path) -> None:
    cells = pd.read_parquet(folder / "cells.parquet")
    hidden = cells[cells["state"] != "shown"]

    assert len(hidden) > 100
    assert hidden[["numerator", "value", "low", "high"]].isna().all(axis=None)
    assert cells[cells["denominator_state"] != "shown"]["denominator"].isna().all()


def test_a_coded_cell_has_its_band_in_the_release_and_no_number(tmp_path: Path) -> None:
    found = opened()
    found.load("b", [Row("b", "campaigns", "S1", Q1, flag="high_band:99")])
    found.publish()

    export(found.state, found.released, "latest", tmp_path / "data")

    about = json.loads((tmp_path / "data" / "release.json").read_text())
    cells = pd.read_parquet(tmp_path / "data" / "cells.parquet").set_index("org_unit")
    coded = cells[cells["state"] == "coded"]
    assert about["bands"] == [
        {
            "indicator": "campaigns",
            "org_unit": "S1",
            "quarter": "2025-26 Q1",
            "period_type": "quarter",
            "breakdown": "",
            "category": "",
            "band": "high_band:99",
        }
    ]
    assert list(coded.index) == ["S1"]
    assert coded[["numerator", "value", "low", "high"]].isna().all(axis=None)


def test_each_indicator_is_read_without_the_others(folder: Path) -> None:
    """So that memory is that of one indicator, when it is written and when it is read."""
    file = pq.ParquetFile(folder / "cells.parquet")
    groups = [file.read_row_group(n, ["indicator"]) for n in range(file.num_row_groups)]
    names = [group["indicator"].unique().to_pylist() for group in groups]

    assert all(len(name) == 1 for name in names)
    assert len({name[0] for name in names}) == len(names)


def test_places_are_memberships_with_their_dates(district: District, folder: Path) -> None:
    places = pd.read_parquet(folder / "org_units.parquet")
    top = places[places["level"] == "district"].iloc[0]

    assert list(places) == [
        "org_unit", "name", "level", "school_type", "charter", "operator",
        "parent", "parent_level", "valid_from", "valid_to",
    ]  # fmt: skip
    assert len(places) == len(district.contents.places.memberships)
    assert pd.isna(top["parent"])
    assert places["charter"].dtype == bool


def test_definitions_are_the_fields_of_their_files(district: District, folder: Path) -> None:
    indicators = json.loads((folder / "indicators.json").read_text(encoding="utf-8"))
    (visits,) = (found for found in indicators if found["code"] == "visits")
    file = Path(__file__).parents[3] / "indicators" / "visits.toml"

    assert {found["code"] for found in indicators} == set(district.contents.catalogue)
    assert visits == {"code": "visits", **tomllib.loads(file.read_text(encoding="utf-8"))}


def test_the_release_says_who_published_it_and_what_it_lacks(folder: Path) -> None:
    told = json.loads((folder / "release.json").read_text(encoding="utf-8"))

    assert (told["release"], told["sample"], told["published_by"]) == (2, True, "the sample")
    assert told["cells"] == pq.read_metadata(folder / "cells.parquet").num_rows
    assert set(told["left_out"]) == {"series.parquet", "signals.parquet"}


def test_an_earlier_export_is_replaced_and_an_empty_folder_filled(tmp_path: Path) -> None:
    office, folder = opened(), tmp_path / "data"
    office.publish()
    folder.mkdir()

    for _ in range(2):
        export(office.state, office.released, "1", folder)

    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("stray", ["notes.txt", "release.json"])
def test_a_folder_with_anything_else_is_left_alone(tmp_path: Path, stray: str) -> None:
    office = opened()
    office.publish()
    (tmp_path / stray).write_text("{}", encoding="utf-8")

    with pytest.raises(ExportError, match="something else than an earlier export"):
        export(office.state, office.released, "latest", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [stray]


def test_an_export_that_breaks_off_leaves_the_one_before(tmp_path: Path) -> None:
    office, folder = opened(), tmp_path / "data"
    office.publish()
    export(office.state, office.released, "1", folder)
    office.released.cells.popitem()

    with pytest.raises(StoreError):
        export(office.state, office.released, "1", folder)

    assert pq.read_metadata(folder / "cells.parquet").num_rows > 0
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("asked", ["2", "newest", ""])
def test_a_release_that_is_not_there_is_refused(tmp_path: Path, asked: str) -> None:
    office = opened()
    office.publish()

    with pytest.raises(ExportError, match="write “latest”, or a number from 1 to 1"):
        export(office.state, office.released, asked, tmp_path / "data")


def test_before_the_first_release_there_is_nothing_to_export(tmp_path: Path) -> None:
    office = opened()

    with pytest.raises(ExportError, match="Nothing is published yet"):
        export(office.state, office.released, "latest", tmp_path / "data")
