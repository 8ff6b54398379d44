"""From counts to a disclosure system: one cell for each count, and the rows between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wellness.disclosure.policy import Policy
from wellness.disclosure.system import System
from wellness.domain.indicators import Catalogue
from wellness.domain.places import Level
from wellness.publishing.protection.count_cells import NO_CELL, CountCells, Key, cells_of, enter
from wellness.publishing.protection.system_rows import rows_of
from wellness.publishing.rollup.arrays import YEAR, Counts
from wellness.publishing.rollup.geography import Geography

# Hiding the number of a large place costs its readers more: docs/privacy.md, section 5.
_LEVEL_COST = {
    Level.DISTRICT: 4000.0,
    Level.REGION: 1000.0,
    Level.BOARD_DISTRICT: 600.0,
    Level.SCHOOL_TYPE: 600.0,
}
_TOTAL_COST, _YEAR_COST, _UNPRINTED_COST, _SIZE_COST = 15.0, 1.5, 0.01, 0.01


@dataclass(frozen=True)
class Tied:
    """A system, and where each count's cells are in it."""

    system: System
    cells: Mapping[Key, CountCells]

    def states(self, states: NDArray[np.uint8], key: Key, default: int) -> NDArray[np.uint8]:
        """The state of a count everywhere, units × periods; `default` where it has no cell."""
        shape = next(iter(self.cells.values())).at.shape
        if key not in self.cells:
            return np.full(shape, default, dtype=np.uint8)
        at = self.cells[key].at
        return np.where(at == NO_CELL, default, states[at]).astype(np.uint8)


def tie(
    family: Sequence[Counts], geography: Geography, catalogue: Catalogue, policy: Policy
) -> Tied | None:
    """The system of one family in one school year; None if nothing in it is controlled."""
    cells: dict[Key, CountCells] = {}
    for counts in family:
        for key, found in cells_of(counts, geography, catalogue, policy):
            enter(cells, key, found)
    if not cells:
        return None
    ordered = dict(sorted(cells.items()))
    first = 0
    for found in ordered.values():
        first = found.place(first)
    return Tied(_system(ordered, family, geography, catalogue), ordered)


def _system(
    cells: Mapping[Key, CountCells],
    family: Sequence[Counts],
    geography: Geography,
    catalogue: Catalogue,
) -> System:
    unit = np.concatenate([np.nonzero(c.there)[0] for c in cells.values()])
    slot = np.concatenate([np.nonzero(c.there)[1] for c in cells.values()])
    value = np.concatenate([c.value[c.there] for c in cells.values()])
    region, board = geography.parents[:2, unit, slot]
    _, block = np.unique(region * len(geography.codes) + board, return_inverse=True)
    site = geography.sites[unit]
    size = len(value)
    return System(
        ids=_ids(cells, geography),
        value=value,
        small=np.concatenate([c.small[c.there] for c in cells.values()]),
        cost=_costs(cells, geography),
        lower=(value > 0).astype(np.int64),
        upper=np.full(size, -1, dtype=np.int64),
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
        unit, slot = np.nonzero(cell.there)
        where = np.strings.add(np.array(places)[unit], np.strings.add("|", periods[slot]))
        found.append(np.strings.add(where, f"|{key.count}|{key.breakdown}|{key.category}"))
    return np.concatenate(found)


def _costs(cells: Mapping[Key, CountCells], geography: Geography) -> NDArray[np.float64]:
    level = np.array([_LEVEL_COST.get(Level(v), 1.0) for v in geography.levels])
    found = []
    for key, cell in cells.items():
        unit, slot = np.nonzero(cell.there)
        part = _TOTAL_COST if not key.category else 1.0
        length = np.where(slot == YEAR, _YEAR_COST, 1.0)
        size = _SIZE_COST * np.sqrt(cell.value[cell.there])
        printed = cell.printed[cell.there]
        found.append(np.where(printed, level[unit] * part * length + size, _UNPRINTED_COST))
    return np.concatenate(found)
