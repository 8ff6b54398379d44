"""From four quarters to their year, by the indicator's rule."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wellness.domain.indicators import Indicator, Rule
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.publishing.rollup.arrays import (
    NO_BAND,
    YEAR,
    BandArray,
    BoolArray,
    Status,
    StatusArray,
    among,
    any_along,
)
from wellness.publishing.rollup.numbers import Numbers, pooled_value

N = TypeVar("N", np.uint8, np.int8, np.int64, np.float64)


def with_year(indicator: Indicator, numbers: Numbers) -> Numbers:
    """Put the year behind its quarters, everywhere at once; all four must have arrived.

    A year that lacks a quarter somewhere is missing there: three quarters are no year; one with a
    quarter that was withheld, or coded, is withheld; one in which a quarter cannot have a number is
    made of the others. Where no quarter is known at all, a year that was
    delivered as such stays. Raises `NotAddableError`.
    """
    rule = indicator.require_year()
    made = _status(numbers.status[:, :QUARTERS_A_YEAR], rule)
    use: BoolArray = made != Status.ABSENT
    numerator = _put(numbers.numerator, _year(numbers.numerator, rule), use)
    denominator = _put(numbers.denominator, _year(numbers.denominator, rule), use)
    weighted = _put(numbers.weighted, _year(numbers.weighted, rule), use)
    value = numbers.value[:, QUARTERS_A_YEAR - 1]
    if rule is not Rule.LAST:
        value = pooled_value(indicator, weighted[:, YEAR], denominator[:, YEAR])
    return Numbers(
        _put(numbers.status, made, use),
        numerator,
        denominator,
        weighted,
        _put(numbers.value, value, use),
        _put(numbers.band, _last_band(numbers.band, rule), use),
    )


def _status(quarters: StatusArray, rule: Rule) -> StatusArray:
    if rule is Rule.LAST:
        return quarters[:, -1]
    nowhere = any_along(quarters == Status.NOT_APPLICABLE, 1)
    made = np.where(nowhere, Status.NOT_APPLICABLE, Status.ABSENT)
    made = np.where(any_along(quarters == Status.REPORTED, 1), Status.REPORTED, made)
    made = np.where(any_along(quarters == Status.MISSING, 1), Status.MISSING, made)
    unknown = among(quarters, Status.WITHHELD, Status.CODED)
    made = np.where(any_along(unknown, 1), Status.WITHHELD, made)
    return made.astype(np.uint8)


def _year(array: NDArray[N], rule: Rule) -> NDArray[N]:
    inside = array[:, :QUARTERS_A_YEAR]
    return inside[:, -1] if rule is Rule.LAST else inside.sum(axis=1, dtype=array.dtype)


def _last_band(quarters: BandArray, rule: Rule) -> BandArray:
    """A band is of one number: only a year that is its last quarter has it."""
    last = quarters[:, QUARTERS_A_YEAR - 1]
    return last if rule is Rule.LAST else np.full_like(last, NO_BAND)


def _put(array: NDArray[N], year: NDArray[N], use: BoolArray) -> NDArray[N]:
    result = array.copy()
    result[:, YEAR] = np.where(use, year, array[:, YEAR])
    return result
