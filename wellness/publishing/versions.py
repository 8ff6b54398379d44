"""Versions of counts: a number that was restated between two releases is another cell.

Readers see them beside the number, and protection needs them: what did not change since an earlier
release is the same unknown, whatever it is called.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType
from wellness.publishing.rollup.arrays import YEAR, Counts, IntArray, slots
from wellness.publishing.rollup.geography import Geography

_SPLIT = "\x1f"  # joins breakdown and category where neither can hold it


@dataclass(frozen=True)
class Versions:
    """The version of every numerator and denominator, from 1: units × periods × categories."""

    numerator: IntArray
    denominator: IntArray


def first_versions(counts: Counts) -> Versions:
    """Nothing was published of these counts before."""
    ones = np.ones(counts.status.shape, dtype=np.int64)
    return Versions(ones, ones)


def next_versions(
    counts: Counts, before: Counts, cells: pa.Table, geography: Geography
) -> Versions:
    """One more than before wherever a number that was known is another one now.

    `before` are the counts of the rows that the earlier release was made of, shown or not, and
    `cells` its part of the indicator and year.
    """
    both = counts.reported & before.reported
    ready = counts.indicator.kind.arrives_ready
    above = counts.value != before.value if ready else counts.numerator != before.numerator
    below = counts.denominator != before.denominator
    return Versions(
        _kept(counts, cells, geography, "numerator_version") + (both & above),
        _kept(counts, cells, geography, "denominator_version") + (both & below),
    )


def _kept(counts: Counts, cells: pa.Table, geography: Geography, column: str) -> IntArray:
    """The versions of the earlier part; 1 for what it did not hold."""
    known = pa.array([_SPLIT.join(slot) for slot in slots(counts.indicator)])
    joined = pc.binary_join_element_wise(cells["breakdown"], cells["category"], _SPLIT)
    unit = pc.index_in(cells["org_unit"], pa.array(geography.codes))
    slot = pc.index_in(joined, known)
    held = pc.and_(pc.is_valid(unit), pc.is_valid(slot)).to_numpy()
    yearly = pc.equal(cells["period_type"], PeriodType.YEAR.value).to_numpy()
    period = np.where(yearly, YEAR, cells["quarter"].to_numpy() % QUARTERS_A_YEAR)
    versions = np.ones(counts.status.shape, dtype=np.int64)
    at = [pc.fill_null(index, 0).to_numpy()[held] for index in (unit, slot)]
    versions[at[0], period[held], at[1]] = cells[column].to_numpy()[held]
    return versions
