"""Where a series leads if its pace continues: a fan, never a line.

A regression line promises too much: its 80 % band covers 45 to 80 %. Last year's quarter with the
average yearly step, and a band from how much those steps vary, covers 76 to 97 %.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

FloatArray = NDArray[np.float64]

YEAR = 4
FEWEST = 12  # quarters for a fan of a year
FEWEST_FOR_TWO = 16  # quarters for a fan of two
_UPPER = 0.9  # the quantile of each end: 8 in 10 lie between


@dataclass(frozen=True)
class Fan:
    """The quarters ahead, the nearest first: between `low` and `high` lie 8 in 10.

    On the scale of the values: series × quarters ahead.
    """

    low: FloatArray
    middle: FloatArray
    high: FloatArray


def reach(quarters: int) -> int:
    """How many quarters ahead so many quarters of history allow: 0, 4 or 8."""
    if quarters < FEWEST:
        return 0
    return YEAR if quarters < FEWEST_FOR_TWO else 2 * YEAR


def fan(values: ArrayLike, ahead: int) -> Fan:
    """Seasonal naive with drift, `ahead` quarters on, for each series (…, N) on a log scale.

    With D = L(t) − L(t−4), n of them, mean d and deviation S, and k = ⌈h/4⌉: L(N+h−4k) + k d ±
    t(0.9) S √(k + k² / (n/4)), with max(2, ⌊1.5 n/4⌋) degrees of freedom. Raises `ValueError` for
    more than `reach` allows.
    """
    logs = np.atleast_2d(np.asarray(values, dtype=np.float64))
    points = logs.shape[1]
    if not 0 < ahead <= reach(points):
        raise ValueError(f"{points} quarters reach {reach(points)} quarters ahead, not {ahead}.")
    steps = logs[:, YEAR:] - logs[:, :-YEAR]
    count = steps.shape[1]
    drift, spread = steps.mean(axis=1), steps.std(axis=1, ddof=1)
    h = np.arange(1, ahead + 1)
    years = -(-h // YEAR)
    middle = logs[:, points - 1 + h - YEAR * years] + drift[:, None] * years
    freedom = max(2, int(1.5 * count / YEAR))
    half = special.stdtrit(freedom, _UPPER) * np.sqrt(years + years**2 / (count / YEAR))
    return Fan(middle - spread[:, None] * half, middle, middle + spread[:, None] * half)
