"""The rows of a disclosure system: every sum that a reader could work out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wellness.disclosure.system import AT_MOST, EQUAL
from wellness.domain.indicators import Catalogue, Indicator, Kind, Rule
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.publishing.protection.count_cells import NO_CELL, CountCells, Key, keys
from wellness.publishing.protection.families import numerator_count
from wellness.publishing.rollup.arrays import PERIODS, YEAR, BoolArray, Counts, IntArray, slots
from wellness.publishing.rollup.geography import KINDS, NOWHERE, Geography
from wellness.publishing.rollup.ledger import makes_years

Cells = Mapping[Key, CountCells]


@dataclass
class _Rows:
    """Rows as they are found: pieces of (row, cell, coefficient), and what each row says."""

    pieces: list[tuple[IntArray, IntArray, IntArray]] = field(default_factory=list)
    senses: list[IntArray] = field(default_factory=list)
    sides: list[IntArray] = field(default_factory=list)
    crossing: list[BoolArray] = field(default_factory=list)
    count: int = 0

    def add(
        self,
        totals: IntArray,
        owner: IntArray,
        parts: IntArray,
        *,
        sense: int = EQUAL,
        across: bool = False,
    ) -> None:
        """Rows total SENSE sum of parts; `owner` names the position in `totals` of each part."""
        rows = np.arange(self.count, self.count + len(totals))
        ones = np.ones(len(totals), dtype=np.int64)
        self.pieces += [
            (rows, totals, ones),
            (rows[owner], parts, -np.ones(len(parts), dtype=np.int64)),
        ]
        self.senses.append(ones * sense)
        self.sides.append(ones * 0)
        self.crossing.append(ones.astype(np.bool_) & across)
        self.count += len(totals)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The fields of a `System`, rows in the order they were found."""
        row, cell, coef = (
            np.concatenate([np.zeros(0, dtype=np.int64), *column])
            for column in (zip(*self.pieces, strict=True) if self.pieces else ((), (), ()))
        )
        order = np.argsort(row, kind="stable")
        sizes = np.bincount(row, minlength=self.count) if self.count else np.zeros(0, np.int64)
        return {
            "indptr": np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            "indices": cell[order].astype(np.int32),
            "coef": coef[order],
            "sense": np.concatenate([[], *self.senses]).astype(np.int8),
            "rhs": np.concatenate([[], *self.sides]).astype(np.int64),
            "across": np.concatenate([[], *self.crossing]).astype(np.bool_),
        }


def rows_of(
    cells: Cells, family: Sequence[Counts], geography: Geography, catalogue: Catalogue
) -> dict[str, NDArray[Any]]:
    """All rows of a family in one school year, as fields of a `System`.

    A row is left out where a part of it is no cell: such parts are unknown numbers between
    printed margins, and the audit looks at those on its own.
    """
    rows = _Rows()
    for counts in family:
        indicator = counts.indicator
        if indicator.derived is None:
            for slot in slots(indicator):
                for key in keys(indicator, slot, catalogue):
                    if key in cells:
                        _places(rows, cells[key], indicator, geography)
                        _years(rows, cells[key], indicator)
            _categories(rows, cells, indicator, catalogue)
            _subset(rows, cells, indicator, catalogue)
        _remainders(rows, cells, counts, catalogue)
    return rows.arrays()


def _places(rows: _Rows, cell: CountCells, indicator: Indicator, geography: Geography) -> None:
    """Region, board district and school type are their sites; the district is all three ways."""
    if indicator.places_rule is Rule.NEVER or indicator.kind.arrives_ready:
        return
    still = np.zeros(len(geography.codes), dtype=np.bool_)
    for kind in range(len(KINDS)):
        for period in range(PERIODS):
            made_of_quarters = period == YEAR and makes_years(indicator)
            moved = geography.moved[kind] if made_of_quarters else still
            _places_of(rows, cell, (kind, period), moved, geography)
            _district(rows, cell, (kind, period), geography)


def _places_of(
    rows: _Rows, cell: CountCells, at: tuple[int, int], moved: BoolArray, geography: Geography
) -> None:
    """Rows of one kind of place in one period. Of a place whose sites `moved` there is none.

    A site that moved within the year counts for two places in a year that is made of quarters.
    """
    parent, number = geography.parents[at[0], :, at[1]], cell.at[:, at[1]]
    sites = np.flatnonzero(cell.exists[:, at[1]] & geography.sites & (parent != NOWHERE))
    places = np.unique(parent[sites])
    broken = parent[sites[number[sites] == NO_CELL]]
    former = np.unique(geography.parents[at[0]][moved])
    complete = ~np.isin(places, broken) & ~np.isin(places, former)
    totals = places[complete & (number[places] != NO_CELL)]
    inside = sites[np.isin(parent[sites], totals)]
    owner = np.searchsorted(totals, parent[inside])
    rows.add(number[totals], owner, number[inside], across=True)


def _district(rows: _Rows, cell: CountCells, at: tuple[int, int], geography: Geography) -> None:
    """The district is its places of one kind and the sites that belong to none of them."""
    parent, number = geography.parents[at[0], :, at[1]], cell.at[:, at[1]]
    exists = cell.exists[:, at[1]]
    places = exists & (geography.levels == KINDS[at[0]].value)
    parts = np.flatnonzero(places | (exists & geography.sites & (parent == NOWHERE)))
    whole = number[geography.district : geography.district + 1]
    if whole[0] != NO_CELL and parts.size and (number[parts] != NO_CELL).all():
        rows.add(whole, np.zeros(len(parts), dtype=np.int64), number[parts], across=True)


def _categories(rows: _Rows, cells: Cells, indicator: Indicator, catalogue: Catalogue) -> None:
    """Categories of a partition are the total; overlapping ones only bound it."""
    for split in indicator.breakdowns.values():
        for role in range(2):
            total = keys(indicator, ("", ""), catalogue)[role]
            inside = [keys(indicator, (split.code, c), catalogue)[role] for c in split.categories]
            parts = [cells[key] for key in inside if key in cells]
            if total not in cells or not parts:
                continue
            if split.partition:
                _sum(rows, cells[total], parts, EQUAL)
            elif indicator.kind is Kind.UNIQUE:
                _sum(rows, cells[total], parts, AT_MOST)
                for part in parts:
                    _sum(rows, part, [cells[total]], AT_MOST)


def _sum(rows: _Rows, total: CountCells, parts: Sequence[CountCells], sense: int) -> None:
    """`total` SENSE sum of parts wherever the total is printed and no part lacks its cell."""
    held = np.array([part.exists for part in parts])
    there = np.array([part.at != NO_CELL for part in parts])
    use = total.printed & held.any(axis=0) & ~(held & ~there).any(axis=0)
    number = np.full(use.shape, NO_CELL, dtype=np.int64)
    number[use] = np.arange(int(use.sum()))
    owner, inside = [], []
    for part in parts:
        mine = use & (part.at != NO_CELL)
        owner.append(number[mine])
        inside.append(part.at[mine])
    rows.add(total.at[use], np.concatenate(owner), np.concatenate(inside), sense=sense)


def _years(rows: _Rows, cell: CountCells, indicator: Indicator) -> None:
    """A year is its quarters, or its last; of unique people it is bounded by them."""
    quarters = [_in_period(cell, slot) for slot in range(QUARTERS_A_YEAR)]
    year = _in_period(cell, YEAR)
    if makes_years(indicator):
        last = indicator.quarters_rule is Rule.LAST
        _sum(rows, year, quarters[-1:] if last else quarters, EQUAL)
    elif indicator.kind is Kind.UNIQUE:
        _sum(rows, year, quarters, AT_MOST)
        for quarter in quarters:
            _sum(rows, quarter, [year], AT_MOST)


def _in_period(cell: CountCells, slot: int) -> CountCells:
    """The cells of one period alone, as a column."""
    one = slice(slot, slot + 1)
    column = CountCells(
        cell.value[:, one],
        cell.there[:, one],
        cell.exists[:, one],
        cell.printed[:, one],
        cell.small[:, one],
    )
    column.at = cell.at[:, one]
    return column


def _subset(rows: _Rows, cells: Cells, indicator: Indicator, catalogue: Catalogue) -> None:
    """People are no more than their visits: total by total, where both are printed."""
    if not indicator.subset_of:
        return
    above = Key(numerator_count(catalogue[indicator.subset_of], catalogue))
    below = Key(numerator_count(indicator, catalogue))
    if above in cells and below in cells:
        whole = cells[above]
        both = cells[below].printed & whole.printed
        number = np.arange(int(both.sum()))
        rows.add(cells[below].at[both], number, whole.at[both], sense=AT_MOST)


def _remainders(rows: _Rows, cells: Cells, counts: Counts, catalogue: Catalogue) -> None:
    """Numerator + remainder = denominator; a public denominator stands on the right side."""
    for position, slot in enumerate(slots(counts.indicator)):
        above, below, rest = keys(counts.indicator, slot, catalogue)
        if rest not in cells or above not in cells:
            continue
        left, number = cells[rest], cells[above]
        use = left.there & (number.at != NO_CELL)
        if below in cells:
            use &= cells[below].at != NO_CELL
        count = int(use.sum())
        owner = np.arange(count)
        if below in cells:
            parts = np.concatenate([number.at[use], left.at[use]])
            rows.add(cells[below].at[use], np.concatenate([owner, owner]), parts)
            continue
        rows.add(number.at[use], owner, left.at[use])
        _public_side(rows, count, counts.denominator[:, :, position][use])


def _public_side(rows: _Rows, count: int, denominator: IntArray) -> None:
    """Turn the last rows from numerator - remainder = 0 into numerator + remainder = n."""
    row, cell, coef = rows.pieces[-1]
    rows.pieces[-1] = (row, cell, -coef)
    if count:
        rows.sides[-1] = denominator.astype(np.int64)
