"""Versions of counts: a number that was restated since it was last known is another cell.

Readers see them beside the number, and protection needs them: what did not change since an earlier
release is the same unknown, whatever it is called.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, Self, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wellness.domain.cells import State
from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType
from wellness.publishing.rollup.arrays import UNKNOWN, YEAR, BoolArray, Counts, IntArray, slots
from wellness.publishing.rollup.geography import Geography

_SPLIT = "\x1f"  # joins breakdown and category where neither can hold it
N = TypeVar("N", np.bool_, np.int64)
_NEVER_KNOWN = [State.NOT_REPORTED.value, State.NOT_APPLICABLE.value]


@dataclass(frozen=True)
class Versions:
    """The version of every numerator and denominator, from 1: units × periods × categories."""

    numerator: IntArray
    denominator: IntArray


class Earlier(Protocol):
    """One indicator in one school year, in an earlier release."""

    @property
    def cells(self) -> pa.Table:
        """What it showed, a table of `CELLS`."""
        ...

    def counts(self) -> tuple[Counts, Geography] | None:
        """What it was made of, worked out as it was then; None if there was nothing."""
        ...


def versions(counts: Counts, geography: Geography, earlier: Iterable[Earlier]) -> Versions:
    """A new version wherever a number is another one than when it was last known.

    It is one above the highest that the number ever had: a release that was taken back had
    versions too. `earlier` are the releases before, newest first; they are asked only as far back
    as numbers are in question. What was never known has version 1.
    """
    search = _Search.begin(counts)
    for release in earlier:
        search = search.through(release, counts, geography)
        if search.is_over:
            break
    return search.found


@dataclass(frozen=True)
class _Search:
    """Versions as far as they are found; `open` are numbers whose last known one is not found.

    `held` are those that a release was found to have a cell of, `highest` the versions that any
    had, and `restated` says which numerators and denominators are others than when last known.
    """

    last: Versions
    highest: Versions
    open: BoolArray
    held: BoolArray
    restated: tuple[BoolArray, BoolArray]

    @classmethod
    def begin(cls, counts: Counts) -> Self:
        ones = np.ones(counts.status.shape, dtype=np.int64)
        nothing = np.zeros_like(counts.reported)
        first = Versions(ones, ones)
        return cls(first, first, counts.reported, nothing, (nothing, nothing))

    @property
    def is_over(self) -> bool:
        """Whether older releases can tell nothing more."""
        return not any(in_question.any() for in_question in (self.open, *self.restated))

    @property
    def found(self) -> Versions:
        above, below = self.restated
        return Versions(
            np.where(above, self.highest.numerator + 1, self.last.numerator),
            np.where(below, self.highest.denominator + 1, self.last.denominator),
        )

    def through(self, release: Earlier, counts: Counts, geography: Geography) -> Self:
        """Look at one release more."""
        cells = _Cells(release.cells, counts, geography)
        first = cells.held & ~self.held
        search = replace(
            self,
            last=Versions(
                np.where(first, cells.numerator, self.last.numerator),
                np.where(first, cells.denominator, self.last.denominator),
            ),
            highest=Versions(
                np.maximum(cells.numerator, self.highest.numerator),
                np.maximum(cells.denominator, self.highest.denominator),
            ),
            held=self.held | cells.held,
        )
        if not (self.open & cells.perhaps_known).any():
            return search
        made_of = release.counts()
        return search.settled(counts, _aligned(*made_of, counts, geography)) if made_of else search

    def settled(self, counts: Counts, before: Counts) -> Self:
        """Numbers that were known then: what they are now is the same, or restated."""
        known = self.open & before.reported
        ready = counts.indicator.kind.arrives_ready
        above = counts.value != before.value if ready else counts.numerator != before.numerator
        below = counts.denominator != before.denominator
        found_above, found_below = self.restated
        return replace(
            self,
            open=self.open & ~known,
            restated=(found_above | (known & above), found_below | (known & below)),
        )


class _Cells:
    """The cells of an earlier part, laid onto the arrays of today."""

    def __init__(self, cells: pa.Table, counts: Counts, geography: Geography) -> None:
        known = pa.array([_SPLIT.join(slot) for slot in slots(counts.indicator)])
        joined = pc.binary_join_element_wise(cells["breakdown"], cells["category"], _SPLIT)
        unit = pc.index_in(cells["org_unit"], pa.array(geography.codes))
        category = pc.index_in(joined, known)
        kept = pc.and_(pc.is_valid(unit), pc.is_valid(category))
        self._cells, self._shape = cells.filter(kept), counts.status.shape
        yearly = pc.equal(self._cells["period_type"], PeriodType.YEAR.value).to_numpy()
        quarter = self._cells["quarter"].to_numpy() % QUARTERS_A_YEAR
        at = [index.filter(kept).to_numpy() for index in (unit, category)]
        self._at = (at[0], np.where(yearly, YEAR, quarter), at[1])

    @cached_property
    def held(self) -> BoolArray:
        return self._laid(np.ones(self._cells.num_rows, dtype=np.bool_))

    @property
    def perhaps_known(self) -> BoolArray:
        """Where there was a number, unless its sender had withheld it."""
        never = pc.is_in(self._cells["state"], pa.array(_NEVER_KNOWN)).to_numpy()
        return self._laid(~never)

    @property
    def numerator(self) -> IntArray:
        return self._laid(self._cells["numerator_version"].to_numpy().astype(np.int64))

    @property
    def denominator(self) -> IntArray:
        return self._laid(self._cells["denominator_version"].to_numpy().astype(np.int64))

    def _laid(self, values: NDArray[N]) -> NDArray[N]:
        laid = np.zeros(self._shape, dtype=values.dtype)
        laid[self._at] = values
        return laid


def _aligned(before: Counts, then: Geography, counts: Counts, geography: Geography) -> Counts:
    """The earlier counts in the order of units and categories of today."""
    position = {slot: i for i, slot in enumerate(slots(before.indicator))}
    unit = np.array([then.index.get(code, -1) for code in geography.codes])
    category = np.array([position.get(slot, -1) for slot in slots(counts.indicator)])
    at = np.ix_(unit, np.arange(before.status.shape[1]), category)
    absent = (unit < 0)[:, None, None] | (category < 0)
    return replace(
        before,
        status=np.where(absent, 0, before.status[at]).astype(np.uint8),
        numerator=np.where(absent, 0, before.numerator[at]),
        denominator=np.where(absent, UNKNOWN, before.denominator[at]),
        value=np.where(absent, np.nan, before.value[at]),
    )
