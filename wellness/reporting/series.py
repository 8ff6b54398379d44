"""Series: released cells of one indicator in one place, put in order as points."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Indicator
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.reporting import messages, windows, wording
from wellness.reporting.answers import Point
from wellness.reporting.reading import denominator, numerator
from wellness.reporting.windows import Window

SPARKLINE = 21  # five school years and the quarter that begins the sixth


@dataclass(frozen=True)
class Subject:
    """What an answer looks at: an indicator in a place, as it was asked about in a quarter."""

    contents: Contents
    indicator: Indicator
    place: OrgUnit
    asked: Quarter
    breakdown: str = ""

    @cached_property
    def window(self) -> Window | None:
        """Up to where it may look; None where the place has no numbers of its own."""
        return windows.window(
            self.contents, self.indicator, self.place.level, self.asked, self.breakdown
        )


def subject(question: Question, contents: Contents) -> Subject:
    """The subject of a question. Raises `UnknownNameError`."""
    indicator = contents.catalogue[question.indicator]
    place = contents.places.unit(question.place)
    return Subject(contents, indicator, place, question.quarter, question.breakdown)


@dataclass(frozen=True, slots=True)
class Series:
    """The points of a subject, or of one category of it, up to the asked quarter.

    `window` is None where the place has no numbers of its own: then `now` says so and there are
    no points. `year_ago` is None where there is nothing, or nothing comparable: an
    unfinished `now` is not compared, and `break_since` says what changed between.
    """

    subject: Subject
    window: Window | None
    points: tuple[Point, ...]
    now: Point
    year_ago: Point | None = None
    break_since: str = ""

    @property
    def indicator(self) -> Indicator:
        """The indicator that it is about."""
        return self.subject.indicator

    @property
    def contents(self) -> Contents:
        """The release that it was read from."""
        return self.subject.contents

    @property
    def is_yearly(self) -> bool:
        """Whether its points are years."""
        return self.window is not None and self.window.is_yearly

    @property
    def said(self) -> str:
        """The period of `now` inside a sentence."""
        calendar, quarter = self.contents.calendar, self.now.quarter
        if self.window is None:
            return calendar.months(quarter)
        return wording.period_said(calendar, self.indicator, quarter, self.window.period_type)


def series(subject: Subject, cells: Iterable[Cell], window: Window | None = None) -> Series:
    """The series of one category's cells (or the total's), all of the subject.

    `window` narrows the subject's own.
    """
    shown = window or subject.window
    if shown is None:
        now = absent(subject.contents, subject.asked, State.NOT_APPLICABLE)
        return Series(subject, None, (), now)
    mine = {c.quarter: c for c in cells if c.period_type is shown.period_type}
    points = tuple(_points(subject, shown, mine))
    found = {p.quarter: p for p in points}
    now, before = found[shown.last], found.get(shown.last.year_ago)
    since = _break_since(points, shown.last)
    is_comparable = now.finished and not since
    return Series(subject, shown, points, now, before if is_comparable else None, since)


def recent(cells: Sequence[Cell], asked: Quarter) -> Sequence[Cell]:
    """What a sparkline can show; the older half of ten years would be made for nothing."""
    before = asked.ordinal - SPARKLINE
    return [c for c in cells if c.period_type is PeriodType.YEAR or c.quarter.ordinal > before]


def point(contents: Contents, indicator: Indicator, found: Cell, breaks: str = "") -> Point:
    """A cell as a point."""
    state = wording.state_of(found, indicator)
    is_shown = state is State.SHOWN
    amount, below = found.amount(indicator), denominator(found)
    return Point(
        found.quarter,
        wording.period(contents.calendar, indicator, found.quarter, found.period_type),
        state,
        amount if is_shown else None,
        found.band_said(indicator) or wording.written(indicator, state, amount, below),
        found.low if is_shown else None,
        found.high if is_shown else None,
        numerator(found),
        below,
        windows.is_finished(contents, indicator, found.quarter, found.period_type),
        breaks,
        found.reporting,
        found.expected,
        wording.counts(found, indicator) if amount is not None else "",
    )


def point_or_absent(
    contents: Contents, indicator: Indicator, found: Cell | None, window: Window
) -> Point:
    """A cell as a point; without one, the last period of the window as not reported."""
    if found is not None:
        return point(contents, indicator, found)
    label = wording.period(contents.calendar, indicator, window.last, window.period_type)
    return absent(contents, window.last, State.NOT_REPORTED)._replace(label=label)


def absent(contents: Contents, quarter: Quarter, state: State) -> Point:
    """A point for a quarter without a cell."""
    label = contents.calendar.label(quarter)
    return Point(quarter, label, state, None, wording.STATES[state])


def _points(subject: Subject, window: Window, cells: Mapping[Quarter, Cell]) -> Iterator[Point]:
    """Every period from the first with a cell to the last of the window, without a hole."""
    moves = subject.contents.places.moves(subject.place.code)
    before: Cell | None = None
    for quarter in _quarters(window, cells):
        found = cells.get(quarter)
        if found is None:
            yield _hole(subject, window, quarter)
            continue
        broken = before and _break(before, found, moves)
        breaks = _told(subject, broken, _label(subject, window, quarter)) if broken else ""
        before = found
        yield point(subject.contents, subject.indicator, found, breaks)


def _told(subject: Subject, broken: str, period: str) -> str:
    schools = messages.capital(subject.contents.district.word(Level.SCHOOL, 2))
    return messages.say(broken, period=period, schools=schools)


def _break(before: Cell, found: Cell, moves: Iterable[Quarter]) -> str:
    """The message that says why the line does not run on from the cell before, or ""."""
    if before.definition_version != found.definition_version:
        return "break.definition"
    return "break.members" if any(before.quarter < m <= found.quarter for m in moves) else ""


def _quarters(window: Window, cells: Mapping[Quarter, Cell]) -> Iterator[Quarter]:
    last = window.last.ordinal
    begun = [q.ordinal for q, c in cells.items() if c.state is not State.NOT_APPLICABLE]
    for ordinal in range(min([*begun, last]), last + 1):
        if (last - ordinal) % window.step == 0:
            yield Quarter.of_ordinal(ordinal)
    if window.after and window.after in cells:
        yield window.after


def _hole(subject: Subject, window: Window, quarter: Quarter) -> Point:
    """A period without a cell: nothing was reported, or the place was not there."""
    contents, indicator = subject.contents, subject.indicator
    state = State.NOT_REPORTED if subject.place.exists_in(quarter) else State.NOT_APPLICABLE
    finished = windows.is_finished(contents, indicator, quarter, window.period_type)
    label = _label(subject, window, quarter)
    return absent(contents, quarter, state)._replace(label=label, finished=finished)


def _label(subject: Subject, window: Window, quarter: Quarter) -> str:
    calendar = subject.contents.calendar
    return wording.period(calendar, subject.indicator, quarter, window.period_type)


def _break_since(points: tuple[Point, ...], last: Quarter) -> str:
    """Why the last point must not be held against its year before, or ""."""
    between = [p.breaks for p in points if p.breaks and last.year_ago < p.quarter <= last]
    return between[-1] if between else ""
