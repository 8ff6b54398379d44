"""What students hear of support: campaigns, and the doors that are open at their school."""

from collections.abc import Iterator

import numpy as np

from sample_data.chance import Floats, Ints
from sample_data.reports import Series, sender
from sample_data.world import World
from wellness.domain.places import Level

_SEASON = (0.5, 1.2, 1.0, 1.3)
_CAMPAIGNS = {"elementary": 0.03, "middle": 0.14, "high": 0.25, "span": 0.10, "other": 0.02}
_SHARED_CAMPAIGNS = 1.2
_SHOWINGS_A_STUDENT = 0.8
_SHOWINGS_A_SCHOOL = 900  # of a region's or the district's own messages, for each school there is
# The share of schools with an open door, at the trend's origin and what a year adds.
_DOORS = {"clinician": (0.55, 0.035), "center": (0.22, 0.015), "telehealth": (0.25, 0.12)}
DOORS_OPEN = ("none", "one", "two", "three")


def deliver(world: World) -> Iterator[Series]:
    """The campaign calendar and the register of pathways."""
    calendar = sender(world, "campaigns")
    yield calendar.total("youth_led_campaigns", _campaigns(world))
    yield calendar.total("campaign_exposures", _showings(world))
    register = sender(world, "pathways")
    open_doors = _open_doors(world)
    number = np.sum(list(open_doors.values()), axis=0)
    how_many = {name: (number == n).astype(np.int64) for n, name in enumerate(DOORS_OPEN)}
    yield from register.split("pathways_open", "door", open_doors)
    yield from register.partition("pathways_open", "doors_open", how_many)


def _campaigns(world: World) -> Ints:
    usual = [[_CAMPAIGNS.get(unit.school_type, _SHARED_CAMPAIGNS)] for unit in world.places.units]
    growth = 1 + 0.08 * world.timeline.elapsed
    mean = np.array(usual) * world.timeline.by_number(_SEASON) * np.maximum(growth, 0.2)
    return world.rng("campaigns").poisson(mean)


def _showings(world: World) -> Ints:
    students = world.students.sum(axis=2) * _SHOWINGS_A_STUDENT
    shared = world.places.at(Level.UNATTRIBUTED)[:, None] * (
        _SHOWINGS_A_SCHOOL * world.places.schools
    )
    season = world.timeline.by_number(_SEASON) * np.exp(world.noise("showings", 0.25))
    return world.rng("showings").poisson(np.asarray((students + shared) * season))


def _open_doors(world: World) -> dict[str, Ints]:
    """A door that has opened stays open: each school has its place in the order of opening."""
    found: dict[str, Ints] = {}
    for door, (share, each_year) in _DOORS.items():
        rank: Floats = world.rng(f"door {door}").random((world.shape[0], 1))
        opened = share + each_year * world.timeline.elapsed
        found[door] = (rank < np.minimum(opened, 0.95)).astype(np.int64)
    return found
