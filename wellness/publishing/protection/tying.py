"""From counts to a disclosure system: one cell for each count, and the rows between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, combinations

import numpy as np
from numpy.typing import NDArray

from wellness.disclosure.policy import Policy
from wellness.disclosure.system import UNPUBLISHED, System
from wellness.domain.indicators import Catalogue
from wellness.domain.places import Level
from wellness.publishing.protection.count_cells import NO_CELL, CountCells, Key, cells_of
from wellness.publishing.protection.system_rows import rows_of
from wellness.publishing.rollup.arrays import YEAR, BoolArray, Counts
from wellness.publishing.rollup.geography import Geography

# Withholding the number of a large place costs its readers more.
_LEVEL_COST = {
    Level.DISTRICT: 4000.0,
    Level.REGION: 1000.0,
    Level.BOARD_DISTRICT: 600.0,
    Level.SCHOOL_TYPE: 600.0,
}
_TOTAL_COST, _YEAR_COST, _UNPRINTED_COST, _SIZE_COST = 15.0, 1.5, 0.01, 0.01


@dataclass(frozen=True)
class Tied:
    """A system, and where each count's cells are in it.

    `differing` marks, units × periods, where two indicators tell different numbers of one count.
    """

    system: System
    cells: Mapping[Key, CountCells]
    differing: Mapping[Key, BoolArray]

    def states(self, states: NDArray[np.uint8], key: Key, default: int) -> NDArray[np.uint8]:
        """The state of a count everywhere, units × periods; `default` where it has no cell."""
        shape = next(iter(self.cells.values())).at.shape
        found = np.full(shape, default, dtype=np.uint8)
        if key in self.cells:
            at = self.cells[key].at
            found[at != NO_CELL] = states[at[at != NO_CELL]]
        return found


def tie(
    family: Sequence[Counts],
    plans: Mapping[str, BoolArray],
    geography: Geography,
    catalogue: Catalogue,
    policy: Policy,
) -> Tied | None:
    """The system of one family in one school year; None if nothing in it is controlled.

    `plans` says for each indicator which of its numbers a release has a place for.
    """
    told: dict[Key, list[CountCells]] = {}
    for counts in family:
        code = counts.indicator.code
        for key, found in cells_of(counts, plans[code], catalogue, policy):
            told.setdefault(key, []).append(found)
    if not told:
        return None
    joined = {key: reduce(CountCells.joined, told[key]) for key in sorted(told)}
    firsts = accumulate((found.count for found in joined.values()), initial=0)
    cells = {key: joined[key].placed(first) for key, first in zip(joined, firsts, strict=False)}
    differing = {key: _differing(told[key]) for key in joined}
    return Tied(_system(cells, family, geography, catalogue), cells, differing)


def _differing(told: Sequence[CountCells]) -> BoolArray:
    """Where not everybody who tells of a count tells the same number."""
    found = np.zeros_like(told[0].there)
    for one, other in combinations(told, 2):
        found |= one.differs(other)
    return found


def _system(
    cells: Mapping[Key, CountCells],
    family: Sequence[Counts],
    geography: Geography,
    catalogue: Catalogue,
) -> System:
    unit, period = np.concatenate([np.nonzero(c.there) for c in cells.values()], axis=1)
    given = [np.where(c.withheld, UNPUBLISHED, c.value)[c.there] for c in cells.values()]
    value = np.concatenate(given)
    region, board = geography.parents[:2, unit, period]
    _, block = np.unique(region * len(geography.codes) + board, return_inverse=True)
    site = geography.sites[unit]
    return System(
        ids=_ids(cells, geography),
        value=value,
        small=np.concatenate([c.small[c.there] for c in cells.values()]),
        cost=_costs(cells, geography),
        lower=np.maximum(value > 0, np.concatenate([c.least[c.there] for c in cells.values()])),
        upper=np.concatenate([c.most[c.there] for c in cells.values()]),
        owner=np.where(site, unit, -1).astype(np.int32),
        block=np.where(site, block, -1).astype(np.int32),
        group=np.where(site, region, -1).astype(np.int32),
        **rows_of(cells, family, geography, catalogue),
    )


def _ids(cells: Mapping[Key, CountCells], geography: Geography) -> NDArray[np.str_]:
    """`level|place|period|count|breakdown|category`, the period being Q1 to Q4 or Y."""
    places = [f"{v}|{c}" for v, c in zip(geography.levels, geography.codes, strict=True)]
    periods = np.array(["Q1", "Q2", "Q3", "Q4", "Y"])
    found = []
    for key, cell in cells.items():
        unit, period = np.nonzero(cell.there)
        where = np.strings.add(np.array(places)[unit], np.strings.add("|", periods[period]))
        found.append(np.strings.add(where, f"|{key.count}|{key.breakdown}|{key.category}"))
    return np.concatenate(found)


def _costs(cells: Mapping[Key, CountCells], geography: Geography) -> NDArray[np.float64]:
    level = np.array([_LEVEL_COST.get(Level(v), 1.0) for v in geography.levels])
    found = []
    for key, cell in cells.items():
        unit, period = np.nonzero(cell.there)
        part = _TOTAL_COST if not key.category else 1.0
        length = np.where(period == YEAR, _YEAR_COST, 1.0)
        size = _SIZE_COST * np.sqrt(cell.value[cell.there].clip(0))
        printed = cell.printed[cell.there]
        found.append(np.where(printed, level[unit] * part * length + size, _UNPRINTED_COST))
    return np.concatenate(found)
