"""Rules about totals: parts that add up do add up, and no part is larger than the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wellness.domain.deliveries import Fault
from wellness.domain.indicators import Breakdown, Indicator, Kind
from wellness.publishing.check.duplicates import repeated
from wellness.publishing.check.rows import Codes, Mask, Rows, first_rows

_WHOLE = ("org_unit", "quarter", "period_type", "indicator")


def totals_differ(rows: Rows) -> Iterator[Fault]:
    """A total that its partition does not add up to.

    Where a part is flagged and empty, the others may add up to less, never to more.
    """
    for column in ("numerator", "denominator"):
        split = _Split(rows, column, _is_part(rows, column, partition=True))
        differ = split.has_total & (np.abs(split.sums - split.totals) > split.slack)
        differ &= (split.gaps == 0) | (split.sums > split.totals)
        for group in np.flatnonzero(differ):
            breakdown = rows.words["breakdown"][int(split.first_part[group])]
            message = f"The categories of “{breakdown}” do not add up to this total."
            yield rows.fault(
                split.total_row[group],
                column,
                "total_differs",
                (message, "Check the total and every category; a missing one may be zero."),
                value=f"{split.totals[group]:.0f} ≠ {split.sums[group]:.0f}",
            )


def parts_above_totals(rows: Rows) -> Iterator[Fault]:
    """A category larger than its total, where categories overlap."""
    for column in ("numerator", "denominator"):
        parts = _is_part(rows, column, partition=False)
        split = _Split(rows, column, parts)
        amounts = rows.numbers[column].amounts
        above = split.has_total[split.group] & (amounts[split.rows] > split.totals[split.group])
        said = "This category is larger than its total.", "Check both; a part is never the larger."
        for row in split.rows[above]:
            yield rows.fault(row, column, "part_above_total", said)


def totals_above_parts(rows: Rows) -> Iterator[Fault]:
    """More people in total than all categories together can hold, where categories overlap."""
    unique = rows.where_indicator(lambda i: i.kind is Kind.UNIQUE)
    parts = unique & _is_part(rows, "numerator", partition=False)
    split = _Split(rows, "numerator", parts)
    complete = (split.counted == split.categories) & (split.gaps == 0)
    above = split.totals > split.sums + split.slack
    for group in np.flatnonzero(complete & split.has_total & above):
        breakdown = rows.words["breakdown"][int(split.first_part[group])]
        message = f"The total is above the sum of the categories of “{breakdown}”."
        said = message, "Everybody who is counted belongs to a category: check them all."
        value = f"{split.totals[group]:.0f} > {split.sums[group]:.0f}"
        yield rows.fault(
            split.total_row[group], "numerator", "total_above_parts", said, value=value
        )


def totals_missing(rows: Rows) -> Iterator[Fault]:
    """Categories that overlap, without the total that nobody else can work out."""
    split = _Split(rows, "numerator", _is_part(rows, "numerator", partition=False))
    said = (
        "These categories overlap, and their total is missing.",
        "Add a row without breakdown and category for the same place and period.",
    )
    for group in np.flatnonzero(split.total_row < 0):
        yield rows.fault(split.first_part[group], "breakdown", "total_missing", said)


def _is_part(rows: Rows, column: str, *, partition: bool) -> Mask:
    """The rows of a category whose counts in that column compare with the total's."""

    def verdict(indicator: Indicator) -> bool:
        if indicator.kind.arrives_ready:
            return False
        delivers = indicator.kind.is_quotient and not indicator.denominator_from
        return column == "numerator" or delivers

    mask = rows.where_indicator(verdict)
    pairs = rows.grouped("indicator", "breakdown")
    found = (_breakdown(rows, int(row)) for row in first_rows(pairs))
    fits = np.array([_is_split(breakdown, partition=partition) for breakdown in found], dtype=bool)
    parts: Mask = mask & fits[pairs]
    return parts


def _is_split(breakdown: Breakdown | None, *, partition: bool) -> bool:
    return breakdown is not None and breakdown.partition is partition


def _breakdown(rows: Rows, row: int) -> Breakdown | None:
    """The breakdown of a row, None for a total or an unknown one."""
    indicator = rows.indicator(rows.words["indicator"][row])
    return indicator.breakdowns.get(rows.words["breakdown"][row]) if indicator else None


@dataclass(frozen=True)
class _Split:
    """The parts of every whole (place, period and indicator) by one breakdown each.

    Arrays are by group, one for each whole and breakdown, unless they say rows.
    """

    every: Rows
    column: str
    parts: Mask

    @cached_property
    def rows(self) -> Codes:
        """The rows that are parts."""
        return np.flatnonzero(self.parts)

    @cached_property
    def group(self) -> Codes:
        """The group of each of these rows."""
        codes = self.every.grouped(*_WHOLE, "breakdown")[self.rows]
        return pd.factorize(codes)[0].astype(np.int64)

    @cached_property
    def first_part(self) -> Codes:
        """The first row of each group."""
        return self.rows[first_rows(self.group)]

    @cached_property
    def total_row(self) -> Codes:
        """The row of each group's total, −1 where there is none."""
        whole = self.every.grouped(*_WHOLE)
        found = np.full(len(self.every) + 1, -1, dtype=np.int64)
        totals = np.flatnonzero(~self.every.words["breakdown"].rows_where(bool))
        found[whole[totals]] = totals
        return found[whole[self.first_part]]

    @property
    def has_total(self) -> Mask:
        """Whether there is a total with a number in the column that can be compared."""
        given: Mask = self.every.numbers[self.column].given
        found: Mask = given[self.total_row] & (self.total_row >= 0) & ~self._doubtful
        return found

    @property
    def _doubtful(self) -> Mask:
        """Whether a row has a fault that explains any difference: one slip is said once."""
        faulty = repeated(self.every) | (self.every.numbers[self.column].amounts < 0)
        parts = np.bincount(self.group, faulty[self.rows], len(self.first_part)) > 0
        doubtful: Mask = parts | faulty[self.total_row]
        return doubtful

    @property
    def totals(self) -> NDArray[np.float64]:
        """The number of the total; to be read where there is one."""
        return self.every.numbers[self.column].amounts[self.total_row]

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """What the parts add up to; whole numbers below 2⁵³ are exact."""
        amounts = self.every.numbers[self.column].amounts[self.rows]
        return np.bincount(self.group, amounts, len(self.first_part)).astype(np.float64)

    @property
    def slack(self) -> NDArray[np.float64]:
        """How far sum and total may be apart where each number was rounded to a step."""
        slack: NDArray[np.float64] = (self.counted + 1) * self.every.sheet.rounded_to / 2
        return slack

    @cached_property
    def gaps(self) -> Codes:
        """How many parts have no number."""
        empty = ~self.every.numbers[self.column].given[self.rows]
        return np.bincount(self.group[empty], minlength=len(self.first_part))

    @cached_property
    def counted(self) -> Codes:
        """How many parts there are."""
        return np.bincount(self.group, minlength=len(self.first_part))

    @cached_property
    def categories(self) -> Codes:
        """How many parts there could be."""
        found = (_breakdown(self.every, int(row)) for row in self.first_part)
        return np.array([len(b.categories) if b else 0 for b in found], dtype=np.int64)
