"""The arrays that adding up works on, and their three axes.

Every array is units × periods × categories: all org units in the order of `Geography.codes`, the
four quarters of one school year and then the year itself, the total and then every category.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from wellness.domain.indicators import Indicator
from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType, Quarter

BoolArray = NDArray[np.bool_]
BandArray = NDArray[np.int8]
FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
StatusArray = NDArray[np.uint8]

YEAR = QUARTERS_A_YEAR  # the period of the year, behind its quarters
PERIODS = QUARTERS_A_YEAR + 1
TOTAL = 0  # the position of the total on the third axis, before its categories
NO_BAND = 0  # the position of "no band" among the bands of a year
UNKNOWN = -1  # a denominator that nobody delivered, or that is withheld


class Status(IntEnum):
    """What is known of one number before it is protected."""

    ABSENT = 0  # nobody expects a number here: there is no cell
    REPORTED = 1
    MISSING = 2  # expected, and not delivered
    WITHHELD = 3  # by its sender, or a part of it: nobody here knows it
    NOT_APPLICABLE = 4  # there can be none, says its sender
    CODED = 5  # nobody here knows more than on which side of a bound it lies


@dataclass(frozen=True)
class Counts:
    """One indicator in one school year, as reported and added up, everywhere.

    `numerator`, `denominator` and `value` are 0, UNKNOWN and NaN where nothing was delivered. A
    number that is MISSING because one of its sources or quarters is keeps the sum of the others:
    larger places count it in. What stands under a WITHHELD number is no number. `reporting` and
    `expected` have no categories.

    `band` is the position in `bands` of a CODED number's band, and `own` marks the larger places
    that delivered their number, which is then no sum of ours. `rounded_to` are the steps that
    sources had rounded to, the finest first; none for exact numbers.
    """

    indicator: Indicator
    year: int
    status: StatusArray
    numerator: IntArray
    denominator: IntArray
    value: FloatArray
    reporting: IntArray
    expected: IntArray
    band: BandArray
    bands: tuple[str, ...]
    own: BoolArray
    rounded_to: tuple[int, ...] = ()

    @property
    def reported(self) -> BoolArray:
        """Where there is a number."""
        found: BoolArray = self.status == Status.REPORTED
        return found


def among(status: StatusArray, *wanted: Status) -> BoolArray:
    """Where the status is one of some."""
    found: BoolArray = np.logical_or.reduce([status == one for one in wanted])
    return found


def any_along(marks: BoolArray, axis: int | tuple[int, ...]) -> BoolArray:
    """Whether any mark along one axis or some is set."""
    found: BoolArray = np.any(marks, axis=axis)
    return found


def slots(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """Breakdown and category of each position on the third axis."""
    split = ((b.code, c) for b in indicator.breakdowns.values() for c in b.categories)
    return (("", ""), *split)


def slots_of(indicator: Indicator, breakdown: str) -> list[int]:
    """The positions of one breakdown's categories."""
    return [i for i, (code, _) in enumerate(slots(indicator)) if code == breakdown]


def quarters(year: int) -> tuple[Quarter, ...]:
    """The quarters of a school year."""
    return tuple(Quarter(year, number) for number in range(1, QUARTERS_A_YEAR + 1))


def period_type(period: int) -> PeriodType:
    """Whether a position on the second axis is a quarter or the year."""
    return PeriodType.YEAR if period == YEAR else PeriodType.QUARTER


def ordinals(year: int) -> tuple[int, ...]:
    """The quarter each position on the second axis carries; a year its closing one."""
    inside = quarters(year)
    return tuple(q.ordinal for q in (*inside, inside[-1]))
