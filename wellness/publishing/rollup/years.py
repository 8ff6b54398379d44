"""From four quarters to their year, by the indicator's rule."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wellness.domain.indicators import Indicator, Rule
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.publishing.rollup.arrays import YEAR, BoolArray, Status, StatusArray, any_along
from wellness.publishing.rollup.numbers import Numbers, pooled_value

N = TypeVar("N", np.uint8, np.int64, np.float64)


def with_year(indicator: Indicator, numbers: Numbers) -> Numbers:
    """Put the year behind its quarters, everywhere at once; all four must have arrived.

    A year that lacks a quarter somewhere is missing there: three quarters are no year; one with a
    quarter that was withheld is withheld. Where no quarter is known at all, a year that was
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
    )


def _status(quarters: StatusArray, rule: Rule) -> StatusArray:
    if rule is Rule.LAST:
        return quarters[:, -1]
    made = np.where(any_along(quarters == Status.REPORTED, 1), Status.REPORTED, Status.ABSENT)
    made = np.where(any_along(quarters == Status.MISSING, 1), Status.MISSING, made)
    made = np.where(any_along(quarters == Status.WITHHELD, 1), Status.WITHHELD, made)
    return made.astype(np.uint8)


def _year(array: NDArray[N], rule: Rule) -> NDArray[N]:
    inside = array[:, :QUARTERS_A_YEAR]
    return inside[:, -1] if rule is Rule.LAST else inside.sum(axis=1, dtype=array.dtype)


def _put(array: NDArray[N], year: NDArray[N], use: BoolArray) -> NDArray[N]:
    result = array.copy()
    result[:, YEAR] = np.where(use, year, array[:, YEAR])
    return result
