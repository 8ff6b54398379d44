"""QPR courses (Question, Persuade, Refer): held now and then, for students and for staff."""

from collections.abc import Iterator

import numpy as np

from sample_data.chance import Floats, log_odds, logistic
from sample_data.reports import Series, sender
from sample_data.world import World
from wellness.domain.places import Level

_HELD = {"elementary": 0.06, "middle": 0.22, "high": 0.38, "span": 0.18, "other": 0.10}
_SEATS = {"students": 24.0, "staff": 7.0}
_COMPLETED = {"students": 0.80, "staff": 0.88}
_SEASON = (0.5, 1.2, 1.2, 0.9)


def deliver(world: World) -> Iterator[Series]:
    """The QPR register: who signed up, and who completed the course."""
    rng = world.rng("courses")
    held = rng.random(world.shape) < _chance_held(world)
    quality = world.differences("courses", 0.25)
    registered = {role: rng.poisson(seats, world.shape) * held for role, seats in _SEATS.items()}
    # Courses of no school are for staff: office staff and partners, no students.
    registered["students"] = registered["students"] * world.places.at(Level.SCHOOL)[:, None]
    completed = {
        role: rng.binomial(registered[role], logistic(log_odds(share) + quality))
        for role, share in _COMPLETED.items()
    }
    register = sender(world, "qpr_register")
    yield from register.partition("qpr_trained", "role", completed)
    yield from register.partition("course_completion", "role", completed, registered)


def _chance_held(world: World) -> Floats:
    """The chance that a place holds a course in a quarter."""
    usual = np.array([[_HELD.get(unit.school_type, 0.5)] for unit in world.places.units])
    return usual * world.timeline.by_number(_SEASON) * (1 + 0.06 * world.timeline.elapsed)
