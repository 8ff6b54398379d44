"""Totals that a partner delivers and nobody loads: do their parts add up to them?"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from wellness.domain.deliveries import Fault
from wellness.domain.mappings import COUNT_ROLES
from wellness.domain.periods import Quarter
from wellness.domain.places import Level, Places
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.layouts import Layout

ABOUT = ["ordinal", "indicator", "breakdown", "category"]


@dataclass
class Totals:
    """Compares totals with the sums of their parts, and counts how many agree.

    Sums of numbers that were rounded to a step may differ by half of it for each number. Where a
    part has no number the sum may be less. `doubtful` are periods in which something is said
    twice: that is told already.
    """

    pieces: pd.DataFrame
    body: Body
    layout: Layout
    places: Places
    rounded_to: int
    doubtful: frozenset[int]
    compared: int = 0
    differing: list[Fault] = field(default_factory=list)

    def compare(self) -> None:
        """Fill `compared` and `differing`."""
        totals = self.pieces[self.pieces["is_total"]]
        parts = self.pieces[~self.pieces["is_total"]]
        for unit, quarter, some in self._by_parts(totals):
            members = self._members(unit, quarter)
            inside = parts if members is None else parts[parts["org_unit"].isin(members)]
            for role in COUNT_ROLES:
                self._compare(some[some[role].notna()], inside, role)

    def _by_parts(self, totals: pd.DataFrame) -> Iterator[tuple[str, Quarter, pd.DataFrame]]:
        """Totals that have the same parts: those of the district, else of one place and quarter."""
        for unit, some in totals.groupby("org_unit", sort=False):
            if self._is_district(str(unit)):
                yield str(unit), Quarter.of_ordinal(int(some["quarter"].iloc[0])), some
                continue
            for ordinal, same in some.groupby("quarter", sort=False):
                yield str(unit), Quarter.of_ordinal(int(str(ordinal))), same

    def _is_district(self, unit: str) -> bool:
        return self.places.unit(unit).level is Level.DISTRICT

    def _members(self, unit: str, quarter: Quarter) -> frozenset[str] | None:
        """What is inside of a place, None for everything."""
        if self._is_district(unit):
            return None
        return frozenset(member.code for member in self.places.members(unit, quarter))

    def _compare(self, totals: pd.DataFrame, parts: pd.DataFrame, role: str) -> None:
        sums = parts.groupby(ABOUT, as_index=False).agg(
            sum=(role, "sum"), given=(role, "count"), parts=(role, "size")
        )
        both = totals.merge(sums, on=ABOUT)
        both = both[~both["ordinal"].isin(self.doubtful)]
        slack = (both["given"] + 1) * self.rounded_to / 2
        apart = both["sum"] - both[role]
        lacks = both["given"] < both["parts"]
        wrong = (apart > slack) | ((apart < -slack) & ~lacks)
        self.compared += len(both)
        self.differing += [self._fault(total, role) for _, total in both[wrong].iterrows()]

    def _fault(self, total: pd.Series, role: str) -> Fault:
        place = self.layout.slots[int(total["slot"])].columns[role][0]
        message = "The parts of this total do not add up to it."
        remedy = "Check the total and its parts; one may be missing or told of another period."
        value = f"{total[role]:.0f} ≠ {total['sum']:.0f}"
        row = np.int64(total["row"])
        return self.body.fault(row, place, "total_differs", (message, remedy), value=value)
