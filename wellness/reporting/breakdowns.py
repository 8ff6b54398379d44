"""Breakdowns: an indicator split into its categories, and the survey's four skills at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wellness.domain.cells import Cell
from wellness.domain.errors import UnknownNameError
from wellness.domain.indicators import Breakdown, DisclosureClass, Indicator, Theme
from wellness.domain.periods import PeriodType
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import findings, messages, wording
from wellness.reporting.answers import Category, Finding, Shares
from wellness.reporting.footnotes import footnotes
from wellness.reporting.memory import remembered
from wellness.reporting.messages import capital, say, uncapital
from wellness.reporting.reading import history, required_place
from wellness.reporting.series import Series, series, subject
from wellness.reporting.substitutes import shown_year

PERIODS = 8
TITLE_WORDS = 11
GRADE_BAND = "grade_band"
# The four skills of the CORE Districts' survey, which the first catalogue follows. A workspace
# with a survey of its own is shown whatever that survey asks.
SKILLS = ("growth_mindset", "self_efficacy", "self_management", "social_awareness")


@remembered
def shares(question: Question, source: Source) -> Shares:
    """The question's indicator by its breakdown, the indicator's first one if none is asked.

    Raises `UnknownNameError` for an unknown name, `OutOfScopeError` for a place that may not be
    seen.
    """
    place = required_place(question, source)
    indicator = source.contents.catalogue[question.indicator]
    breakdown = question.breakdown or _first_breakdown(indicator)
    asked = question.about(indicator.code, breakdown)
    cells = history(source, (indicator.code,), place.code, breakdown)
    return _shares(asked, source.contents, cells[indicator.code])


def splits(question: Question, source: Source) -> tuple[Breakdown, ...]:
    """The breakdowns of the question's indicator that its place has numbers of, in their order."""
    asked = subject(question, source.contents)
    breakdowns = asked.indicator.breakdowns
    return tuple(b for b in breakdowns.values() if replace(asked, breakdown=b.code).window)


@remembered
def survey(question: Question, source: Source) -> tuple[Shares, ...]:
    """The skills that the survey asks about, by the asked breakdown or by grade band."""
    place, contents = required_place(question, source), source.contents
    asked = question.breakdown
    breakdown = asked if asked and _skills(contents, asked) else GRADE_BAND
    codes = _skills(contents, breakdown)
    cells = history(source, codes, place.code, breakdown)
    return tuple(_shares(question.about(code, breakdown), contents, cells[code]) for code in codes)


def _first_breakdown(indicator: Indicator) -> str:
    if indicator.breakdowns:
        return next(iter(indicator.breakdowns))
    message = f"{indicator.title} is not split into categories. Choose another indicator."
    raise UnknownNameError(message)


def _skills(contents: Contents, breakdown: str) -> tuple[str, ...]:
    asked = [
        i.code
        for i in contents.catalogue.of_theme(Theme.SEL)
        if i.disclosure_class is DisclosureClass.SURVEY and breakdown in i.breakdowns
    ]
    return tuple(code for code in asked if code in SKILLS) or tuple(asked)


def _shares(question: Question, contents: Contents, cells: Sequence[Cell]) -> Shares:
    asked = subject(question, contents)
    indicator, breakdown = asked.indicator, asked.indicator.breakdown(question.breakdown)
    found = {
        code: series(asked, [c for c in cells if c.category == code])
        for code in _possible(breakdown, cells)
    }
    first = next(iter(found.values()))
    return Shares(
        question,
        indicator,
        breakdown,
        first.is_yearly,
        tuple(_category(breakdown, code, s) for code, s in found.items()),
        _finding(indicator, breakdown, found),
        _note(indicator, breakdown),
        footnotes(contents, indicator, first.now),
        _substitute(breakdown, found, cells),
    )


def _possible(breakdown: Breakdown, cells: Sequence[Cell]) -> Sequence[str]:
    """The categories that the place can have: a school has no visits to a wellness center."""
    known = {cell.category for cell in cells}
    return [code for code in breakdown.categories if code in known] or breakdown.categories


def _category(breakdown: Breakdown, code: str, found: Series) -> Category:
    points = found.points[-PERIODS:]
    return Category(code, breakdown.title_of(code), points, found.now, found.year_ago)


def _finding(indicator: Indicator, breakdown: Breakdown, found: Mapping[str, Series]) -> Finding:
    title = say("categories.title", title=indicator.title, breakdown=uncapital(breakdown.title))
    first = next(iter(found.values()))
    if first.window is None:
        return Finding(title, _not_published(breakdown))
    rows = [findings.row(breakdown.title_of(code), s.now, s.year_ago) for code, s in found.items()]
    period = capital(first.said)
    sentence = say("categories.sentence", period=period, rows=", ".join(rows))
    return Finding(messages.fitted(title, _largest(breakdown, found), TITLE_WORDS), sentence)


def _substitute(breakdown: Breakdown, found: Mapping[str, Series], cells: Sequence[Cell]) -> str:
    """The school year, where a hidden category is shown for it."""
    for code, series_found in found.items():
        if series_found.window is None:
            return _not_published(breakdown)
        year = shown_year(series_found, [c for c in cells if c.category == code])
        if year is not None:
            indicator, calendar = series_found.indicator, series_found.contents.calendar
            period = wording.period_said(calendar, indicator, year.quarter, PeriodType.YEAR)
            return say("instead.year.split", period=capital(period))
    return ""


def _not_published(breakdown: Breakdown) -> str:
    return say("elsewhere.category", breakdown=uncapital(breakdown.title))


def _largest(breakdown: Breakdown, found: Mapping[str, Series]) -> Iterator[str]:
    """The categories with a number, the largest first; equal ones as the breakdown orders them."""
    numbers = [(s.now.amount, code) for code, s in found.items() if s.now.amount is not None]
    for _, code in sorted(numbers, key=lambda pair: -pair[0]):
        yield say("row", name=breakdown.title_of(code), now=found[code].now.text)


def _note(indicator: Indicator, breakdown: Breakdown) -> str:
    if indicator.kind.is_quotient or indicator.kind.arrives_ready:
        return say("note.rates", unit=indicator.out_of)
    return say("note.partition" if breakdown.partition else "note.overlap")
