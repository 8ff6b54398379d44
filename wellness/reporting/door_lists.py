"""Door lists: every school with its doors, to be searched; and the doors of one school."""

from collections.abc import Mapping
from functools import partial

from wellness.domain.cells import State
from wellness.domain.indicators import Indicator
from wellness.domain.periods import Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import windows, wording
from wellness.reporting.door_answers import DoorList, ListedDoors
from wellness.reporting.door_states import (
    DOOR,
    INDICATOR,
    Door,
    Doors,
    door,
    doors_of,
    opened,
    states,
    told,
)
from wellness.reporting.doors import labels
from wellness.reporting.memory import remembered
from wellness.reporting.messages import say, sentences, uncapital
from wellness.reporting.profiles import kind
from wellness.reporting.reading import required_place
from wellness.reporting.windows import Window, window

GAINED = "gained"


@remembered
def door_list(question: Question, source: Source) -> DoorList | None:
    """The schools of the asked place by name, each door with the period since when it is open.

    A look at the store for every period back to the one in which the last of these doors opened.
    None where the doors of schools are not published. Raises `UnknownNameError` for an unknown
    place, `OutOfScopeError` for one that may not be seen.
    """
    place, contents = required_place(question, source), source.contents
    indicator, shown = _published(contents, question.quarter)
    if indicator is None or shown is None:
        return None
    schools = contents.places.schools(place.code, shown.last)
    listed = [_listed(source, indicator, shown, s) for s in schools if s.code in question.scope]
    return DoorList(
        question,
        wording.period(contents.calendar, indicator, shown.last, shown.period_type),
        wording.period(contents.calendar, indicator, shown.last.year_ago, shown.period_type),
        _titles(indicator),
        labels(indicator),
        tuple(sorted(listed, key=lambda school: school.name)),
    )


def having(found: DoorList, text: str = "", wanted: str = "") -> tuple[ListedDoors, ...]:
    """The schools that are told of with every word of the text: name, type, region, open doors.

    `wanted` is a number of doors (`0`), `GAINED` for those that gained one, or "" for all.
    """
    words, closed = text.casefold().split(), say("doors.closed")
    chosen = [s for s in found.schools if _is_wanted(s, wanted)]
    return tuple(s for s in chosen if all(w in s.told(found.titles, closed) for w in words))


@remembered
def school_doors(question: Question, source: Source) -> str:
    """The doors of the asked school in a sentence or two, from one look at the store.

    "" for another place, and where the release does not tell. Raises as `door_list` does.
    """
    place, contents = required_place(question, source), source.contents
    indicator, shown = _published(contents, question.quarter)
    is_school = place.level is Level.SCHOOL and place.exists_in(question.quarter)
    if indicator is None or shown is None or not is_school:
        return ""
    found = _history(source, indicator, place, shown)
    spoken = [
        (uncapital(title), told(contents, shown, partial(_known, found, place, number)))
        for number, title in enumerate(_titles(indicator))
    ]
    return _sentence(spoken)


def _published(contents: Contents, asked: Quarter) -> tuple[Indicator | None, Window | None]:
    """The indicator of open doors and the periods in which schools have them."""
    indicator = doors_of(contents)
    if indicator is None:
        return None, None
    return indicator, window(contents, indicator, Level.SCHOOL, asked, DOOR)


def _titles(indicator: Indicator) -> tuple[str, ...]:
    breakdown = indicator.breakdown(DOOR)
    return tuple(breakdown.title_of(category) for category in breakdown.categories)


def _listed(source: Source, indicator: Indicator, shown: Window, school: OrgUnit) -> ListedDoors:
    contents, last = source.contents, shown.last
    titles = _titles(indicator)
    unknown: Doors = (State.NOT_REPORTED,) * len(titles)

    def doors(quarter: Quarter) -> Doors:
        return states(source, quarter, shown.period_type).get(school.code, unknown)

    def known(number: int, quarter: Quarter) -> Door:
        return school.exists_in(quarter) and doors(quarter)[number]

    now = doors(last)
    before = doors(last.year_ago) if _compares(contents, indicator, shown) else unknown
    region = contents.places.parent(school.code, Level.REGION, last)
    return ListedDoors(
        contents.places.name_in(school.code, last),
        kind(contents, school),
        region.name if region else "",
        None if any(isinstance(d, State) for d in now) else sum(d is True for d in now),
        tuple(told(contents, shown, partial(known, n)) for n in range(len(titles))),
        tuple(titles[n] for n in opened(before, now)),
        tuple(titles[n] for n in opened(now, before)),
    )


def _compares(contents: Contents, indicator: Indicator, shown: Window) -> bool:
    same = indicator.version_in(shown.last) == indicator.version_in(shown.last.year_ago)
    return same and windows.is_finished(contents, indicator, shown.last, shown.period_type)


def _history(
    source: Source, indicator: Indicator, school: OrgUnit, shown: Window
) -> Mapping[tuple[int, Quarter], Door]:
    """The doors of one school, by their number and period."""
    categories = indicator.breakdown(DOOR).categories
    return {
        (categories.index(cell.category), cell.quarter): door(cell)
        for cell in source.history((INDICATOR,), school.code, DOOR)
        if cell.period_type is shown.period_type
    }


def _known(
    found: Mapping[tuple[int, Quarter], Door], school: OrgUnit, number: int, quarter: Quarter
) -> Door:
    return school.exists_in(quarter) and found.get((number, quarter), State.NOT_REPORTED)


def _is_wanted(school: ListedDoors, wanted: str) -> bool:
    if wanted == GAINED:
        return bool(school.gained)
    return not wanted or (school.number is not None and str(school.number) == wanted)


def _sentence(spoken: list[tuple[str, str]]) -> str:
    """Which doors are open and since when, and which are not."""
    closed = say("doors.closed")
    shut = [title for title, text in spoken if text == closed]
    rest = [f"{title} ({text})" for title, text in spoken if text != closed]
    return sentences(
        say("doors.here", doors=", ".join(rest) or say("doors.here.none")),
        say("doors.here.closed", doors=", ".join(shut)) if shut else "",
    )
