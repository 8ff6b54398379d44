"""Rows as reported, found by school year and indicator, and laid onto arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.indicators import Indicator
from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType
from wellness.publishing.rollup.arrays import (
    PERIODS,
    TOTAL,
    UNKNOWN,
    YEAR,
    BoolArray,
    FloatArray,
    IntArray,
    any_along,
    slots,
    slots_of,
)
from wellness.publishing.rollup.geography import Geography

WITHHELD_FLAG = "withheld"  # the sender hid the number: it stays hidden
_SPLIT = "\x1f"  # joins breakdown and category where neither can hold it


@dataclass(frozen=True)
class Reported:
    """What one source reported of one indicator in one school year.

    `delivered` says where there is a number; `hidden` where the sender withheld it.
    """

    delivered: BoolArray
    hidden: BoolArray
    numerator: IntArray
    denominator: IntArray
    value: FloatArray

    @property
    def anything(self) -> BoolArray:
        """Where the unit sent any number that may be used, units × periods."""
        return any_along(self.delivered, 2)


class YearRows:
    """All rows of one school year: `OBSERVATIONS` with `source`."""

    def __init__(self, rows: pa.Table, geography: Geography) -> None:
        """Sort the rows by indicator and source. Rows of unknown places are left out."""
        self.geography = geography
        known = pc.is_in(rows["org_unit"], pa.array(geography.codes))
        order = [("indicator", "ascending"), ("source", "ascending")]
        self._rows = rows.filter(known).combine_chunks().sort_by(order)

    @cached_property
    def _bounds(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """Where the rows of each indicator and source begin and end."""
        if not self._rows.num_rows:
            return {}
        keys = self._rows.select(["indicator", "source"]).group_by(["indicator", "source"])
        counted = keys.aggregate([([], "count_all")]).sort_by(
            [("indicator", "ascending"), ("source", "ascending")]
        )
        ends = np.cumsum(counted["count_all"].to_numpy())
        names = zip(counted["indicator"].to_pylist(), counted["source"].to_pylist(), strict=True)
        starts = np.concatenate([[0], ends[:-1]])
        return dict(zip(names, zip(starts.tolist(), ends.tolist(), strict=True), strict=True))

    def has(self, indicator: Indicator) -> bool:
        """Whether anything was delivered for the indicator."""
        return any((indicator.code, source) in self._bounds for source in indicator.sources)

    def of(self, indicator: Indicator, source: str) -> Reported:
        """The numbers one source sent for one indicator."""
        start, end = self._bounds.get((indicator.code, source), (0, 0))
        return _lay(self._rows.slice(start, end - start), indicator, self.geography)

    @cached_property
    def seen(self) -> Mapping[str, BoolArray]:
        """Where each source sent anything at all: source → units × periods."""
        found: dict[str, BoolArray] = {}
        units, periods = _unit_and_period(self._rows, self.geography)
        for (_, source), (start, end) in self._bounds.items():
            shape = (len(self.geography.codes), PERIODS)
            marks = found.setdefault(source, np.zeros(shape, dtype=np.bool_))
            marks[units[start:end], periods[start:end]] = True
        return found


def _lay(rows: pa.Table, indicator: Indicator, geography: Geography) -> Reported:
    known = [_SPLIT.join(slot) for slot in slots(indicator)]
    joined = pc.binary_join_element_wise(rows["breakdown"], rows["category"], _SPLIT)
    rows = rows.filter(pc.is_in(joined, pa.array(known)))
    slot = pc.index_in(joined, pa.array(known)).drop_null().to_numpy()
    at = (*_unit_and_period(rows, geography), slot)
    shape = (len(geography.codes), PERIODS, len(known))
    numerator = np.zeros(shape, dtype=np.int64)
    denominator = np.full(shape, UNKNOWN, dtype=np.int64)
    value = np.full(shape, np.nan)
    delivered, hidden = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    numerator[at] = pc.fill_null(rows["numerator"], 0).to_numpy()
    denominator[at] = pc.fill_null(rows["denominator"], UNKNOWN).to_numpy()
    value[at] = pc.fill_null(rows["value"], np.nan).to_numpy()
    delivered[at] = _numbered(rows, indicator)
    hidden[at] = pc.equal(rows["flag"], WITHHELD_FLAG).to_numpy(zero_copy_only=False)
    plain = Reported(delivered & ~hidden, hidden, numerator, denominator, value)
    return _with_totals(plain, indicator)


def _numbered(rows: pa.Table, indicator: Indicator) -> BoolArray:
    """Whether a row has all the numbers that its kind needs."""
    needed = ["value"] if indicator.kind.arrives_ready else ["numerator"]
    if indicator.kind.is_quotient and not indicator.denominator_from:
        needed.append("denominator")
    held = np.ones(rows.num_rows, dtype=np.bool_)
    for column in needed:
        held &= pc.is_valid(rows[column]).to_numpy(zero_copy_only=False)
    return held


def _with_totals(reported: Reported, indicator: Indicator) -> Reported:
    """Add the total that was not delivered from a partition that was.

    A source that sends parts of a total sends all of its own parts, so their sum is its total.
    """
    if indicator.kind.arrives_ready:
        return reported
    delivered, numerator = reported.delivered.copy(), reported.numerator.copy()
    denominator, hidden = reported.denominator.copy(), reported.hidden.copy()
    for split in (b for b in indicator.breakdowns.values() if b.partition):
        parts = slots_of(indicator, split.code)
        held = reported.delivered[:, :, parts]
        open_ = ~(delivered[:, :, TOTAL] | hidden[:, :, TOTAL])
        closed = reported.hidden[:, :, parts].any(axis=2) & open_
        made = held.any(axis=2) & open_ & ~closed
        hidden[:, :, TOTAL] |= closed
        delivered[:, :, TOTAL] |= made
        numerator[made, TOTAL] = np.where(held, numerator[:, :, parts], 0).sum(axis=2)[made]
        summed = np.where(held, denominator[:, :, parts], 0).sum(axis=2)
        if indicator.kind.is_quotient and not indicator.denominator_from:
            denominator[made, TOTAL] = summed[made]
    return Reported(delivered, hidden, numerator, denominator, reported.value)


def _unit_and_period(rows: pa.Table, geography: Geography) -> tuple[IntArray, IntArray]:
    unit = pc.index_in(rows["org_unit"], pa.array(geography.codes)).to_numpy()
    yearly = pc.equal(rows["period_type"], PeriodType.YEAR.value).to_numpy(zero_copy_only=False)
    number = rows["quarter"].to_numpy().astype(np.int64) % QUARTERS_A_YEAR
    return unit.astype(np.int64), np.where(yearly, YEAR, number)
