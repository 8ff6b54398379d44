"""Substitutes: where to look when a number is hidden, or not published for a place.

Only what the same release shows is named, so it is part of what the audit looked at. Never a
range, never a bound.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Indicator
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import footnotes, windows, wording
from wellness.reporting.messages import capital, say
from wellness.reporting.series import Series

_LARGER = (Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE, Level.DISTRICT)


@dataclass(frozen=True, slots=True)
class Substitute:
    """A sentence, and the question that it leads to (None where it leads nowhere else)."""

    sentence: str = ""
    question: Question | None = None


NONE = Substitute()


def substitute(
    question: Question, source: Source, series: Series, cells: Iterable[Cell]
) -> Substitute:
    """The first that is shown: school year, region, board district, school type, district."""
    if series.window is None:
        return _published_at(question, source, series)
    if series.now.state is not State.WITHHELD:
        return NONE
    year = own_year(series, cells)
    if year:
        return Substitute(year)
    for place, cell in _larger(question, source, series.indicator, series.window.period_type):
        text = wording.with_unit(series.indicator, wording.cell(cell, series.indicator))
        said = say("instead.place", place=place.name, text=text)
        return Substitute(said, question.at(place.code))
    return NONE


def own_year(series: Series, cells: Iterable[Cell]) -> str:
    """The place's own school year, if the quarter is hidden and the year is shown, else ""."""
    cell = shown_year(series, cells)
    if cell is None:
        return ""
    calendar, indicator = series.contents.calendar, series.indicator
    period = wording.period_said(calendar, indicator, cell.quarter, PeriodType.YEAR)
    text = wording.with_unit(indicator, wording.cell(cell, indicator))
    return say("instead.year", period=capital(period), text=text)


def shown_year(series: Series, cells: Iterable[Cell]) -> Cell | None:
    """The cell of the last year closed by the quarter, where that stands in for the quarter."""
    if series.is_yearly or series.now.state is not State.WITHHELD:
        return None
    last = windows.year_window(series.contents, series.indicator, series.subject.asked).last
    years = (c for c in cells if c.period_type is PeriodType.YEAR and c.quarter == last)
    return next((c for c in years if _is_number(c, series.indicator)), None)


def _published_at(question: Question, source: Source, series: Series) -> Substitute:
    """For a place below the lowest level that is published: at which levels to look."""
    contents, indicator = source.contents, series.indicator
    period_type = indicator.cadence
    levels = footnotes.published_levels(contents, indicator, period_type)
    for place, cell in _larger(question, source, indicator, period_type):
        text = wording.with_unit(indicator, wording.cell(cell, indicator))
        said = say("elsewhere.place", levels=levels, place=place.name, text=text)
        return Substitute(said, question.at(place.code))
    return Substitute(say("elsewhere", levels=levels))


def _larger(
    question: Question, source: Source, indicator: Indicator, period_type: PeriodType
) -> Iterator[tuple[OrgUnit, Cell]]:
    """The places around the asked one that have a number for its period, nearest first."""
    contents = source.contents
    quarter = _last(contents, indicator, period_type, question.quarter)
    found = source.across(indicator.code, quarter, period_type, _LARGER)
    cells = {c.org_unit: c for c in found if _is_number(c, indicator)}
    for place in around(contents, question.place, quarter):
        if place.code in cells and place.code in question.scope:
            yield place, cells[place.code]


def around(contents: Contents, code: str, quarter: Quarter) -> tuple[OrgUnit, ...]:
    """What a place belonged to: region, board district, school type, at last the district."""
    places = contents.places
    parents = [places.parent(code, level, quarter) for level in _LARGER[:-1]]
    larger = [p for p in (*parents, places.district) if p is not None]
    return tuple(p for p in larger if p.code != code)


def _last(
    contents: Contents, indicator: Indicator, period_type: PeriodType, asked: Quarter
) -> Quarter:
    """The last period that the question may look at in a larger place."""
    if period_type is PeriodType.YEAR:
        return windows.year_window(contents, indicator, asked).last
    window = windows.window(contents, indicator, Level.DISTRICT, asked)
    return window.last if window else asked


def _is_number(cell: Cell, indicator: Indicator) -> bool:
    is_shown = wording.state_of(cell, indicator) is State.SHOWN
    return is_shown and cell.amount(indicator) is not None
