"""Wellness centers: sites with an operator, each with its own records."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sample_data.chance import Flags
from sample_data.reports import Sender, Series, sender, yearly
from sample_data.world import World

_SEASON = (0.80, 1.05, 1.10, 1.05)
_TYPICAL_VISITS = 380
_GROWTH = 0.05
_STUDENTS = 0.72
_VISITS_A_PATIENT = 5.2
_GAPS = 0.03  # how often an operator misses a quarter


def deliver(world: World) -> Iterator[Series]:
    """Visits each quarter and patients each year, of the centers that report."""
    rng = world.rng("centers")
    shift = _GROWTH * world.timeline.elapsed + np.log(world.timeline.by_number(_SEASON))
    busy = np.exp(world.differences("centers", 0.45) + world.noise("centers", 0.08) + shift)
    visits = rng.poisson(_TYPICAL_VISITS * busy)
    students = rng.binomial(visits, _STUDENTS)
    centers = _with_gaps(world, sender(world, "wellness_centers"))
    yield centers.total("visits", visits)
    yield from centers.split("visits", "channel", {"wellness_center": visits})
    populations = {"students": students, "families": visits - students}
    yield from centers.split("visits", "population", populations)
    patients = rng.binomial(world.in_years(visits).sum(axis=2), 1 / _VISITS_A_PATIENT)
    yield yearly(world, centers).total("center_patients", patients)


def _with_gaps(world: World, centers: Sender) -> Sender:
    """Coverage changes: centers open, and now and then one sends nothing."""
    missed: Flags = world.rng("gaps").random(world.shape) < _GAPS
    return replace(centers, reported=centers.reported & ~missed)
