"""The rows of a disclosure system: every sum that a reader could work out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wellness.disclosure.system import AT_LEAST, AT_MOST, EQUAL
from wellness.domain.indicators import Catalogue, Indicator, Kind, Rule
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.domain.places import Level
from wellness.publishing.protection.count_cells import NO_CELL, CountCells, Key, keys
from wellness.publishing.protection.families import numerator_count
from wellness.publishing.rollup.arrays import (
    PERIODS,
    UNKNOWN,
    YEAR,
    BoolArray,
    Counts,
    IntArray,
    slots,
)
from wellness.publishing.rollup.geography import KINDS, NOWHERE, Geography
from wellness.publishing.rollup.ledger import makes_years

Cells = Mapping[Key, CountCells]


@dataclass(frozen=True)
class _Rows:
    """Rows of one sort: total `sense` sum of parts; with a `side`, total + parts = side.

    With a `margin`, total − parts `sense` margin.
    `owner` names the position in `totals` of each part.
    """

    totals: IntArray
    owner: IntArray
    parts: IntArray
    sense: int = EQUAL
    across: bool = False
    side: IntArray | None = None
    margin: IntArray | None = None

    @property
    def count(self) -> int:
        return len(self.totals)

    @property
    def row(self) -> IntArray:
        """The row of each entry: the totals, then the parts."""
        return np.concatenate([np.arange(self.count), self.owner])

    @property
    def cell(self) -> IntArray:
        return np.concatenate([self.totals, self.parts])

    @property
    def coef(self) -> IntArray:
        signs = np.ones(self.count + len(self.parts), dtype=np.int64)
        signs[self.count :] = -1 if self.side is None else 1
        return signs

    @property
    def rhs(self) -> IntArray:
        given = self.margin if self.side is None else self.side
        return np.zeros(self.count, dtype=np.int64) if given is None else given

    def rounded(self, step: int) -> "Iterator[_Rows]":
        """The rows of numbers that were rounded to a step: each may be off by half of it.

        An equation becomes two inequalities, and parts and totals may differ by the rounding.
        """
        if not step:
            yield self
            return
        entries = 1 + np.bincount(self.owner, minlength=self.count)
        margin = entries * step // 2
        if self.sense != AT_LEAST:
            yield replace(self, sense=AT_MOST, margin=margin)
        if self.sense != AT_MOST:
            yield replace(self, sense=AT_LEAST, margin=-margin)

    def where(self, chosen: BoolArray, sense: int) -> "_Rows":
        """Some of the rows, with another sense."""
        kept = chosen[self.owner]
        owner = (np.cumsum(chosen) - 1)[self.owner[kept]]
        return replace(
            self, totals=self.totals[chosen], owner=owner, parts=self.parts[kept], sense=sense
        )


def rows_of(
    cells: Cells, family: Sequence[Counts], geography: Geography, catalogue: Catalogue
) -> dict[str, NDArray[Any]]:
    """All rows of a family in one school year, as fields of a `System`.

    A row is left out where a part of it is no cell: such parts are unknown numbers between
    printed margins, and the audit looks at those on its own.
    """
    return _stacked(list(_found(cells, family, geography, catalogue)))


def _stacked(found: Sequence[_Rows]) -> dict[str, NDArray[Any]]:
    """The fields of a `System`, rows in the order they were found."""
    sizes = [rows.count for rows in found]
    firsts = np.cumsum([0, *sizes])[:-1]
    row = _all(rows.row + first for rows, first in zip(found, firsts, strict=True))
    order = np.argsort(row, kind="stable")
    entries = np.bincount(row, minlength=sum(sizes))
    return {
        "indptr": np.concatenate([[0], np.cumsum(entries)]).astype(np.int64),
        "indices": _all(rows.cell for rows in found)[order].astype(np.int32),
        "coef": _all(rows.coef for rows in found)[order],
        "sense": np.repeat([rows.sense for rows in found], sizes).astype(np.int8),
        "rhs": _all(rows.rhs for rows in found),
        "across": np.repeat([rows.across for rows in found], sizes).astype(np.bool_),
    }


def _all(arrays: Iterable[IntArray]) -> IntArray:
    return np.concatenate([np.zeros(0, dtype=np.int64), *arrays])


def _found(
    cells: Cells, family: Sequence[Counts], geography: Geography, catalogue: Catalogue
) -> Iterator[_Rows]:
    for counts in family:
        indicator = counts.indicator
        if indicator.derived is None:
            for slot in slots(indicator):
                for key in _summed(cells, indicator, slot, catalogue):
                    yield from _places(cells[key], indicator, geography)
                    yield from _years(cells[key], indicator)
            yield from _categories(cells, indicator, catalogue)
            yield from _subset(cells, indicator, catalogue)
        yield from _remainders(cells, counts, catalogue)


def _summed(
    cells: Cells, indicator: Indicator, slot: tuple[str, str], catalogue: Catalogue
) -> Iterator[Key]:
    """The counts of a category that add up; over a public denominator, remainders need not."""
    above, below, rest = keys(indicator, slot, catalogue)
    yield from (key for key in (above, below) if key in cells)
    if below in cells and rest in cells:
        yield rest


def _places(cell: CountCells, indicator: Indicator, geography: Geography) -> Iterator[_Rows]:
    """Region, board district and school type are their sites; the district is all three ways.

    A total that a place delivered itself may hold more than its parts where any is missing.
    """
    if indicator.places_rule is Rule.NEVER or indicator.kind.arrives_ready:
        return
    still = np.zeros(len(geography.codes), dtype=np.bool_)
    for kind in range(len(KINDS)):
        for period in range(PERIODS):
            made_of_quarters = period == YEAR and makes_years(indicator)
            moved = geography.moved[kind] if made_of_quarters else still
            yield from _places_of(cell, (kind, period), moved, geography)
            yield from _district(cell, (kind, period), geography)


def _places_of(
    cell: CountCells, at: tuple[int, int], moved: BoolArray, geography: Geography
) -> Iterator[_Rows]:
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
    rows = _Rows(number[totals], owner, number[inside], across=True)
    loose = cell.own[totals, at[1]]
    if loose.any():
        loose &= np.isin(totals, parent[cell.missing[:, at[1]] & geography.sites])
    yield from _split(rows, loose, cell.step)


def _split(rows: _Rows, loose: BoolArray, step: int) -> Iterator[_Rows]:
    """Rows of which the `loose` ones say only that the total is no less than its parts."""
    if not loose.any():
        yield from rows.rounded(step)
        return
    yield from rows.where(~loose, EQUAL).rounded(step)
    yield from rows.where(loose, AT_LEAST).rounded(step)


def _district(cell: CountCells, at: tuple[int, int], geography: Geography) -> Iterator[_Rows]:
    """The district is its places of one kind and the sites that belong to none of them."""
    parent, number = geography.parents[at[0], :, at[1]], cell.at[:, at[1]]
    exists = cell.exists[:, at[1]]
    places = exists & (geography.levels == KINDS[at[0]].value)
    parts = np.flatnonzero(places | (exists & geography.sites & (parent == NOWHERE)))
    whole = number[geography.district : geography.district + 1]
    if whole[0] != NO_CELL and parts.size and (number[parts] != NO_CELL).all():
        rows = _Rows(whole, np.zeros(len(parts), dtype=np.int64), number[parts], across=True)
        yield from _split(rows, np.array([_holds_more(cell, at, geography)]), cell.step)


def _holds_more(cell: CountCells, at: tuple[int, int], geography: Geography) -> bool:
    """Whether the district's number may hold what is missing of its places of one kind.

    It delivered the number itself, or a region did; the regions' own numbers are its parts then.
    """
    own, missing = cell.own[:, at[1]], cell.missing[:, at[1]]
    regions = geography.levels == Level.REGION.value
    delivered = own[geography.district] or (KINDS[at[0]] is not Level.REGION and own[regions].any())
    return bool(delivered and missing.any())


def _categories(cells: Cells, indicator: Indicator, catalogue: Catalogue) -> Iterator[_Rows]:
    """Categories of a partition are the total; overlapping ones only bound it."""
    for split in indicator.breakdowns.values():
        for role in range(2):
            total = keys(indicator, ("", ""), catalogue)[role]
            inside = [keys(indicator, (split.code, c), catalogue)[role] for c in split.categories]
            parts = [cells[key] for key in inside if key in cells]
            if total not in cells or not parts:
                continue
            if split.partition:
                yield from _sum(cells[total], parts, EQUAL)
            elif indicator.kind is Kind.UNIQUE:
                yield from _sum(cells[total], parts, AT_MOST)
                for part in parts:
                    yield from _sum(part, [cells[total]], AT_MOST)


def _sum(total: CountCells, parts: Sequence[CountCells], sense: int) -> Iterator[_Rows]:
    """`total` SENSE sum of parts wherever the total is printed and no part lacks its cell."""
    held = np.array([part.exists for part in parts])
    there = np.array([part.at != NO_CELL for part in parts])
    use = total.printed & held.any(axis=0) & ~(held & ~there).any(axis=0)
    number = np.full(use.shape, NO_CELL, dtype=np.int64)
    number[use] = np.arange(int(use.sum()))
    mine = [use & (part.at != NO_CELL) for part in parts]
    owner = _all(number[of] for of in mine)
    inside = _all(part.at[of] for part, of in zip(parts, mine, strict=True))
    step = max(total.step, *(part.step for part in parts))
    yield from _Rows(total.at[use], owner, inside, sense).rounded(step)


def _years(cell: CountCells, indicator: Indicator) -> Iterator[_Rows]:
    """A year is its quarters, or its last; of unique people it is bounded by them."""
    quarters = [cell.in_period(period) for period in range(QUARTERS_A_YEAR)]
    year = cell.in_period(YEAR)
    if makes_years(indicator):
        last = indicator.quarters_rule is Rule.LAST
        # Made here, of rounded quarters if need be, and so exact.
        exact = [replace(quarter, step=0) for quarter in quarters]
        yield from _sum(replace(year, step=0), exact[-1:] if last else exact, EQUAL)
    elif indicator.kind is Kind.UNIQUE:
        yield from _sum(year, quarters, AT_MOST)
        for quarter in quarters:
            yield from _sum(quarter, [year], AT_MOST)


def _subset(cells: Cells, indicator: Indicator, catalogue: Catalogue) -> Iterator[_Rows]:
    """People are no more than their visits: total by total, where both are printed."""
    if not indicator.subset_of:
        return
    above = Key(numerator_count(catalogue[indicator.subset_of], catalogue))
    below = Key(numerator_count(indicator, catalogue))
    if above in cells and below in cells:
        whole = cells[above]
        both = cells[below].printed & whole.printed
        owner = np.arange(int(both.sum()))
        rows = _Rows(cells[below].at[both], owner, whole.at[both], AT_MOST)
        yield from rows.rounded(max(cells[below].step, whole.step))


def _remainders(cells: Cells, counts: Counts, catalogue: Catalogue) -> Iterator[_Rows]:
    """Numerator + remainder = denominator; a public denominator stands on the right side."""
    for position, slot in enumerate(slots(counts.indicator)):
        above, below, rest = keys(counts.indicator, slot, catalogue)
        if rest not in cells or above not in cells:
            continue
        left, number = cells[rest], cells[above]
        use = left.there & (number.at != NO_CELL)
        if below in cells:
            use &= cells[below].at != NO_CELL
            owner = np.tile(np.arange(int(use.sum())), 2)
            parts = np.concatenate([number.at[use], left.at[use]])
            yield _Rows(cells[below].at[use], owner, parts)
            continue
        public = counts.denominator[:, :, position]
        use &= public != UNKNOWN
        owner = np.arange(int(use.sum()))
        yield _Rows(number.at[use], owner, left.at[use], side=public[use])
