"""Histories: whether a place was renamed, moved, opened or closed, as its memberships tell."""

from collections.abc import Iterator
from itertools import pairwise

from wellness.domain.periods import Quarter
from wellness.domain.places import Level, Membership, OrgUnit
from wellness.domain.releases import Contents
from wellness.reporting.messages import say, sentences

_PARENTS = (Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE)


def told(contents: Contents, place: OrgUnit, asked: Quarter) -> str:
    """Every change of the place in a sentence of its own, as seen from a quarter; or ""."""
    return sentences(
        *_opened_and_closed(contents, place),
        *_renamed(contents, place, asked),
        *_moved(contents, place),
    )


def other_names(contents: Contents, place: OrgUnit, asked: Quarter) -> tuple[str, ...]:
    """The names by which somebody may still look for the place, oldest first."""
    names = dict.fromkeys(row.name for row in contents.places.rows[place.code])
    now = contents.places.name_in(place.code, asked)
    return tuple(name for name in names if name != now)


def nearest_open(place: OrgUnit, asked: Quarter) -> Quarter:
    """The asked quarter, or where the place was not open the nearest one in which it was."""
    if place.valid_from and asked < place.valid_from:
        return place.valid_from
    return min(asked, place.valid_to) if place.valid_to else asked


def _opened_and_closed(contents: Contents, place: OrgUnit) -> Iterator[str]:
    if place.valid_from:
        yield say("school.opened", period=contents.calendar.label(place.valid_from))
    if place.valid_to:
        yield say("school.closed", period=contents.calendar.label(place.valid_to))


def _renamed(contents: Contents, place: OrgUnit, asked: Quarter) -> Iterator[str]:
    for before, after in pairwise(contents.places.rows[place.code]):
        since = after.valid_from
        if before.name == after.name or since is None:
            continue
        if asked < since:
            period = contents.calendar.label(since)
            yield say("school.renamed.later", name=after.name, period=period)
        else:
            period = contents.calendar.label(since - 1)
            yield say("school.renamed", name=before.name, period=period)


def _moved(contents: Contents, place: OrgUnit) -> Iterator[str]:
    units = contents.places.units
    for level in _PARENTS:
        for before, after in pairwise(_rows(contents, place, level)):
            if before.parent != after.parent and after.valid_from:
                yield say(
                    "school.moved",
                    before=units[before.parent].name,
                    after=units[after.parent].name,
                    period=contents.calendar.label(after.valid_from),
                )


def _rows(contents: Contents, place: OrgUnit, level: Level) -> list[Membership]:
    return [row for row in contents.places.rows[place.code] if row.parent_level is level]
