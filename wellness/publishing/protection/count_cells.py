"""The count cells of indicators: equal names are the same cells, to a reader and an attacker."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from wellness.disclosure.policy import Policy
from wellness.domain.indicators import Catalogue, Indicator, Kind
from wellness.publishing.plan import planned
from wellness.publishing.protection.families import (
    controlled_counts,
    denominator_count,
    numerator_count,
)
from wellness.publishing.rollup.arrays import (
    UNKNOWN,
    BoolArray,
    Counts,
    IntArray,
    Status,
    StatusArray,
    slots,
)
from wellness.publishing.rollup.geography import Geography

NO_CELL = -1
REMAINDER = "rest of "


@dataclass(frozen=True, order=True)
class Key:
    """One count of one category, everywhere. Equal names are the same cells."""

    count: str
    breakdown: str = ""
    category: str = ""


@dataclass
class CountCells:
    """The cells of a key, units × periods.

    `there` marks numbers that are cells of the system, `exists` all that are part of some sum,
    `printed` those that a release may print. `at` is each cell's position in the system.
    """

    value: IntArray
    there: BoolArray
    exists: BoolArray
    printed: BoolArray
    small: BoolArray
    at: IntArray = field(init=False)

    def place(self, first: int) -> int:
        """Number the cells from `first` on; returns the next free number."""
        self.at = np.full(self.there.shape, NO_CELL, dtype=np.int64)
        self.at[self.there] = np.arange(first, first + int(self.there.sum()))
        return first + int(self.there.sum())


def keys(indicator: Indicator, slot: tuple[str, str], catalogue: Catalogue) -> tuple[Key, Key, Key]:
    """The keys of an indicator's numerator, denominator and remainder in one category."""
    above, below = numerator_count(indicator, catalogue), denominator_count(indicator, catalogue)
    return Key(above, *slot), Key(below, *slot), Key(f"{REMAINDER}{below}: {above}", *slot)


def cells_of(
    counts: Counts, geography: Geography, catalogue: Catalogue, policy: Policy
) -> Iterator[tuple[Key, CountCells]]:
    """Every controlled count that an indicator tells of, category by category."""
    indicator, controlled = counts.indicator, controlled_counts(catalogue)
    plan = planned(indicator, geography.levels)
    for position, slot in enumerate(slots(indicator)):
        above, below, rest = keys(indicator, slot, catalogue)
        here = _Category(
            counts.status[:, :, position],
            counts.numerator[:, :, position],
            counts.denominator[:, :, position],
            plan[:, :, position],
        )
        shares = indicator.kind is Kind.PROPORTION
        if below.count in controlled:
            yield below, here.denominators(policy)
        if above.count in controlled and shares:
            yield rest, here.remainders(policy)
        if above.count in controlled and not indicator.derived:
            yield above, here.numerators(policy, shares=shares)
        elif above.count in controlled and shares:
            # Derived numbers add no cells, but their small remainders make their parents small.
            found = here.numerators(policy, shares=True)
            yield above, replace(found, there=found.small, printed=found.small)


@dataclass(frozen=True)
class _Category:
    """The numbers of one category, units × periods."""

    status: StatusArray
    numerator: IntArray
    denominator: IntArray
    publish: BoolArray

    @property
    def reported(self) -> BoolArray:
        found: BoolArray = self.status == Status.REPORTED
        return found

    @property
    def divided(self) -> BoolArray:
        found: BoolArray = self.reported & (self.denominator != UNKNOWN)
        return found

    def denominators(self, policy: Policy) -> CountCells:
        return self._cells(self.denominator, self.divided, self.divided, policy)

    def numerators(self, policy: Policy, *, shares: bool) -> CountCells:
        """A number that lacks a source or a quarter is not printed, but larger places hold it."""
        partial = (self.status == Status.MISSING) & (self.numerator > 0)
        found = self._cells(self.numerator, self.reported | partial, self.reported, policy)
        return replace(found, small=found.small | self._near(policy)) if shares else found

    def remainders(self, policy: Policy) -> CountCells:
        found = self._cells(self.denominator - self.numerator, self.divided, self.divided, policy)
        return replace(found, printed=np.zeros_like(found.printed), small=self._near(policy))

    def _near(self, policy: Policy) -> BoolArray:
        """Where few are left, or nobody: "all of them" tells something of everyone."""
        left = self.denominator - self.numerator
        few = policy.small(left) | ((left == 0) & (self.denominator > 0))
        found: BoolArray = few & self.divided & self.publish
        return found

    def _cells(
        self, value: IntArray, exists: BoolArray, printable: BoolArray, policy: Policy
    ) -> CountCells:
        there = exists & self.publish
        small = policy.small(value) & there
        return CountCells(np.where(there, value, 0), there, exists, printable & there, small)


def enter(cells: dict[Key, CountCells], key: Key, found: CountCells) -> None:
    """Join what several indicators know of the same count; the first number counts."""
    if key not in cells:
        cells[key] = found
        return
    known = cells[key]
    known.value = np.where(known.there, known.value, found.value)
    known.there = known.there | found.there
    known.exists = known.exists | found.exists
    known.printed = known.printed | found.printed
    known.small = known.small | found.small
