"""Whether the latest point of a quarterly series is unusual, judged by the series' own history."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from wellness.analysis import linear

FloatArray = NDArray[np.float64]

SEASONS = 4
FEWEST = 2 * SEASONS  # earlier quarters: each season must have come twice
RARE = 0.0027  # two-sided: three standard deviations of a normal number
WITH_TREND = 12  # points in all, from which on a slope can be told from noise


@dataclass(frozen=True)
class Unusual:
    """What was expected of each series' latest point, and the chance of one so far from it.

    Between `low` and `high` it lies but for one time in 370, as promised by three standard
    deviations; on the scale of the series.
    """

    expected: FloatArray
    p: FloatArray
    low: FloatArray
    high: FloatArray


def latest(series: FloatArray, floor: FloatArray) -> Unusual:
    """The latest point of each series against a prediction from those before it.

    `series` is series × quarters without gaps, the latest last, on a scale on which noise adds
    (logarithms of counts); `floor` is the least variance that each can have. A season mean, and
    with 12 points a slope, is fitted to the quarters before; the two-sided p is that of
    (latest − predicted) / (s √(1 + h)) in Student's t: the externally studentized residual,
    exact for normal noise; NaN where nothing
    ever varied. Raises `ValueError` below eight earlier quarters.
    """
    points = series.shape[1]
    if points <= FEWEST:
        raise ValueError(f"Of {points} quarters none can be judged: {FEWEST + 1} are needed.")
    design = _design(points)
    past, now = design[:-1], design[-1]
    noise = linear.fit(series[:, :-1], past)
    expected = noise.coefficients @ now
    variance = np.maximum(noise.deviation**2, floor)
    leverage = float(now @ noise.unscaled @ now)
    error = np.sqrt(np.where(variance > 0, variance, np.nan) * (1 + leverage))
    t = (series[:, -1] - expected) / error
    reach = special.stdtrit(noise.freedom, 1 - RARE / 2) * error
    p = 2 * special.stdtr(noise.freedom, -np.abs(t))
    return Unusual(expected, p, expected - reach, expected + reach)


def _design(points: int) -> FloatArray:
    """A column for each season and, where there are enough points, one for time."""
    seasons = linear.season_columns(np.arange(points) % SEASONS)
    return seasons if points < WITH_TREND else linear.with_time(seasons)
