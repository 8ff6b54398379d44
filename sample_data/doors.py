"""The register of pathways: which doors to support are open at a school, quarter by quarter."""

from collections.abc import Iterator

import numpy as np

from sample_data.chance import Flags, Floats
from sample_data.reports import Series, added, sender
from sample_data.world import World
from wellness.domain.places import Level

_CLINICIAN = "clinician"
# The share of schools with an open door, at the trend's origin and what a year adds.
_DOORS = {_CLINICIAN: (0.55, 0.035), "center": (0.22, 0.015), "telehealth": (0.25, 0.12)}
_MOST = 0.95
_NUMBERS = ("none", "one", "two", "three")
_VACANT = 0.006  # how often a clinician leaves within a quarter
_QUARTERS_VACANT = 4


def deliver(world: World) -> Iterator[Series]:
    """Each door of each school, and how many of its doors are open."""
    register = sender(world, "pathways")
    doors = {door: is_open.astype(np.int64) for door, is_open in _open_doors(world).items()}
    number = added(doors.values())
    how_many = {name: (number == n).astype(np.int64) for n, name in enumerate(_NUMBERS)}
    yield from register.split("pathways_open", "door", doors)
    yield from register.partition("pathways_open", "doors_open", how_many)


def _open_doors(world: World) -> dict[str, Flags]:
    """Doors open one after another; stories open or close some, and clinicians leave."""
    return {
        door: _told(world, door, _opened(world, door, *course)) for door, course in _DOORS.items()
    }


def _opened(world: World, door: str, share: float, each_year: float) -> Flags:
    """Each school has its place in the order of opening."""
    rank: Floats = world.rng(f"door {door}").random((world.shape[0], 1))
    return np.asarray(rank < np.minimum(share + each_year * world.timeline.elapsed, _MOST))


def _told(world: World, door: str, is_open: Flags) -> Flags:
    if door == _CLINICIAN:
        is_open = _staffed(world, is_open & ~_vacant(world))
    for story in world.plot.of("opens", "closes"):
        if story.category == door:
            chosen = world.rng(f"story {story.name}").random((world.shape[0], 1)) < story.size
            touched = world.plot.where(story) & chosen
            is_open = is_open & ~touched if story.kind == "closes" else is_open | touched
    return is_open


def _vacant(world: World) -> Flags:
    """Where a clinician left less than a year ago: then somebody new has come."""
    left: Flags = world.rng("vacancies").random(world.shape) < _VACANT
    found = left.copy()
    for quarters in range(1, _QUARTERS_VACANT):
        found[:, quarters:] |= left[:, :-quarters]
    return found


def _staffed(world: World, is_open: Flags) -> Flags:
    """The schools that serve more or fewer students for good: because a clinician came or left."""
    for story in world.plot.of("level"):
        is_school = world.places.units[world.places.numbers[story.org_unit]].level is Level.SCHOOL
        if story.indicator == "students_served" and is_school:
            here = world.plot.rows(story)[:, None]
            is_open = np.where(here, ~world.plot.where(story) | (story.size > 1), is_open)
    return is_open
