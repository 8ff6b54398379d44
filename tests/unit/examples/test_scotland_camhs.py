"""Scotland's waiting times as the example publishes them, against plain sums over the files."""

from pathlib import Path

import pytest

from tests.unit.examples.published import needs_real_data, published
from tests.unit.examples.raw import SCOTLAND, Quarterly, rows
from wellness.domain.workspace import EXAMPLES, read_workspace

pytestmark = needs_real_data
FILES = SCOTLAND / "camhs_waiting_times"
LOTHIAN, AYRSHIRE, GLASGOW, NATION = "S08000024", "S08000015", "S08000031", "S92000003"


@pytest.fixture(scope="module")
def scotland(tmp_path_factory: pytest.TempPathFactory) -> Quarterly:
    folder = Path(tmp_path_factory.mktemp("camhs"))
    return Quarterly(published("scotland_camhs", SCOTLAND, folder))


def total(file: str, column: str, board: str, *months: str) -> float:
    """The sum of a column over some months of one board."""
    found = [r for r in rows(FILES / file) if r["HB"] == board and r["Month"] in months]
    assert len(found) == len(months)
    return sum(float(row[column]) for row in found)


@pytest.mark.parametrize(
    ("quarter", "place", "counts"),
    [
        ("2019 Q3", NATION, [2518, 3903]),
        ("2020 Q2", NATION, [2194, 3555]),
        ("2024 Q4", NATION, [3455, 3812]),
        ("2019 Q3", LOTHIAN, [378, 676]),
    ],
)
def test_treatment_started_within_18_weeks(
    scotland: Quarterly, quarter: str, place: str, counts: list[float]
) -> None:
    assert scotland.counts("seen_within_18_weeks", place, quarter) == counts


def test_a_flow_is_the_sum_of_its_months_and_a_queue_its_last_one(scotland: Quarterly) -> None:
    months = ("201907", "201908", "201909")
    file, column = "camhs-referrals.csv", "ReferralsReceived"
    received = total(file, column, LOTHIAN, *months)
    waiting = total(
        "camhs-adjusted-patients-waiting.csv", "TotalPatientsWaiting", LOTHIAN, "201909"
    )

    assert scotland.counts("referrals_received", LOTHIAN, "2019 Q3")[0] == received
    assert scotland.counts("patients_waiting", LOTHIAN, "2019 Q3")[0] == waiting


def test_the_boards_add_up_to_the_published_national_row(scotland: Quarterly) -> None:
    months = ("202301", "202302", "202303")
    missed, kept = (
        total("camhs-didnotattends.csv", column, NATION, *months)
        for column in ("DidNotAttends", "TotalAppointments")
    )

    assert scotland.counts("missed_appointments", NATION, "2023 Q1") == [missed, kept]


def test_a_board_goes_on_under_its_new_code(scotland: Quarterly) -> None:
    """Glasgow was S08000021 up to March 2019."""
    file, column = "camhs-adjusted-patients-seen.csv", "TotalPatientsSeen"
    before = total(file, column, "S08000021", "201901", "201902", "201903")
    after = total(file, column, GLASGOW, "201904", "201905", "201906")

    assert scotland.counts("patients_seen", GLASGOW, "2019 Q1")[0] == before
    assert scotland.counts("patients_seen", GLASGOW, "2019 Q2")[0] == after


def test_the_misdated_row_is_set_aside_and_takes_no_other_months_place(
    scotland: Quarterly,
) -> None:
    file, column = "camhs-adjusted-patients-waiting.csv", "TotalPatientsWaiting"
    december = total(file, column, NATION, "202412")

    assert "Row 47, “S08000015, 202501, 92”: Set aside by the mapping" in scotland.release.said
    assert scotland.state("patients_waiting", AYRSHIRE, "2024 Q4") == "not_reported"
    assert scotland.counts("patients_waiting", NATION, "2024 Q4")[0] == december - 92


def test_about_the_data_says_what_was_set_aside() -> None:
    catalogue = read_workspace(EXAMPLES / "scotland_camhs").definitions.catalogue

    for code in ("waiting_over_18_weeks", "patients_waiting"):
        assert "December 2024 of NHS Ayrshire and Arran is not reported" in catalogue[code].notes


def test_marks_beside_numbers_are_counted(scotland: Quarterly) -> None:
    """The total and four bands of 1,269 rows are of low reliability; 153 are the nation's."""
    assert "“u” 6,345 times, “d” 765 times, “b” 20 times, “r” 15 times" in scotland.release.said
    assert "11 of 14 expected places report for 2012 Q3" in scotland.release.said
