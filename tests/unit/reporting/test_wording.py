"""The number form, case by case."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.reporting.small_source import CALENDAR, NOW, PLAN_END, indicators, source
from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Indicator, Kind
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.reporting import wording

KNOWN = {i.code: i for i in indicators()}
REACH, VISITS, WAIT, MINDSET = (KNOWN[c] for c in ("reach", "visits", "wait", "mindset"))


@pytest.mark.parametrize(
    ("share", "out_of", "written"),
    [
        (0.714, 999, "71%"),
        (0.714, 1000, "71.4%"),
        (0.0476, 420, "4.8%"),
        (0.0, 12, "0.0%"),
        (1.0, 12, "100%"),
        (0.714, None, "71.4%"),
    ],
)
def test_small_shares_and_many_counted_get_one_decimal(
    share: float, out_of: int | None, written: str
) -> None:
    assert wording.percent(share, out_of) == written


def test_counts_have_thousands_commas() -> None:
    assert wording.amount(VISITS, 1234567) == "1,234,567"


def test_ready_made_values_stand_as_given() -> None:
    as_given = replace(WAIT, decimals=None)

    assert wording.amount(WAIT, 7.0) == "7.0"
    assert wording.amount(as_given, 7.0) == "7"
    assert wording.amount(as_given, 6.25) == "6.25"


def test_ratios_have_two_decimals_unless_their_file_says_otherwise() -> None:
    ratio = replace(REACH, kind=Kind.RATIO)

    assert wording.amount(ratio, 0.1234) == "0.12"
    assert wording.amount(replace(ratio, decimals=1), 0.1234) == "0.1"


@pytest.mark.parametrize(
    ("indicator", "now", "before", "written"),
    [
        (REACH, 0.050, 0.041, "+0.9 percentage points"),
        (REACH, 0.041, 0.050, "−0.9 percentage points"),
        (REACH, 0.050, 0.050, "0.0 percentage points"),
        (REACH, 0.61, 0.63, "−2 percentage points"),
        (VISITS, 43210, 40000, "+3,210"),
        (VISITS, 10, 10, "0"),
        (WAIT, 6.5, 7.0, "−0.5"),
    ],
)
def test_differences_of_percentages_are_percentage_points(
    indicator: Indicator, now: float, before: float, written: str
) -> None:
    assert wording.difference(indicator, now, before, out_of=500) == written


@pytest.mark.parametrize(
    ("indicator", "value", "written"),
    [(REACH, 0.05, "5%"), (REACH, 0.07, "7%"), (REACH, 0.125, "12.5%"), (WAIT, 8.0, "8")],
)
def test_a_target_has_the_digits_it_was_given(
    indicator: Indicator, value: float, written: str
) -> None:
    assert wording.target(indicator, value) == written


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (State.WITHHELD, "hidden to protect privacy"),
        (State.NOT_REPORTED, "not reported"),
        (State.NOT_APPLICABLE, "not applicable"),
        (State.CODED, "in the top or bottom band"),
    ],
)
def test_each_state_without_a_number_has_its_own_words(state: State, word: str) -> None:
    assert wording.cell(_cell(state, None, 420), REACH) == word


@pytest.mark.parametrize(
    ("kind", "band", "said"),
    [
        (Kind.PROPORTION, "high_band:95%", "above 95%"),
        (Kind.PUBLISHED_RATE, "low_band:30", "below 30%"),
        (Kind.FLOW, "low_band:11", "below 11"),
        (Kind.MEDIAN, "high_band:90", "above 90"),
    ],
)
def test_a_coded_number_says_its_band(kind: Kind, band: str, said: str) -> None:
    coded = _cell(State.CODED, None, 420)._replace(band=band)

    assert wording.cell(coded, replace(REACH, kind=kind)) == said


def test_a_band_is_said_of_coded_cells_alone() -> None:
    cell = _cell(State.WITHHELD, None, 420)._replace(band="high_band:95%")

    assert wording.cell(cell, REACH) == "hidden to protect privacy"


def test_nobody_to_count_is_neither_zero_nor_hidden() -> None:
    assert wording.cell(_cell(State.SHOWN, 0, 0), REACH) == "nobody to count"
    assert wording.cell(_cell(State.SHOWN, 0, 420), REACH) == "0.0%"


def test_a_rate_is_hidden_if_either_of_its_counts_is() -> None:
    cell = _cell(State.SHOWN, 21, None)._replace(denominator_state=State.WITHHELD)

    assert wording.cell(cell, REACH) == "hidden to protect privacy"


def test_a_yearly_survey_is_of_its_spring_and_other_years_are_school_years() -> None:
    year = PeriodType.YEAR

    assert wording.period(CALENDAR, MINDSET, PLAN_END, year) == "spring 2026"
    assert wording.period(CALENDAR, VISITS, PLAN_END, year) == "2025-26"
    assert wording.period_said(CALENDAR, VISITS, PLAN_END, year) == "the 2025-26 school year"
    assert wording.period(Calendar(1), MINDSET, PLAN_END, year) == "2025"


def test_quarters_are_labels_in_tables_and_months_in_sentences() -> None:
    quarter = PeriodType.QUARTER

    assert wording.period(CALENDAR, VISITS, NOW, quarter) == "2026-27 Q1"
    assert wording.period_said(CALENDAR, VISITS, NOW, quarter) == "July–September 2026"
    assert wording.closing_month(CALENDAR, Quarter(2025, 2)) == "December 2025"


def test_days_are_written_the_american_way() -> None:
    assert wording.day(date(2026, 1, 30)) == "Jan 30, 2026"


def test_words_in_a_row_end_with_and() -> None:
    assert wording.listed([]) == ""
    assert wording.listed(["region"]) == "region"
    assert wording.listed(["school", "region", "district"]) == "school, region and district"


def _cell(state: State, numerator: int | None, denominator: int | None) -> Cell:
    return source().cells[0]._replace(state=state, numerator=numerator, denominator=denominator)
