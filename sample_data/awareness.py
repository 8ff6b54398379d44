"""What students hear of support: campaigns."""

from collections.abc import Iterator

import numpy as np

from sample_data.chance import Ints
from sample_data.reports import Series, sender
from sample_data.world import World
from wellness.domain.places import Level

_SEASON = (0.5, 1.2, 1.0, 1.3)
_CAMPAIGNS = {"elementary": 0.03, "middle": 0.14, "high": 0.25, "span": 0.10, "other": 0.02}
_SHARED_CAMPAIGNS = 1.2
_SHOWINGS_A_STUDENT = 0.8
_SHOWINGS_A_SCHOOL = 900  # of a region's or the district's own messages, for each school there is


def deliver(world: World) -> Iterator[Series]:
    """The campaign calendar."""
    calendar = sender(world, "campaigns")
    yield calendar.total("youth_led_campaigns", _campaigns(world))
    yield calendar.total("campaign_exposures", _showings(world))


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
