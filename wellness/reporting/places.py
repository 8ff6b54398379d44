"""Places: the regions, board districts or school types side by side, a year ago and now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Indicator
from wellness.domain.places import Level
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import findings, wording
from wellness.reporting.answers import Finding, PlaceComparison, PlaceRow, Point
from wellness.reporting.footnotes import footnotes
from wellness.reporting.memory import remembered
from wellness.reporting.messages import capital, say, uncapital
from wellness.reporting.reading import required_place
from wellness.reporting.series import Subject, absent, series
from wellness.reporting.windows import Window, window


@remembered
def compare_places(
    question: Question, source: Source, level: Level = Level.REGION
) -> PlaceComparison:
    """Every place of a level that may be seen, by name, those without a number last.

    Raises `UnknownNameError` for an unknown name, `OutOfScopeError` for a place that may not be
    seen.
    """
    required_place(question, source)
    contents = source.contents
    indicator = contents.catalogue[question.indicator]
    shown = window(contents, indicator, level, question.quarter)
    rows = _rows(question, source, level, shown)
    first = rows[0].now if rows else absent(contents, question.quarter, State.NOT_REPORTED)
    return PlaceComparison(
        question,
        indicator,
        contents.district.level_title(level),
        rows,
        _finding(contents, indicator, level, shown, rows),
        first.label,
        # No one place speaks for the coverage of all.
        replace(footnotes(contents, indicator, first), coverage=""),
    )


@remembered
def schools_in(question: Question, source: Source) -> int:
    """How many schools the question's place has in its quarter."""
    return len(source.contents.places.schools(question.place, question.quarter))


def _rows(
    question: Question, source: Source, level: Level, shown: Window | None
) -> tuple[PlaceRow, ...]:
    contents = source.contents
    if shown is None:
        return ()
    places = [
        place
        for place in contents.places.at(level)
        if place.exists_in(shown.last) and place.code in question.scope
    ]
    cells = _cells(question, source, [place.code for place in places], shown)
    indicator = contents.catalogue[question.indicator]
    subjects = [Subject(contents, indicator, place, question.quarter) for place in places]
    rows = [_row(subject, shown, cells.get(subject.place.code, ())) for subject in subjects]
    return tuple(sorted(rows, key=lambda row: row.now.amount is None))


def _cells(
    question: Question, source: Source, codes: Sequence[str], shown: Window
) -> Mapping[str, list[Cell]]:
    """Now and a year ago, by place.

    Taken from the whole history of these few places, which serves every other quarter as well.
    """
    quarters = {shown.last.year_ago, shown.last}
    found: dict[str, list[Cell]] = {}
    for cell in source.history_across(question.indicator, codes):
        if cell.period_type is shown.period_type and cell.quarter in quarters:
            found.setdefault(cell.org_unit, []).append(cell)
    return found


def _row(subject: Subject, shown: Window, cells: Iterable[Cell]) -> PlaceRow:
    found = series(subject, cells, Window(shown.period_type, shown.last))
    added = _added(subject.indicator, found.now, found.year_ago)
    return PlaceRow(subject.place, found.now, found.year_ago, added)


def _added(indicator: Indicator, now: Point, before: Point | None) -> str:
    if before is None or now.amount is None or before.amount is None:
        return ""
    counted = [p.denominator for p in (now, before) if p.denominator is not None]
    return wording.difference(indicator, now.amount, before.amount, min(counted, default=None))


def _finding(
    contents: Contents,
    indicator: Indicator,
    level: Level,
    shown: Window | None,
    rows: tuple[PlaceRow, ...],
) -> Finding:
    plural = contents.district.level_plural(level)
    amounts = [(r.now.amount, r.now.text) for r in rows if r.now.amount is not None]
    title = findings.spread(plural, amounts)
    if shown is None:
        word = uncapital(contents.district.level_title(level))
        return Finding(title, say("places.elsewhere", title=indicator.title, level=word))
    period = wording.period_said(contents.calendar, indicator, shown.last, shown.period_type)
    told = ", ".join(findings.row(r.place.name, r.now, r.year_ago) for r in rows)
    said = say("places.sentence", title=indicator.title, period=period, rows=told)
    return Finding(title, capital(said))
