"""The count cells of indicators: equal names are the same cells, to a reader and an attacker."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from wellness.disclosure.policy import Policy
from wellness.disclosure.system import UNPUBLISHED
from wellness.domain.indicators import Catalogue, Indicator, Kind
from wellness.publishing.protection.bands import NO_BOUND, count_bounds
from wellness.publishing.protection.families import (
    category_count,
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
    among,
    slots,
)

NO_CELL = -1
REMAINDER = "rest of "


@dataclass(frozen=True, order=True)
class Key:
    """One count of one category, everywhere. Equal names are the same cells."""

    count: str
    breakdown: str = ""
    category: str = ""


@dataclass(frozen=True)
class CountCells:
    """The cells of a key, units × periods.

    `there` marks numbers that are cells of the system, `exists` all that are part of some sum,
    `printed` those that have a place in a release. `value` is UNPUBLISHED where nobody here knows
    it, and `withheld` marks the cells whose sender withheld or coded them: they are shown by no
    indicator. `least` and `most` are what the sender's band tells of them, 0 and NO_BOUND without
    one. `missing` marks numbers that were not reported, `own` those that a larger place delivered
    itself: they may hold what is missing. `step` is the coarsest that numbers were rounded to, 0
    for exact ones. `at` is each cell's position in the system, NO_CELL until it has one.
    """

    value: IntArray
    there: BoolArray
    exists: BoolArray
    printed: BoolArray
    small: BoolArray
    withheld: BoolArray
    least: IntArray
    most: IntArray
    missing: BoolArray
    own: BoolArray
    at: IntArray
    step: int = 0

    def placed(self, first: int) -> Self:
        """The cells, numbered from `first` on."""
        at = np.full(self.there.shape, NO_CELL, dtype=np.int64)
        at[self.there] = np.arange(first, first + self.count)
        return replace(self, at=at)

    @property
    def count(self) -> int:
        """How many cells of the system there are."""
        return int(self.there.sum())

    @property
    def known(self) -> BoolArray:
        """The cells whose number is known here."""
        found: BoolArray = self.there & (self.value != UNPUBLISHED)
        return found

    def in_period(self, period: int) -> Self:
        """The cells of one period alone, as a column."""
        one = slice(period, period + 1)
        arrays = {name: a[:, one] for name, a in vars(self).items() if name != "step"}
        return replace(self, **arrays)

    def joined(self, other: Self) -> Self:
        """What two indicators know of the same count together.

        A number that a release has a place for comes before a part of it; else ours holds, and
        `differs` says where the other's is another number.
        """
        theirs = other.known & (~self.known | (other.printed & ~self.printed))
        return replace(
            self,
            value=np.where(theirs, other.value, self.value),
            there=self.there | other.there,
            exists=self.exists | other.exists,
            printed=self.printed | other.printed,
            small=self.small | other.small,
            withheld=self.withheld | other.withheld,
            least=np.maximum(self.least, other.least),
            most=np.where(self.most == NO_BOUND, other.most, self.most),
            missing=self.missing | other.missing,
            own=self.own | other.own,
            step=max(self.step, other.step),
        )

    def differs(self, other: Self) -> BoolArray:
        """Where a release has a place for both numbers, and they are not the same."""
        both = self.printed & self.known & other.printed & other.known
        found: BoolArray = both & (self.value != other.value)
        return found


def keys(indicator: Indicator, slot: tuple[str, str], catalogue: Catalogue) -> tuple[Key, Key, Key]:
    """The keys of an indicator's numerator, denominator and remainder in one category.

    A category whose count has a name of its own is that count's total.
    """
    above, below = numerator_count(indicator, catalogue), denominator_count(indicator, catalogue)
    named = category_count(indicator, slot, catalogue)
    numerator = Key(named) if named else Key(above, *slot)
    return numerator, Key(below, *slot), Key(f"{REMAINDER}{below}: {above}", *slot)


def cells_of(
    counts: Counts, planned: BoolArray, catalogue: Catalogue, policy: Policy
) -> Iterator[tuple[Key, CountCells]]:
    """Every controlled count that an indicator tells of, category by category.

    `planned` says which of its numbers a release has a place for.
    """
    indicator, controlled = counts.indicator, controlled_counts(catalogue)
    least, most = count_bounds(counts)
    for position, slot in enumerate(slots(indicator)):
        above, below, rest = keys(indicator, slot, catalogue)
        here = _Category(
            counts.status[:, :, position],
            counts.numerator[:, :, position],
            counts.denominator[:, :, position],
            planned[:, :, position],
            least[:, :, position],
            most[:, :, position],
            counts.own[:, :, position],
            max(counts.rounded_to, default=0),
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
            nothing = np.zeros_like(found.withheld)
            yield above, replace(found, there=found.small, printed=found.small, withheld=nothing)


@dataclass(frozen=True)
class _Category:
    """The numbers of one category, units × periods."""

    status: StatusArray
    numerator: IntArray
    denominator: IntArray
    publish: BoolArray
    least: IntArray
    most: IntArray
    own: BoolArray
    step: int

    @property
    def reported(self) -> BoolArray:
        found: BoolArray = self.status == Status.REPORTED
        return found

    @property
    def withheld(self) -> BoolArray:
        return among(self.status, Status.WITHHELD, Status.CODED)

    @property
    def divided(self) -> BoolArray:
        found: BoolArray = self.reported & (self.denominator != UNKNOWN)
        return found

    @property
    def divides(self) -> BoolArray:
        coded = self.status == Status.CODED
        found: BoolArray = self.divided | (coded & (self.denominator != UNKNOWN))
        return found

    def denominators(self, policy: Policy) -> CountCells:
        """What stands below a withheld number is unknown, unless another indicator tells it."""
        found = self._cells(self.denominator, self.divides, policy)
        return replace(found, withheld=np.zeros_like(found.withheld))

    def numerators(self, policy: Policy, *, shares: bool) -> CountCells:
        found = self._cells(self.numerator, self.reported, policy)
        found = replace(found, least=self.least, most=self.most)
        return replace(found, small=found.small | self._near(policy)) if shares else found

    def remainders(self, policy: Policy) -> CountCells:
        left = np.where(self.denominator == UNKNOWN, UNPUBLISHED, self.denominator - self.numerator)
        found = self._cells(left, self.divided, policy)
        return replace(found, printed=np.zeros_like(found.printed), small=self._near(policy))

    def _near(self, policy: Policy) -> BoolArray:
        """Where few are left, or nobody: "all of them" tells something of everyone."""
        left = self.denominator - self.numerator
        few = policy.small(left) | ((left == 0) & (self.denominator > 0))
        found: BoolArray = few & self.divided & self.publish
        return found

    def _cells(self, value: IntArray, printable: BoolArray, policy: Policy) -> CountCells:
        """The cells of numbers that are known, of parts of some, and of withheld ones.

        A number that lacks a source or a quarter is not printed, but larger places hold what there
        is of it. A withheld one nobody knows.
        """
        known = printable | ((self.status == Status.MISSING) & (value > 0))
        exists = known | self.withheld
        there = exists & self.publish
        return CountCells(
            value=np.where(there & known, value, UNPUBLISHED),
            there=there,
            exists=exists,
            printed=(printable | self.withheld) & there,
            small=policy.small(value) & there & known,
            withheld=self.withheld & there,
            least=np.zeros_like(value),
            most=np.full_like(value, NO_BOUND),
            missing=self.status == Status.MISSING,
            own=self.own,
            step=self.step,
            at=np.full(there.shape, NO_CELL, dtype=np.int64),
        )
