"""Quarters and years, as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness.domain.errors import UnknownNameError
from wellness.domain.periods import Calendar, PeriodType, Quarter, quarters_between

SCHOOL, PLAIN = Calendar(7), Calendar(1)
quarters = st.builds(Quarter, st.integers(2000, 2098), st.integers(1, 4))


@pytest.mark.parametrize("calendar", [SCHOOL, PLAIN])
@given(quarter=quarters)
def test_a_quarter_is_read_back_as_it_was_written(calendar: Calendar, quarter: Quarter) -> None:
    assert calendar.parse(calendar.label(quarter)) == quarter
    assert calendar.parse(calendar.address(quarter)) == quarter
    assert Quarter.of_ordinal(quarter.ordinal) == quarter


@given(quarter=quarters)
def test_quarters_follow_each_other_without_a_gap(quarter: Quarter) -> None:
    assert SCHOOL.end(quarter).toordinal() + 1 == SCHOOL.start(quarter + 1).toordinal()
    assert (quarter + 1) - 1 == quarter
    assert quarter.year_ago.number == quarter.number


def test_the_first_quarter_of_a_school_year_begins_in_july() -> None:
    first = Quarter(2026, 1)

    assert str(first) == "2026-27 Q1"
    assert SCHOOL.months(first) == "July–September 2026"
    assert SCHOOL.months(first + 2) == "January–March 2027"
    assert (SCHOOL.start(first + 3), SCHOOL.end(first + 3)) == (date(2027, 4, 1), date(2027, 6, 30))


def test_a_calendar_year_workspace_writes_its_quarters_without_a_second_year() -> None:
    assert PLAIN.label(Quarter(2019, 3)) == "2019 Q3"
    assert PLAIN.months(Quarter(2019, 3)) == "July–September 2019"


@pytest.mark.parametrize(
    "text", ["2026-28 Q1", "2026 Q1", "2026-27 Q5", "Q1 2026-27", "", "２０２６-27 Q1"]
)
def test_what_is_not_a_quarter_is_refused_with_the_form_that_is_wanted(text: str) -> None:
    with pytest.raises(UnknownNameError, match="2026-27 Q1"):
        SCHOOL.parse(text)


def test_a_yearly_value_is_said_as_its_year() -> None:
    assert SCHOOL.said(Quarter(2025, 4), PeriodType.YEAR) == "school year 2025-26"
    assert SCHOOL.said(Quarter(2025, 4), PeriodType.QUARTER) == "2025-26 Q4"


def test_all_quarters_between_two_are_listed_with_both_ends() -> None:
    found = quarters_between(Quarter(2025, 3), Quarter(2026, 2))

    assert [str(q) for q in found] == ["2025-26 Q3", "2025-26 Q4", "2026-27 Q1", "2026-27 Q2"]
    assert quarters_between(Quarter(2026, 2), Quarter(2025, 3)) == ()
