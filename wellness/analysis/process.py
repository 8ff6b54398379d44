"""The process behavior chart: what a series does by itself, and what asks for a reason.

The XmR chart with the rules of NHS England's "Making Data Count", as the package NHSRplotthedots
works them out (`ptd_spc_standard`, `ptd_calculate_point_type`, `ptd_calculate_assurance_type`).
`docs/deviations.md` says where we differ. Every function takes the quarters on the last axis, in
order and one place each; NaN stands for a quarter without a number and ends every run.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
Numbers = float | FloatArray
Improvement = Literal["increase", "decrease", "neutral"]
Assurance = Literal["consistent_pass", "consistent_fail", "inconsistent"]

FACTOR = 2.66  # 3 / 1.128: three standard deviations, from the mean of two neighbors' distance
SCREENED = 3.267  # mean ranges beyond which a range is an outlier itself
RUN = 7  # points on one side, or in one direction
COMMON_CAUSE = "common_cause"
# A point that breaks several rules is told by the first of them.
RULES = ("outside", "trend", "two_of_three", "one_side")
_HIGH_AND_LOW = {
    "increase": ("special_cause_improvement", "special_cause_concern"),
    "decrease": ("special_cause_concern", "special_cause_improvement"),
    "neutral": ("special_cause_neutral_high", "special_cause_neutral_low"),
}


@dataclass(frozen=True)
class ProcessLimits:
    """The mean, the limits, and two thirds of the way to them.

    Numbers for one series; arrays for several, or where the band moves with the season. Limits
    are NaN where nothing varies: they would lie on the mean and mark every point beside it.
    """

    mean: Numbers
    lower: Numbers
    upper: Numbers
    lower_two_thirds: Numbers
    upper_two_thirds: Numbers


def xmr_limits(values: ArrayLike, *, factor: float = FACTOR, screen: bool = False) -> ProcessLimits:
    """Limits of each series: mean ± factor × the mean distance of two neighbors.

    `values` is (…, quarters); the limits are (…), plain floats for one series. A distance over a
    gap counts for nothing. `screen` leaves out, once, distances beyond 3.267 times their mean,
    as NHSRplotthedots does; it marks more stable charts, so it is not our default.
    """
    given = np.asarray(values, dtype=np.float64)
    mean = known_mean(given)
    distances = np.abs(np.diff(given, axis=-1))
    if screen:
        ordinary = distances < SCREENED * known_mean(distances)[..., None]
        distances = np.where(ordinary, distances, np.nan)
    typical = known_mean(distances)
    half = factor * np.where(typical > 0, typical, np.nan)
    band = (mean, mean - half, mean + half, mean - half * 2 / 3, mean + half * 2 / 3)
    return ProcessLimits(*(edge if edge.ndim else float(edge) for edge in band))


def rules(values: ArrayLike, limits: ProcessLimits) -> list[str]:
    """For each point of one series the first rule that it breaks, "" for none.

    `outside` a limit; part of a `trend` of seven that all rise or all fall; near a limit in a
    stretch of three on one side of the mean with `two_of_three` near it; part of seven on
    `one_side`. A point on the mean ends a side, a tie a trend.
    """
    broken = rule_numbers(np.asarray(values, dtype=np.float64), limits)
    names = (*RULES, "")
    return [names[number] for number in broken.tolist()]


def special_causes(values: ArrayLike, limits: ProcessLimits, improvement: Improvement) -> list[str]:
    """For each point of one series what its rule means, `common_cause` where it breaks none.

    A trend is judged by where it goes, every other rule by the side of the mean on which the
    point lies. Raises `KeyError` for a direction that is none of the three.
    """
    high, low = _HIGH_AND_LOW[improvement]
    given = np.asarray(values, dtype=np.float64)
    names = {1: high, -1: low, 0: COMMON_CAUSE}
    return [names[number] for number in directions(given, limits).tolist()]


def assurance(limits: ProcessLimits, target: float, improvement: Improvement) -> Assurance | None:
    """Whether one series will meet its target as ordinary variation goes.

    A target on a limit is met in some quarters and missed in others. None for an indicator
    without a direction, and for a series without limits.
    """
    if improvement == "neutral" or np.isnan(limits.lower):
        return None
    meant: tuple[Assurance, Assurance] = ("consistent_fail", "consistent_pass")
    above, below = meant if improvement == "increase" else meant[::-1]
    if target > limits.upper:
        return above
    return below if target < limits.lower else "inconsistent"


def segments(length: int, rebased_at: ArrayLike = ()) -> tuple[slice, ...]:
    """The stretches of a series that have limits of their own, oldest first.

    `rebased_at` are the positions of the first point of each new stretch, in any order. Raises
    `ValueError` for a position outside the series.
    """
    starts = sorted({0, *np.asarray(rebased_at, dtype=np.int64).tolist()})
    if starts[0] < 0 or starts[-1] >= max(length, 1):
        raise ValueError(f"A series of {length} points cannot be rebased at {starts[-1]}.")
    return tuple(slice(*ends) for ends in zip(starts, [*starts[1:], length], strict=True))


def rule_numbers(values: FloatArray, limits: ProcessLimits) -> NDArray[np.int64]:
    """The position in `RULES` of the first rule that each point breaks; beyond it for none."""
    side = _side(values, limits)
    outside = _outside(values, limits)
    near = _beyond(values, limits.lower_two_thirds, limits.upper_two_thirds) & ~outside
    broken = (
        outside,
        _runs(np.sign(np.diff(values, axis=-1)), RUN - 1, points=RUN),
        near & _in_two_of_three(near, side),
        _runs(side, RUN, points=RUN),
    )
    judged = ~np.isnan(_along(limits.lower, values)) & ~np.isnan(values)
    return np.select([marks & judged for marks in broken], range(len(RULES)), len(RULES))


def directions(values: FloatArray, limits: ProcessLimits) -> NDArray[np.int64]:
    """1 where a point is special and high, or rising; −1 for low, or falling; 0 for ordinary."""
    broken = rule_numbers(values, limits)
    slope = _slope(values)
    by_rule = np.where(broken == RULES.index("trend"), slope, _side(values, limits))
    found: NDArray[np.int64] = np.where(broken < len(RULES), by_rule, 0).astype(np.int64)
    return found


def known_mean(values: FloatArray) -> FloatArray:
    """The mean along the last axis of what is there; NaN where nothing is."""
    there = ~np.isnan(values)
    count = there.sum(axis=-1)
    total = np.where(there, values, 0.0).sum(axis=-1)
    found: FloatArray = np.asarray(total / np.where(count, count, np.nan))
    return found


def _along(limit: Numbers, values: FloatArray) -> FloatArray:
    """A limit at each point: one for a series holds for all of its points."""
    edge = np.asarray(limit, dtype=np.float64)
    wide = edge if edge.ndim == values.ndim else edge[..., None]
    found: FloatArray = np.broadcast_to(wide, values.shape)
    return found


def _side(values: FloatArray, limits: ProcessLimits) -> FloatArray:
    found: FloatArray = np.sign(values - _along(limits.mean, values))
    return found


def _outside(values: FloatArray, limits: ProcessLimits) -> BoolArray:
    return _beyond(values, limits.lower, limits.upper)


def _beyond(values: FloatArray, lower: Numbers, upper: Numbers) -> BoolArray:
    found: BoolArray = (values < _along(lower, values)) | (values > _along(upper, values))
    return found


def _windows(values: NDArray[np.generic], width: int) -> NDArray[np.generic]:
    """Every stretch of so many neighbors, on a new last axis."""
    return np.lib.stride_tricks.sliding_window_view(values, width, axis=-1)


def _same(signs: FloatArray, width: int) -> BoolArray:
    """Where a stretch begins whose signs are all 1, or all −1."""
    total = _windows(signs, width).sum(axis=-1)
    found: BoolArray = np.abs(total) == width
    return found


def _runs(signs: FloatArray, width: int, points: int) -> BoolArray:
    """The points of every stretch of equal signs; a sign stands for one point, or for a step."""
    count = signs.shape[-1] + points - width
    marks = np.zeros((*signs.shape[:-1], count), dtype=np.bool_)
    if signs.shape[-1] < width:
        return marks
    begins = _same(signs, width)
    for step in range(points):
        marks[..., step : step + begins.shape[-1]] |= begins
    return marks


def _in_two_of_three(near: BoolArray, side: FloatArray) -> BoolArray:
    """The points of every three on one side of the mean of which at least two are near a limit."""
    marks = np.zeros_like(near)
    if near.shape[-1] < 3:  # noqa: PLR2004 - the three of "two of three"
        return marks
    begins = (_windows(near, 3).sum(axis=-1) >= 2) & _same(side, 3)  # noqa: PLR2004
    for step in range(3):
        marks[..., step : step + begins.shape[-1]] |= begins
    return marks


def _slope(values: FloatArray) -> FloatArray:
    """The direction of the trend that a point belongs to; 0 where it belongs to none."""
    steps = np.sign(np.diff(values, axis=-1))
    rising = _runs(np.where(steps > 0, 1.0, 0.0), RUN - 1, points=RUN)
    falling = _runs(np.where(steps < 0, -1.0, 0.0), RUN - 1, points=RUN)
    return rising.astype(np.float64) - (falling & ~rising)
