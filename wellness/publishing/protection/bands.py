"""Bands that arrived in place of counts: what they tell, and which of them tell too much."""

from fractions import Fraction
from math import ceil, floor

import numpy as np

from wellness.disclosure.policy import Policy
from wellness.domain.bands import Band
from wellness.domain.indicators import Catalogue, Kind
from wellness.publishing.protection.families import (
    category_count,
    controlled_counts,
    numerator_count,
)
from wellness.publishing.rollup.arrays import UNKNOWN, BoolArray, Counts, IntArray, Status, slots

_PERCENT = 100
NO_BOUND = -1


def bounds(band: Band, denominator: int) -> tuple[int, int]:
    """The least and the most that a count can be; the most is NO_BOUND where nobody knows one.

    A band in percent is of the denominator; without one it tells nothing of the count.
    """
    bound = Fraction(band.bound)
    if band.is_share and denominator == UNKNOWN:
        return 0, NO_BOUND
    if band.is_share:
        bound = bound * denominator / _PERCENT
    if not band.is_high:
        return 0, ceil(bound) - 1
    return floor(bound) + 1, denominator if band.is_share else NO_BOUND


def count_bounds(counts: Counts) -> tuple[IntArray, IntArray]:
    """The bounds of every coded count; 0 and NO_BOUND of any other."""
    least = np.zeros(counts.status.shape, dtype=np.int64)
    most = np.full_like(least, NO_BOUND)
    for at in _coded(counts):
        least[at], most[at] = bounds(_band(counts, at), int(counts.denominator[at]))
    return least, most


def telling_bands(
    counts: Counts, below: BoolArray, catalogue: Catalogue, policy: Policy
) -> BoolArray:
    """The coded numbers of which not even the band may be shown.

    `below` marks the denominators that are withheld. Of a controlled count a band in percent is
    shown if it holds as many counts as the policy's own bands do, which is the threshold; a band of
    the count itself only if none of its numbers is small.
    """
    found = np.zeros(counts.status.shape, dtype=np.bool_)
    controlled, indicator = controlled_counts(catalogue), counts.indicator
    for at in _coded(counts):
        slot = slots(indicator)[at[2]]
        named = category_count(indicator, slot, catalogue)
        is_controlled = (named or numerator_count(indicator, catalogue)) in controlled
        found[at] = below[at] or (is_controlled and not _is_wide(counts, at, policy))
    return found


def _is_wide(counts: Counts, at: tuple[int, ...], policy: Policy) -> bool:
    least, most = bounds(_band(counts, at), int(counts.denominator[at]))
    if counts.indicator.kind is not Kind.PROPORTION:
        return least >= policy.threshold
    return most - least + 1 >= policy.threshold


def _coded(counts: Counts) -> list[tuple[int, ...]]:
    return [tuple(at) for at in np.argwhere(counts.status == Status.CODED).tolist()]


def _band(counts: Counts, at: tuple[int, ...]) -> Band:
    found = Band.of(counts.bands[counts.band[at]])
    if found is None:
        message = f"a coded number of {counts.indicator.code} has no band"
        raise AssertionError(message)
    return found
