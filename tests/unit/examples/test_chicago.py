"""Chicago's real figures: rates without counts, words among numbers, years told twice."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.examples.published import CHICAGO, Published, needs_real_data, published
from wellness.domain.workspace import EXAMPLES, read_workspace
from wellness.publishing.check import check

pytestmark = needs_real_data
FILE = "Chicago_Public_Schools_-_School_Progress_Reports_SY{}.csv"


@pytest.fixture(scope="module")
def chicago(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return published("chicago", CHICAGO, Path(tmp_path_factory.mktemp("chicago")))


def test_the_district_s_figure_is_its_own_and_has_no_interval(chicago: Published) -> None:
    found = chicago.cell("attendance", "chicago", "2016-17")

    assert found["value"] == 0.928
    assert found["low"] != found["low"]  # not a number: none can be had


def test_words_for_parents_stay_bands(chicago: Published) -> None:
    """SY1718 has 336 times “< 30%” and 29 times “> 75%”, SY1819 315 and 32."""
    parents = chicago.cells[chicago.cells["indicator"] == "parent_response"]
    coded = parents[parents["state"] == "coded"]

    assert coded.groupby("quarter").size().to_dict() == {"2016-17 Q4": 365, "2017-18 Q4": 347}


def test_a_zero_for_a_school_that_was_not_asked_is_not_applicable(chicago: Published) -> None:
    students = chicago.cells[chicago.cells["indicator"] == "student_response"]
    found = students[students["state"] == "not_applicable"].groupby("quarter").size().to_dict()

    assert found == {"2016-17 Q4": 38, "2017-18 Q4": 35}
    assert not (students["value"] == 0).any()


def test_schools_are_counted_by_rating(chicago: Published) -> None:
    counted = {
        rating: chicago.cell("climate_rated", "chicago", "2016-17", rating)["numerator"]
        for rating in ("well", "organized", "moderately", "partially", "not_yet")
    }

    assert counted == {
        "well": 292,
        "organized": 179,
        "moderately": 58,
        "partially": 71,
        "not_yet": 43,
    }
    assert "14 rows: Schools with too few answers for a rating (NOT ENOUGH DATA)" in chicago.said


def test_a_year_that_is_told_again_is_restated_where_it_differs(chicago: Published) -> None:
    """2016-17: six schools' suspensions; of attendance all 651 agree."""
    assert "This number was another one before" in chicago.said


def test_truancy_above_all_students_is_refused_row_by_row() -> None:
    path = CHICAGO / FILE.format("1819")
    definitions = read_workspace(EXAMPLES / "chicago").definitions

    found = check(path.name, path.read_bytes(), definitions, date(2018, 10, 26), mapping="truancy")

    assert len([fault for fault in found.errors if fault.code == "rate_above_one"]) == 27
    assert found.delivery is None
