"""A partner's periods are read by a format, into the quarters of the workspace's own calendar."""

import pytest

from wellness.domain.period_formats import Grain, PeriodFormat, YearName
from wellness.domain.periods import Calendar

JANUARY, APRIL, JULY = Calendar(1), Calendar(4), Calendar(7)


def read(
    written: str,
    text: str,
    calendar: Calendar = JULY,
    *,
    each: Grain | None = None,
    year: YearName | None = None,
) -> str:
    """How a sentence names the period of a text; "" where it is none."""
    made = PeriodFormat.of(written, calendar, each, year)
    assert not made.fault
    span = made.read(text)
    return made.said(span) if span else ""


def fault(written: str, calendar: Calendar = JULY, each: Grain | None = None) -> str:
    return PeriodFormat.of(written, calendar, each, None).fault


@pytest.mark.parametrize(
    ("written", "text", "calendar", "said"),
    [
        ("YYYYMM", "201904", JULY, "April 2019"),
        ("MMM YYYY", "Apr. 2019", JULY, "April 2019"),
        ("MM/YY", "4/19", JULY, "April 2019"),
        ("YYYYQN", "2019Q3", JANUARY, "2019 Q3"),
        ("YYYYQN", "2019Q3", JULY, "2019-20 Q1"),
        ("QN YYYY", "q1 2019", APRIL, "2018-19 Q4"),
        ("YYYY-YY QN", "2018-19 Q3", JULY, "2018-19 Q3"),
        ("DD/MM/YYYY", "31/03/2019", JANUARY, "2019 Q1"),
        ("YYYY-YY", "2018-19", JULY, "school year 2018-19"),
        ("YY-YY", "17-18", JULY, "school year 2017-18"),
        ("YYYY", "2014", JANUARY, "2014"),
        ("", "2019 Q3", JANUARY, "2019 Q3"),
    ],
)
def test_a_text_becomes_a_period(written: str, text: str, calendar: Calendar, said: str) -> None:
    assert read(written, text, calendar) == said


@pytest.mark.parametrize(
    ("written", "text"),
    [("YYYYMM", "201913"), ("YYYYMM", "2019"), ("MMM YYYY", "Spring 2019"), ("YYYY-YY", "2018-20")],
)
def test_a_text_that_is_not_so_written_is_no_period(written: str, text: str) -> None:
    assert read(written, text) == ""


def test_one_calendar_year_names_a_school_year_by_its_end_or_its_beginning() -> None:
    assert read("YYYY", "2014", APRIL, year=YearName.ENDS) == "school year 2013-14"
    assert read("YYYY", "2014", APRIL, year=YearName.BEGINS) == "school year 2014-15"


def test_a_date_can_stand_for_its_month_quarter_or_year() -> None:
    day = "2019-04-15"

    assert read("YYYY-MM-DD", day, each=Grain.MONTH) == "April 2019"
    assert read("YYYY-MM-DD", day) == "2018-19 Q4"
    assert read("YYYY-MM-DD", day, each=Grain.YEAR) == "school year 2018-19"


def test_a_format_that_cannot_be_read_says_why() -> None:
    assert fault("MM") == "it names no year. Write it like YYYYMM, YYYYQN, YYYY-YY or DD/MM/YYYY."
    assert "Say with year = “begins” or “ends”" in fault("YYYY")
    assert "Say with year = “begins” or “ends”" in fault("YYYY-YY", JANUARY)
    assert "cannot be cut into pieces of a month" in fault("YYYY-YY", each=Grain.MONTH)
    assert "not those of the calendar year" in fault("YYYYQN", Calendar(8))


@pytest.mark.parametrize("written", ["YYYYMM", "YYYYQN", "YYYY-YY"])
def test_neighbors_are_one_apart_across_new_year(written: str) -> None:
    made = PeriodFormat.of(written, JULY, None, None)
    text = {"YYYYMM": "201912", "YYYYQN": "2019Q4", "YYYY-YY": "2019-20"}[written]
    span = made.read(text)
    assert span is not None

    after = made.neighbor(span, 1)

    assert made.neighbor(after, -1) == span
    assert made.said(after) in {"January 2020", "2019-20 Q3", "school year 2020-21"}
