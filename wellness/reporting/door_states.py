"""Door states: which doors are open at a school on the last day of a period, and since when."""

from collections.abc import Callable, Mapping

from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Indicator
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import wording
from wellness.reporting.memory import remembered
from wellness.reporting.messages import say
from wellness.reporting.windows import Window

INDICATOR, DOOR, NUMBER = "pathways_open", "door", "doors_open"

# True for an open door, False for a closed one, else why that is not known. A state is no truth
# value: compare with `is True` and `is False`.
Door = bool | State
Doors = tuple[Door, ...]


def doors_of(contents: Contents) -> Indicator | None:
    """The indicator of open doors, None in a workspace without one.

    It is split by door, and by their number: none of them, one, and so on to all.
    """
    if INDICATOR not in contents.catalogue:
        return None
    found = contents.catalogue[INDICATOR]
    doors, numbers = found.breakdowns.get(DOOR), found.breakdowns.get(NUMBER)
    if not doors or not numbers or len(numbers.categories) != len(doors.categories) + 1:
        return None
    return found


@remembered
def states(source: Source, quarter: Quarter, period_type: PeriodType) -> Mapping[str, Doors]:
    """The doors of every school of which anything is told, in the order of the breakdown.

    Remembered by period and not by place: the same for every place of the district.
    """
    doors = source.contents.catalogue[INDICATOR].breakdown(DOOR).categories
    positions = {category: number for number, category in enumerate(doors)}
    found: dict[str, list[Door]] = {}
    for cell in source.across(INDICATOR, quarter, period_type, (Level.SCHOOL,), DOOR):
        unknown: list[Door] = [State.NOT_REPORTED] * len(doors)
        found.setdefault(cell.org_unit, unknown)[positions[cell.category]] = door(cell)
    return {school: tuple(told) for school, told in found.items()}


def door(cell: Cell) -> Door:
    """Whether a school's door is open, or why that is not known."""
    if not cell.is_shown:
        return cell.state
    return State.NOT_REPORTED if cell.numerator is None else cell.numerator > 0


def opened(before: Doors, now: Doors) -> tuple[int, ...]:
    """The numbers of the doors that were closed before and are open now.

    Turned around, those that have closed. What is not known has not changed.
    """
    pairs = zip(before, now, strict=True)
    return tuple(n for n, (was, is_) in enumerate(pairs) if was is False and is_ is True)


def told(contents: Contents, window: Window, known: Callable[[Quarter], Door]) -> str:
    """A door in words; of an open one the period since when, as far as it is `known`."""
    state = known(window.last)
    if state is False:
        return say("doors.closed")
    if state is not True:
        return wording.STATES[state]
    first = window.last
    while known(first - window.step) is True:
        first = first - window.step
    is_known = known(first - window.step) is False
    label = contents.calendar.year(first) if window.is_yearly else contents.calendar.label(first)
    return say("doors.since" if is_known else "doors.since.before", period=label)
