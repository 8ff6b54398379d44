"""Which site belonged where, quarter by quarter: the one way in which places add up."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.domain.places import Level, Membership, Places
from wellness.publishing.rollup.arrays import (
    PERIODS,
    YEAR,
    BoolArray,
    IntArray,
    any_along,
    quarters,
)

# The larger places that a site belongs to, each by its own rows of org_units.csv.
KINDS = (Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE)
NOWHERE = -1
N = TypeVar("N", np.int64, np.float64)


@dataclass(frozen=True)
class Geography:
    """Every org unit and its parents in one school year.

    A year uses the membership of its closing quarter, and a site that closed before that keeps the
    last one it had. The order of units is that of `Places.units`.
    """

    places: Places
    year: int

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The code of each unit."""
        return tuple(self.places.units)

    @cached_property
    def index(self) -> dict[str, int]:
        """The position of each unit."""
        return {code: i for i, code in enumerate(self.codes)}

    @cached_property
    def levels(self) -> NDArray[np.str_]:
        """The level of each unit."""
        return np.array([u.level.value for u in self.places.units.values()])

    @cached_property
    def sites(self) -> BoolArray:
        """Whether numbers are counted at the unit."""
        return np.array([u.level.is_site for u in self.places.units.values()], dtype=np.bool_)

    @cached_property
    def open(self) -> BoolArray:
        """Whether each unit existed, units × periods; in a year if it did in any quarter."""
        units = self.places.units.values()
        held = [[u.exists_in(q) for q in quarters(self.year)] for u in units]
        found = np.array(held, dtype=np.bool_).reshape(len(held), QUARTERS_A_YEAR)
        return np.column_stack([found, found.any(axis=1)])

    @cached_property
    def parents(self) -> IntArray:
        """The parent of each kind: kinds × units × periods, NOWHERE where there is none."""
        found = np.full((len(KINDS), len(self.codes), PERIODS), NOWHERE, dtype=np.int64)
        for row in self.places.memberships:
            if row.parent_level in KINDS:
                self._enter(found[KINDS.index(row.parent_level)], row)
        for quarter in range(QUARTERS_A_YEAR):
            known = found[:, :, quarter] != NOWHERE
            found[:, :, YEAR] = np.where(known, found[:, :, quarter], found[:, :, YEAR])
        return found

    def _enter(self, parents: IntArray, row: Membership) -> None:
        for period, quarter in enumerate(quarters(self.year)):
            if row.holds_in(quarter):
                parents[self.index[row.org_unit], period] = self.index[row.parent]

    @cached_property
    def moved(self) -> BoolArray:
        """Sites that changed a parent within the year: kinds × units."""
        inside = self.parents[:, :, :QUARTERS_A_YEAR]
        known = inside != NOWHERE
        return any_along(known & (inside != self.parents[:, :, YEAR:]), 2)

    @cached_property
    def district(self) -> int:
        """The position of the district."""
        return self.index[self.places.district.code]

    @cached_property
    def _links(self) -> tuple[IntArray, IntArray, IntArray]:
        """Sites in order of their larger place, where each place's run begins, and the place.

        Both are positions in units × periods, so that one `reduceat` adds up everything.
        """
        periods = np.arange(PERIODS)
        whole = np.full((1, len(self.codes), PERIODS), self.district)
        parents = np.concatenate([self.parents, whole])
        linked = (parents != NOWHERE) & self.sites[None, :, None]
        _, unit, period = np.nonzero(linked)
        place = parents[linked] * PERIODS + periods[period]
        order = np.argsort(place, kind="stable")
        found, starts = np.unique(place[order], return_index=True)
        return (unit * PERIODS + period)[order], starts, found

    def add_up(self, numbers: NDArray[N]) -> NDArray[N]:
        """What the sites of each larger place add up to; 0 at the sites themselves.

        Takes and returns units × periods or units × periods × categories.
        """
        flat = numbers.reshape(len(self.codes) * PERIODS, -1)
        total = np.zeros_like(flat)
        sites, starts, places = self._links
        if places.size:
            total[places] = np.add.reduceat(flat[sites], starts, axis=0)
        return total.reshape(numbers.shape)
