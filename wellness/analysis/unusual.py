"""Whether the latest point of a quarterly series is unusual, judged by the series' own history."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

FloatArray = NDArray[np.float64]

SEASONS = 4
FEWEST = 2 * SEASONS  # earlier quarters: each season must have come twice
WITH_TREND = 12  # points in all, from which on a slope can be told from noise


@dataclass(frozen=True)
class Unusual:
    """What was expected of each series' latest point, and the chance of one so far from it."""

    expected: FloatArray
    p: FloatArray


def latest(series: FloatArray, floor: FloatArray) -> Unusual:
    """The latest point of each series against a prediction from those before it.

    `series` is series × quarters without gaps, the latest last, on a scale on which noise adds
    (logarithms of counts); `floor` is the least variance that each can have. A season mean, and
    with 12 points a slope, is fitted to the quarters before; the two-sided p is that of
    (latest − predicted) / (s √(1 + h)) in Student's t: the externally studentized residual,
    exact for normal noise. Raises `ValueError` below eight earlier quarters.
    """
    points = series.shape[1]
    if points <= FEWEST:
        raise ValueError(f"Of {points} quarters none can be judged: {FEWEST + 1} are needed.")
    design = _design(points)
    past, now = design[:-1], design[-1]
    inverse = np.linalg.pinv(past)
    fitted = series[:, :-1] @ inverse.T
    freedom = points - 1 - design.shape[1]
    residuals = series[:, :-1] - fitted @ past.T
    variance = np.maximum((residuals**2).sum(axis=1) / freedom, floor)
    expected = fitted @ now
    leverage = float(((now @ inverse) ** 2).sum())
    t = (series[:, -1] - expected) / np.sqrt(variance * (1 + leverage))
    return Unusual(expected, 2 * special.stdtr(freedom, -np.abs(t)))


def _design(points: int) -> FloatArray:
    """A column for each season and, where there are enough points, one for time."""
    time = np.arange(points)
    seasons: FloatArray = (time[:, None] % SEASONS == np.arange(SEASONS)).astype(np.float64)
    if points < WITH_TREND:
        return seasons
    design: FloatArray = np.column_stack([seasons, time - time.mean()])
    return design
