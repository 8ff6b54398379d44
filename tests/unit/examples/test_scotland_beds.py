"""Scotland's beds as the example publishes them, against plain sums over the file."""

from pathlib import Path

import pytest

from tests.unit.examples.published import needs_real_data, published
from tests.unit.examples.raw import SCOTLAND, Quarterly, rows

pytestmark = needs_real_data
FILE = SCOTLAND / "hospital_beds/beds_by_nhs_board_of_treatment_and_specialty.csv"
NATION, TAYSIDE, GRAMPIAN = "S92000003", "S08000030", "S08000020"


@pytest.fixture(scope="module")
def scotland(tmp_path_factory: pytest.TempPathFactory) -> Quarterly:
    folder = Path(tmp_path_factory.mktemp("beds"))
    return Quarterly(published("scotland_beds", SCOTLAND, folder))


def days(quarter: str, specialty: str, board: str, site: str = "") -> list[float]:
    """Occupied and staffed bed days of one row; of all boards' own rows where none is named."""
    found = [
        row
        for row in rows(FILE)
        if (row["Quarter"], row["SpecialtyName"]) == (quarter, specialty)
        and row["HB"] == (board or row["HB"])
        and row["Location"] == (site or row["HB"])
        and (board or row["HB"] != NATION)
    ]
    columns = ("TotalOccupiedBeds", "AllStaffedBeds")
    return [sum(float(row[column]) for row in found) for column in columns]


def test_the_nation_is_neither_counted_twice_nor_thrice(scotland: Quarterly) -> None:
    found = scotland.counts("mental_health_beds", NATION, "2019 Q3")

    assert found == [272077, 352729]
    assert found == days("2019Q3", "Mental Health Grouping", "")


def test_a_board_is_its_publishers_own_total_and_more_than_its_listed_hospitals(
    scotland: Quarterly,
) -> None:
    board = scotland.counts("mental_health_beds", TAYSIDE, "2019 Q3")
    hospital = scotland.counts("mental_health_beds", f"{TAYSIDE}-T312H", "2019 Q3")

    assert board == days("2019Q3", "Mental Health Grouping", TAYSIDE) == [24540, 30222]
    assert hospital == [1999, 2202]


def test_a_hospital_under_two_boards_counts_for_each_of_them(scotland: Quarterly) -> None:
    for board in (TAYSIDE, GRAMPIAN):
        found = scotland.counts("all_beds", f"{board}-T312H", "2019 Q2")
        assert found == days("2019Q2", "All Specialties", board, "T312H")


def test_groups_of_specialties_add_up_to_all(scotland: Quarterly) -> None:
    cells = scotland.release.cells
    mine = cells[(cells["indicator"] == "all_beds") & (cells["org_unit"] == NATION)]
    now = mine[(mine["quarter"] == "2021 Q3") & (mine["period_type"] == "quarter")]
    parts = now[now["breakdown"] == "grouping"]["denominator"].sum()

    assert parts == now[now["breakdown"] == ""]["denominator"].item()


def test_what_was_left_out_and_what_is_provisional_is_said(scotland: Quarterly) -> None:
    said = scotland.release.said

    assert "1,082 rows: A subtotal of groups that are read" in said
    assert "21,708 rows: Single specialties: parts of their groups" in said
    assert "“p” 98 times" in said
