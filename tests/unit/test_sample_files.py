"""Files of the sample's partners: each in its own layout, and read by its mapping as it stands."""

import pytest
from openpyxl import load_workbook

from sample_data.history import NEW_NAME, OLD_NAME
from sample_data.reports import SOURCES
from tests.property.plain_files import read_rows
from tests.sampled import AGAIN, SMALL, Written
from wellness.domain.deliveries import COLUMNS
from wellness.publishing.check import read_mapped


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("sample")
    assert list(SMALL.write(folder))
    return Written(folder)


def test_four_partners_send_files_of_their_own_from_the_year_of_their_mappings_on(
    written: Written,
) -> None:
    first = {source: written.own_files(source)[:1] for source in SOURCES}

    assert {source: files[0].name for source, files in first.items() if files} == {
        "wellness_centers": "Wellness center visits 2025-26 Q1.xlsx",
        "training_register": "YMHFA register FY25-26 Q1.xlsx",
        "telehealth": "Telehealth sessions 2025-26-Q1.csv",
        "experience_survey": "Student experience survey, spring 2026.parquet",
    }


@pytest.mark.parametrize(
    ("source", "read_by"),
    [
        ("wellness_centers", "wellness_center_visits"),
        ("training_register", "ymhfa_register"),
        ("telehealth", "telehealth_sessions"),
        ("experience_survey", "experience_survey"),
    ],
)
def test_a_mapping_reads_of_a_partners_own_files_what_stands_in_them(
    written: Written, source: str, read_by: str
) -> None:
    """Every row, as a second reading of the same cells has it."""
    for path in written.own_files(source):
        mapping = written.definitions.mappings[read_by]
        sheet = read_mapped(path.name, path.read_bytes(), mapping, written.definitions).sheet
        assert sheet is not None
        columns = [sheet.by_name[name].as_arrow().to_pylist() for name in COLUMNS]
        told = sorted(zip(*columns, strict=True))
        assert told == sorted(tuple(row[name] for name in COLUMNS) for row in read_rows(path))


def test_a_center_that_falls_silent_keeps_its_row_and_has_dashes_in_it(written: Written) -> None:
    book = load_workbook(written.folder / "Wellness center visits 2025-26 Q4.xlsx")
    silent = written.stories["a center falls silent"]["org_unit"]
    [cells] = [row for row in book["Visits"].iter_rows(values_only=True) if row[0] == silent]

    assert set(cells[3:]) == {"–"}
    assert str(min(book["Visits"].merged_cells.ranges, key=str)) == "D4:F4"


def test_the_register_calls_the_renamed_school_by_its_old_name(written: Written) -> None:
    book = load_workbook(written.folder / "YMHFA register FY26-27 Q1.xlsx")
    sites = {row[0] for row in book["By site"].iter_rows(values_only=True)}

    assert OLD_NAME in sites
    assert NEW_NAME not in sites


def test_the_masked_quarter_hides_all_small_counts_and_comes_again_in_full(
    written: Written,
) -> None:
    changed = written.changed("Telehealth sessions 2025-26-Q3.csv")
    first = written.files["Telehealth sessions 2025-26-Q3.csv"]

    assert all((old["numerator"], old["flag"]) == ("", "withheld") for old, _ in changed)
    assert all(0 < int(new["numerator"]) < 11 and not new["flag"] for _, new in changed)
    assert all(not 0 < int(row["numerator"]) < 11 for row in first if not row["flag"])
    assert [name for name in written.files if name.startswith(AGAIN)] == [
        f"{AGAIN}smh_records_2025-26-Q2.csv",
        f"{AGAIN}Telehealth sessions 2025-26-Q3.csv",
    ]
