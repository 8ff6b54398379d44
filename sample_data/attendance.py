"""Chronic absence: counted from the first day of the school year, each quarter anew."""

from collections.abc import Iterator

import numpy as np

from sample_data.chance import Floats, logistic
from sample_data.places import BANDS
from sample_data.reports import Series, by_band, sender
from sample_data.world import World

_ENROLLED = (0.97, 1.00, 1.02, 1.035)  # students who were there for 30 days so far
_SO_FAR = (-0.30, -0.12, 0.0, 0.05)  # log-odds: early in the year fewer have missed a tenth
_BANDS = np.array([-1.45, -1.35, -0.95])  # log-odds in a usual year
_YEARS = {2020: 0.25, 2021: 0.60, 2022: 0.50, 2023: 0.32, 2024: 0.20, 2025: 0.12, 2026: 0.06}


def deliver(world: World) -> Iterator[Series]:
    """Students enrolled for 30 days, and those of them who missed a tenth of their days."""
    enrolled = world.timeline.by_number(_ENROLLED)[:, None]
    members = np.round(world.students * enrolled).astype(np.int64)
    chance = logistic(_log_odds(world)[:, :, None] + _BANDS)
    # One draw holds for all four quarters of a year: they count largely the same students.
    luck = world.rng("attendance").standard_normal(world.enrollment.shape)
    strays = world.by_quarter(luck) * np.sqrt(members * chance * (1 - chance))
    absent = np.clip(np.round(members * chance + strays), 0, members).astype(np.int64)
    records = sender(world, "attendance")
    yield from records.partition(
        "chronic_absence", "grade_band", by_band(absent, BANDS), by_band(members, BANDS)
    )


def _log_odds(world: World) -> Floats:
    years = np.array([[_YEARS.get(year, 0.0) for year in world.timeline.years]])
    shift = world.differences("attendance", 0.35) + world.timeline.by_number(_SO_FAR)
    return shift + world.by_quarter(years) + world.plot.log_odds("chronic_absence")
