"""Trends: one indicator at one place over time."""

from collections.abc import Sequence
from dataclasses import replace

from wellness.domain.cells import Cell
from wellness.domain.questions import Question
from wellness.domain.stores import Source
from wellness.reporting import findings, substitutes, targets
from wellness.reporting.answers import Finding, Trend
from wellness.reporting.footnotes import footnotes
from wellness.reporting.memory import remembered
from wellness.reporting.messages import say
from wellness.reporting.reading import history, required_place
from wellness.reporting.series import series, subject

ISSUED, ENDING = "ymhfa_certificates", "ymhfa_lapsing"


@remembered
def trend(question: Question, source: Source) -> Trend:
    """The question's indicator in its place, all categories together.

    Raises `UnknownNameError` for an unknown indicator or place, `OutOfScopeError` for a place
    outside the question's scope.
    """
    return _trends(question, source, (question.indicator,))[0]


@remembered
def trends(question: Question, source: Source, indicators: tuple[str, ...]) -> tuple[Trend, ...]:
    """Several indicators in the question's place, from one look at the store; raises as `trend`."""
    return _trends(question, source, indicators)


@remembered
def training(question: Question, source: Source) -> tuple[Trend, Trend]:
    """Certificates issued, and those that end within a year.

    Raises `UnknownNameError` where the release does not define them, and as `trend` does.
    """
    issued, ending = _trends(question, source, (ISSUED, ENDING))
    return issued, replace(ending, finding=_ending(ending))


def _ending(trend: Trend) -> Finding:
    """How many certificates end in the coming year; a stock seen from its quarter's last day."""
    now, before, unit = trend.now, trend.year_ago, trend.indicator.unit
    if now.amount is None or not now.finished:
        return trend.finding
    comparison = ""
    if before is not None and before.amount is not None:
        comparison = say("year_ago.year", before=before.text)
    said = say("ending", count=now.text, unit=unit, comparison=comparison)
    return Finding(trend.finding.title, said)


def _trends(question: Question, source: Source, codes: Sequence[str]) -> tuple[Trend, ...]:
    """The trends of several indicators from one look at the store."""
    required_place(question, source)
    cells = history(source, codes, question.place)
    return tuple(_trend(question.about(code), source, cells[code]) for code in codes)


def _trend(question: Question, source: Source, cells: Sequence[Cell]) -> Trend:
    asked = subject(question, source.contents)
    found = series(asked, cells)
    instead = substitutes.substitute(question, source, found, cells)
    return Trend(
        question,
        asked.indicator,
        asked.place,
        found.is_yearly,
        found.points,
        found.now,
        found.year_ago,
        findings.of_series(found, instead.sentence),
        footnotes(source.contents, asked.indicator, found.now),
        targets.lines(asked, cells),
        instead.sentence,
        instead.question,
        found.now.label,
    )
