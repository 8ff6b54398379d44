"""Open doors: how many schools offer their students no way to support, one, or more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wellness.domain.cells import Cell
from wellness.domain.indicators import Indicator
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import windows, wording
from wellness.reporting.answers import Finding
from wellness.reporting.door_answers import DoorRow, OpenDoors, Tally
from wellness.reporting.door_states import DOOR, INDICATOR, NUMBER, doors_of, opened, states
from wellness.reporting.footnotes import footnotes
from wellness.reporting.memory import remembered
from wellness.reporting.messages import say, sentences, uncapital
from wellness.reporting.reading import numerator, required_place
from wellness.reporting.series import point_or_absent
from wellness.reporting.windows import Window, window

_LARGER = (Level.DISTRICT, Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE)


@remembered
def open_doors(question: Question, source: Source) -> OpenDoors | None:
    """The schools of the asked place by their open doors, this year and a year ago.

    None where the release does not tell of doors, and for a place that is no larger one. Raises
    `UnknownNameError` for an unknown place, `OutOfScopeError` for one that may not be seen.
    """
    place, contents = required_place(question, source), source.contents
    indicator = doors_of(contents)
    if indicator is None or place.level not in _LARGER:
        return None
    shown = window(contents, indicator, place.level, question.quarter, NUMBER)
    return _answer(_ground(source, shown), question, place) if shown else None


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is released about every larger place: its cells by org unit, now and a year ago.

    `gained` and `lost` are schools; None where nothing is compared.
    """

    contents: Contents
    indicator: Indicator
    window: Window
    now: Mapping[str, Sequence[Cell]]
    before: Mapping[str, Sequence[Cell]]
    gained: frozenset[str] | None
    lost: frozenset[str] | None


@remembered
def _ground(source: Source, window: Window) -> _Ground:
    """The ground of a period: the same for every place."""
    contents, last, kind = source.contents, window.last, window.period_type
    indicator = contents.catalogue[INDICATOR]
    same = indicator.version_in(last) == indicator.version_in(last.year_ago)
    compares = same and windows.is_finished(contents, indicator, last, kind)
    by_school = Level.SCHOOL in indicator.plan(DOOR).levels(kind)
    gained = lost = None
    if compares and by_school:
        gained, lost = changed(source, last, kind)
    now = _cells(source, indicator, last, kind)
    before = _cells(source, indicator, last.year_ago, kind) if compares else {}
    return _Ground(contents, indicator, window, now, before, gained, lost)


@remembered
def changed(
    source: Source, quarter: Quarter, period_type: PeriodType
) -> tuple[frozenset[str], frozenset[str]] | tuple[None, None]:
    """The schools that gained a door within the year up to a period, and those that lost one.

    Both None where nothing is known of the year ago.
    """
    now, before = (states(source, q, period_type) for q in (quarter, quarter.year_ago))
    both = now.keys() & before.keys()
    if not both:
        return None, None
    gained = frozenset(school for school in both if opened(before[school], now[school]))
    lost = frozenset(school for school in both if opened(now[school], before[school]))
    return gained, lost


def _cells(
    source: Source, indicator: Indicator, quarter: Quarter, period_type: PeriodType
) -> Mapping[str, Sequence[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in source.across(indicator.code, quarter, period_type, _LARGER, NUMBER):
        found.setdefault(cell.org_unit, []).append(cell)
    return found


def _answer(ground: _Ground, question: Question, place: OrgUnit) -> OpenDoors:
    contents, indicator, shown = ground.contents, ground.indicator, ground.window
    row = _row(ground, place)
    regions = tuple(_row(ground, region) for region in _regions(ground, question, place))
    first = next(iter(ground.now.get(place.code, ())), None)
    point = point_or_absent(contents, indicator, first, shown)
    is_compared = any(r.year_ago or r.gained is not None for r in (row, *regions))
    before = _label(ground, shown.last.year_ago) if is_compared else ""
    return OpenDoors(
        question,
        labels(indicator),
        point.label,
        before,
        row,
        regions,
        contents.district.level_title(Level.REGION),
        _finding(ground, row),
        footnotes(contents, indicator, point),
    )


def labels(indicator: Indicator) -> tuple[str, ...]:
    """The numbers of doors in words: `No door`, `One door`, `Two doors`, `All three doors`."""
    breakdown = indicator.breakdown(NUMBER)
    more = [say("doors.more", number=breakdown.title_of(c)) for c in breakdown.categories[2:]]
    return (say("doors.none"), say("doors.one"), *more)


def _label(ground: _Ground, quarter: Quarter) -> str:
    calendar, kind = ground.contents.calendar, ground.window.period_type
    return wording.period(calendar, ground.indicator, quarter, kind)


def _regions(ground: _Ground, question: Question, place: OrgUnit) -> Iterable[OrgUnit]:
    if place.level is not Level.DISTRICT:
        return ()
    regions = ground.contents.places.at(Level.REGION)
    last = ground.window.last
    return [r for r in regions if r.exists_in(last) and r.code in question.scope]


def _row(ground: _Ground, place: OrgUnit) -> DoorRow:
    places, last = ground.contents.places, ground.window.last
    cells = ground.now.get(place.code, ())
    now = _tally(ground.indicator, cells)
    moved = any(last.year_ago < quarter <= last for quarter in places.moves(place.code))
    before = None if moved else _tally(ground.indicator, ground.before.get(place.code, ()))
    schools = {school.code for school in places.schools(place.code, last)}
    return DoorRow(
        place,
        now,
        before if now else None,
        len(schools & ground.gained) if now and ground.gained is not None else None,
        len(schools & ground.lost) if now and ground.lost is not None else None,
        max((c.expected - c.reporting for c in cells), default=len(schools)),
    )


def _tally(indicator: Indicator, cells: Iterable[Cell]) -> Tally | None:
    """How many schools have each number of doors; None unless every one of them is shown."""
    counts = {cell.category: numerator(cell) for cell in cells}
    found = [counts.get(category) for category in indicator.breakdown(NUMBER).categories]
    known = tuple(count for count in found if count is not None)
    return known if len(known) == len(found) else None


def _finding(ground: _Ground, row: DoorRow) -> Finding:
    breakdown = ground.indicator.breakdown(DOOR)
    doors = [uncapital(breakdown.title_of(category)) for category in breakdown.categories]
    title = say("doors.title", doors=wording.listed(doors))
    return Finding(title, sentences(_counted(ground, row), _silent(ground, row)))


def _counted(ground: _Ground, row: DoorRow) -> str:
    contents, last, kind = ground.contents, ground.window.last, ground.window.period_type
    calendar, indicator = contents.calendar, ground.indicator
    if row.now is None:
        period = wording.period_said(calendar, indicator, last, kind)
        return say("not_reported", period=period)
    none, one, *_ = row.now
    said = say("doors", schools=_schools(contents, sum(row.now)), none=_have(none), one=one)
    if not windows.is_finished(contents, indicator, last, kind):
        said = say("doors.so_far", said=uncapital(said))
    if row.gained is None or row.lost is None:
        return f"{said}."
    period = wording.period_said(calendar, indicator, last.year_ago, kind)
    change = say("doors.changed", gained=row.gained, lost=row.lost, period=period)
    return f"{said}{change}."


def _silent(ground: _Ground, row: DoorRow) -> str:
    if row.now is None or not row.silent:
        return ""
    return say("doors.silent", schools=_schools(ground.contents, row.silent))


def _schools(contents: Contents, number: int) -> str:
    """`1 school`, `1,012 schools`, in the district's own word."""
    return f"{wording.count(number)} {contents.district.word(Level.SCHOOL, number)}"


def _have(number: int) -> str:
    return say("doors.has" if number == 1 else "doors.have", count=wording.count(number))
