"""Listings: an answer as a plain table of text and whole numbers, to be read or kept as a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch

from wellness.domain.indicators import Indicator, Kind
from wellness.reporting.answers import (
    OverviewRow,
    Pathway,
    PlaceComparison,
    PlaceRow,
    PlanResult,
    Point,
    Promise,
    SchoolComparison,
    SchoolDot,
    SchoolWithout,
    Shares,
    ThemeRows,
    Trend,
)
from wellness.reporting.door_answers import DoorList, ListedDoors
from wellness.views import words
from wellness.views.tables.targets import standing

Cell = str | int
POINT = ("Period", "Number", "Counted", "Out of", "95% range", "Reported", "Note")
WITHOUT_COUNTS = "none: published without counts"


@dataclass(frozen=True, slots=True)
class Listing:
    """A table without columns that would be empty. `name` is the file's, without its ending."""

    title: str
    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@singledispatch
def listing(answer: object) -> Listing:
    """The listing of an answer. Raises `TypeError` for one that has none."""
    message = f"{type(answer).__name__} cannot be listed."
    raise TypeError(message)


@listing.register
def _(trend: Trend) -> Listing:
    """Newest period first."""
    rows = [_point(trend.indicator, point) for point in reversed(trend.points)]
    name = f"{trend.indicator.code}_{trend.place.code}"
    title = f"{trend.indicator.title}, {trend.place.name}"
    return _listing(title, name, _heads(trend.indicator), rows)


@listing.register
def _(shares: Shares) -> Listing:
    name = f"{shares.indicator.code}_by_{shares.breakdown.code}_{shares.question.place}"
    head = (shares.breakdown.title, *_heads(shares.indicator))
    return _listing(shares.finding.title, name, head, _categories(shares))


@listing.register(tuple)
def _(survey: tuple[Shares, ...]) -> Listing:
    """Several indicators, split the same way."""
    first = survey[0]
    rows = [(_named(s.indicator), *row) for s in survey for row in _categories(s)]
    name = f"by_{first.breakdown.code}_{first.question.place}"
    title = f"By {first.breakdown.title.lower()}"
    return _listing(title, name, ("Indicator", first.breakdown.title, *POINT), rows)


@listing.register
def _(comparison: SchoolComparison) -> Listing:
    """The drawn schools by name, then the others, those whose number is hidden last."""
    drawn = sorted(comparison.dots, key=lambda dot: dot.name)
    rows = [_dot(comparison.indicator, dot) for dot in drawn]
    rows += [_without(school) for school in comparison.without]
    size = "" if comparison.indicator.kind.is_quotient else comparison.size_title
    number = words.counted(comparison.period, comparison.indicator)
    head = (words.capital(comparison.word), number, "Counted", "Out of", "95% range", size)
    title = f"{comparison.indicator.title}, {comparison.school_type.name}"
    name = f"{comparison.indicator.code}_{comparison.school_type.code}"
    return _listing(title, name, head, rows)


@listing.register
def _(comparison: PlaceComparison) -> Listing:
    indicator = comparison.indicator
    head = (
        comparison.level_title,
        words.counted(comparison.period, indicator),
        "Counted",
        "Out of",
        "95% range",
        "Year ago",
        "Difference",
    )
    rows = [_place(indicator, row) for row in comparison.rows]
    name = f"{indicator.code}_by_{comparison.level_title.lower().replace(' ', '_')}"
    return _listing(comparison.finding.title, name, head, rows)


@listing.register
def _(pathway: Pathway) -> Listing:
    rows = [(s.title, s.remain, s.lost or "", s.reason, s.share) for s in pathway.stages]
    head = ("Stage", "Remain", "Lost before it", "Because", "Of all received")
    name = f"{pathway.indicator.code}_{pathway.question.place}"
    return _listing(f"{pathway.indicator.title}, {pathway.period}", name, head, rows)


@listing.register
def _(theme: ThemeRows) -> Listing:
    head = ("Indicator", *POINT, "Year ago", "Target", "Standing")
    rows = [_indicator(row) for row in theme.rows]
    return _listing(theme.title, theme.page, head, rows)


@listing.register
def _(result: PlanResult) -> Listing:
    head = (
        "Indicator",
        "Baseline of",
        "Baseline",
        "Target",
        "Due in",
        "Result of",
        "Result",
        "Standing",
        "Next target",
        "Next due in",
        "Next standing",
        "Note",
    )
    rows = [_promise(promise) for promise in result.promises]
    return _listing(result.plan.title, f"{result.plan.code}_targets", head, rows)


@listing.register
def _(doors: DoorList) -> Listing:
    changes = (f"Gained since {doors.before}", f"Lost since {doors.before}")
    head = ("School", "Type", "Region", "Doors open", *doors.titles, *changes)
    rows = [_school(school) for school in doors.schools]
    name = f"open_doors_{doors.question.place}"
    return _listing(f"Open doors, {doors.period}", name, head, rows)


def _listing(title: str, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Listing:
    table = list(rows)
    used = [n for n in range(len(head)) if any(row[n] != "" for row in table)]
    cut = tuple(tuple(row[n] for n in used) for row in table)
    return Listing(title, name, tuple(head[n] for n in used), cut)


def _categories(shares: Shares) -> Iterator[tuple[Cell, ...]]:
    for category in shares.categories:
        for point in reversed(category.points):
            yield category.title, *_point(shares.indicator, point)


def _point(indicator: Indicator, point: Point) -> tuple[Cell, ...]:
    """A point in the columns of `POINT`."""
    return (
        point.label,
        _number(indicator, point.amount, words.state(point)),
        _counted(indicator, point.numerator),
        "" if point.denominator is None else point.denominator,
        _range(indicator, point),
        f"{point.reporting:,} of {point.expected:,}" if point.expected else "",
        "; ".join(filter(None, ["" if point.finished else "not finished", point.breaks])),
    )


def _dot(indicator: Indicator, dot: SchoolDot) -> tuple[Cell, ...]:
    return (
        dot.name,
        _number(indicator, dot.amount, dot.text),
        _counted(indicator, dot.numerator),
        "" if dot.denominator is None else dot.denominator,
        _range(indicator, dot),
        "" if indicator.kind.is_quotient else dot.size,
    )


def _without(school: SchoolWithout) -> tuple[Cell, ...]:
    return (school.name, words.of_state(school.state, school.text), "", "", "", "")


def _school(school: ListedDoors) -> tuple[Cell, ...]:
    number = "" if school.number is None else school.number
    changes = (", ".join(school.gained), ", ".join(school.lost))
    return (school.name, school.kind, school.region, number, *school.doors, *changes)


def _place(indicator: Indicator, row: PlaceRow) -> tuple[Cell, ...]:
    _, number, counted, out_of, spread, _, _ = _point(indicator, row.now)
    before = row.year_ago
    past = _number(indicator, before.amount, words.state(before)) if before else ""
    return (row.place.name, number, counted, out_of, spread, past, row.difference)


def _indicator(row: OverviewRow) -> tuple[Cell, ...]:
    before, target = row.year_ago, row.target
    past = _number(row.indicator, before.amount, words.state(before)) if before else ""
    aim = (f"{target.text} by {target.due}", standing(target)) if target else ("", "")
    return (_named(row.indicator), *_point(row.indicator, row.now), past, *aim)


def _promise(promise: Promise) -> tuple[Cell, ...]:
    line, began, later = promise.line, promise.began, promise.following
    return (
        _named(promise.indicator),
        began.label if began else "",
        words.state(began) if began else "not known",
        line.text,
        line.due,
        line.reached.label if line.reached else "",
        words.state(line.reached) if line.reached else "",
        line.word or "not told",
        *((later.text, later.due, later.word) if later else ("", "", "")),
        began.breaks if began else "",
    )


def _heads(indicator: Indicator) -> tuple[str, ...]:
    """The columns of `POINT`, the number's with its unit where that is not plain."""
    period, number, *others = POINT
    return (period, words.counted(number, indicator), *others)


def _named(indicator: Indicator) -> str:
    return words.counted(indicator.title, indicator)


def _number(indicator: Indicator, amount: float | None, text: str) -> Cell:
    """A count as a number; a rate, a ready-made value or a state as it is written."""
    is_count = not (indicator.kind.is_quotient or indicator.kind.arrives_ready)
    return round(amount) if is_count and amount is not None else text


def _counted(indicator: Indicator, numerator: int | None) -> Cell:
    return numerator if indicator.kind.is_quotient and numerator is not None else ""


def _range(indicator: Indicator, shown: Point | SchoolDot) -> str:
    if indicator.kind is Kind.PUBLISHED_RATE and shown.denominator is None:
        return WITHOUT_COUNTS if shown.amount is not None else ""
    if shown.low is None or shown.high is None:
        return ""
    if indicator.kind.is_percent:
        return f"{shown.low * 100:.1f}–{shown.high:.1%}"
    return f"{shown.low:,.4g}–{shown.high:,.4g}"
