"""The numbers of one indicator on their way: at sites, at larger places, over the year."""

from dataclasses import dataclass

import numpy as np

from wellness.domain.indicators import Indicator, Kind
from wellness.publishing.rollup.arrays import (
    BandArray,
    BoolArray,
    FloatArray,
    IntArray,
    StatusArray,
)


@dataclass(frozen=True)
class Numbers:
    """Arrays units × periods × categories; what was not delivered is 0, a value NaN.

    `weighted` is value × denominator, which is what a mean pools.
    """

    status: StatusArray
    numerator: IntArray
    denominator: IntArray
    weighted: FloatArray
    value: FloatArray
    band: BandArray


def pooled_value(indicator: Indicator, weighted: FloatArray, denominator: IntArray) -> FloatArray:
    """The mean of several means, each with its n. Other ready-made values do not pool: NaN."""
    if indicator.kind is not Kind.MEAN:
        return np.full(weighted.shape, np.nan)
    return weighted / np.where(denominator > 0, denominator, np.nan)


def choose(here: BoolArray, ours: Numbers, others: Numbers) -> Numbers:
    """One or the other, place by place."""
    return Numbers(
        np.where(here, ours.status, others.status),
        np.where(here, ours.numerator, others.numerator),
        np.where(here, ours.denominator, others.denominator),
        np.where(here, ours.weighted, others.weighted),
        np.where(here, ours.value, others.value),
        np.where(here, ours.band, others.band),
    )
