"""Rows as reported, found by school year and indicator, and laid onto arrays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.indicators import Indicator
from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType
from wellness.publishing.rollup.arrays import (
    NO_BAND,
    PERIODS,
    TOTAL,
    UNKNOWN,
    YEAR,
    BandArray,
    BoolArray,
    FloatArray,
    IntArray,
    any_along,
    slots,
    slots_of,
)
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.marks import Marks, bands_in
from wellness.publishing.rollup.told import Told, Units

_SPLIT = "\x1f"  # joins breakdown and category where neither can hold it


@dataclass(frozen=True)
class Reported:
    """What one source reported of one indicator in one school year.

    `delivered` says where there is a number; `withheld` where the sender withheld it,
    `not_applicable` where there can be none, and `band` which one stands in its place.
    """

    delivered: BoolArray
    withheld: BoolArray
    not_applicable: BoolArray
    band: BandArray
    numerator: IntArray
    denominator: IntArray
    value: FloatArray

    @property
    def coded(self) -> BoolArray:
        """Where a band stands in place of the number."""
        found: BoolArray = self.band != NO_BAND
        return found

    @property
    def unknown(self) -> BoolArray:
        """Where there is a number that nobody here knows."""
        return self.withheld | self.coded

    @property
    def sent(self) -> BoolArray:
        """Where there was a number to send, whether or not it may be known."""
        return self.delivered | self.unknown

    @property
    def means_nothing(self) -> BoolArray:
        """Where the unit said that it can have no number, and sent none: units × periods."""
        return any_along(self.not_applicable, 2) & ~self.anything

    @property
    def anything(self) -> BoolArray:
        """Where the unit sent any number, units × periods."""
        return any_along(self.sent, 2)


class YearRows:
    """All rows of one school year (`OBSERVATIONS` with `source`), and who told of what before."""

    def __init__(self, rows: pa.Table, geography: Geography, before: Told | None = None) -> None:
        """Sort the rows by indicator and source. Rows of unknown places are left out."""
        self.geography, self._before = geography, before or Told()
        known = pc.is_in(rows["org_unit"], pa.array(geography.codes))
        order = [("indicator", "ascending"), ("source", "ascending")]
        self._rows = rows.filter(known).combine_chunks().sort_by(order)
        self.bands = bands_in(self._rows["flag"])

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
        return _lay(self._of(indicator, source), indicator, self.geography, self.bands)

    def rounded_to(self, indicator: Indicator) -> tuple[int, ...]:
        """The steps that sources had rounded the indicator's counts to, the finest first."""
        if indicator.kind.arrives_ready:
            return ()  # a step is of counts
        found = [pc.unique(self._of(indicator, s)["rounded_to"]) for s in indicator.sources]
        return tuple(sorted({step for steps in found for step in steps.to_pylist() if step}))

    def _of(self, indicator: Indicator, source: str) -> pa.Table:
        start, end = self._bounds.get((indicator.code, source), (0, 0))
        return self._rows.slice(start, end - start)

    def told(self, source: str, indicator: str = "") -> BoolArray:
        """The units that a source has told of (with an indicator), this year or before."""
        before, here = self._before, self.geography.codes
        if indicator:
            start, end = self._bounds.get((indicator, source), (0, 0))
            units: Units = before.indicators.get((source, indicator), frozenset())
            now = set(self._rows["org_unit"].slice(start, end - start).unique().to_pylist())
            return np.array([code in units or code in now for code in here], dtype=np.bool_)
        known = np.isin(here, list(before.places.get(source, ())))
        return known | any_along(self.seen[source], 1) if source in self.seen else known

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


def _lay(
    rows: pa.Table, indicator: Indicator, geography: Geography, bands: tuple[str, ...]
) -> Reported:
    known = [_SPLIT.join(slot) for slot in slots(indicator)]
    joined = pc.binary_join_element_wise(rows["breakdown"], rows["category"], _SPLIT)
    rows = rows.filter(pc.is_in(joined, pa.array(known)))
    category = pc.index_in(joined, pa.array(known)).drop_null().to_numpy()
    at = (*_unit_and_period(rows, geography), category)
    shape = (len(geography.codes), PERIODS, len(known))
    numerator = np.zeros(shape, dtype=np.int64)
    denominator = np.full(shape, UNKNOWN, dtype=np.int64)
    value = np.full(shape, np.nan)
    delivered, withheld, nothing = (np.zeros(shape, dtype=np.bool_) for _ in range(3))
    band = np.full(shape, NO_BAND, dtype=np.int8)
    numerator[at] = pc.fill_null(rows["numerator"], 0).to_numpy()
    denominator[at] = pc.fill_null(rows["denominator"], UNKNOWN).to_numpy()
    value[at] = pc.fill_null(rows["value"], np.nan).to_numpy()
    marks = Marks.of(rows, indicator, bands)
    delivered[at] = _numbered(rows, indicator) & ~marks.numberless
    withheld[at], nothing[at], band[at] = marks.withheld, marks.not_applicable, marks.band
    plain = Reported(delivered, withheld, nothing, band, numerator, denominator, value)
    return _with_totals(_with_parts_withheld(plain, indicator), indicator)


def _numbered(rows: pa.Table, indicator: Indicator) -> BoolArray:
    """Whether a row has all the numbers that its kind needs."""
    needed = ["value"] if indicator.kind.arrives_ready else ["numerator"]
    if indicator.kind.is_quotient and not indicator.denominator_from:
        needed.append("denominator")
    held = np.ones(rows.num_rows, dtype=np.bool_)
    for column in needed:
        held &= pc.is_valid(rows[column]).to_numpy(zero_copy_only=False)
    return held


def _with_parts_withheld(reported: Reported, indicator: Indicator) -> Reported:
    """Of a total that is unknown and came without categories, these are withheld too.

    They are the categories that the source sends of other units in the same period.
    """
    withheld = reported.withheld.copy()
    for split in indicator.breakdowns.values():
        parts = slots_of(indicator, split.code)
        sent = reported.sent[:, :, parts]
        silent = reported.unknown[:, :, TOTAL] & ~sent.any(axis=2)
        withheld[:, :, parts] |= silent[:, :, None] & sent.any(axis=0)
    return replace(reported, withheld=withheld)


def _with_totals(reported: Reported, indicator: Indicator) -> Reported:
    """Add the total that was not delivered from a partition that was.

    A source that sends parts of a total sends all of its own parts, so their sum is its total. It
    is withheld where every partition has a part that is, or that is coded.
    """
    if indicator.kind.arrives_ready:
        return reported
    delivered, withheld = reported.delivered.copy(), reported.withheld.copy()
    numerator, denominator = reported.numerator.copy(), reported.denominator.copy()
    for split in (b for b in indicator.breakdowns.values() if b.partition):
        parts = slots_of(indicator, split.code)
        held, lacks = reported.delivered[:, :, parts], reported.unknown[:, :, parts].any(axis=2)
        open_ = ~(delivered | reported.unknown | reported.not_applicable)[:, :, TOTAL]
        made = held.any(axis=2) & open_ & ~lacks
        withheld[:, :, TOTAL] |= lacks & open_
        delivered[:, :, TOTAL] |= made
        numerator[made, TOTAL] = np.where(held, numerator[:, :, parts], 0).sum(axis=2)[made]
        summed = np.where(held, denominator[:, :, parts], 0).sum(axis=2)
        if indicator.kind.is_quotient and not indicator.denominator_from:
            denominator[made, TOTAL] = summed[made]
    withheld[:, :, TOTAL] &= ~delivered[:, :, TOTAL]
    return replace(
        reported,
        delivered=delivered,
        withheld=withheld,
        numerator=numerator,
        denominator=denominator,
    )


def _unit_and_period(rows: pa.Table, geography: Geography) -> tuple[IntArray, IntArray]:
    unit = pc.index_in(rows["org_unit"], pa.array(geography.codes)).to_numpy()
    yearly = pc.equal(rows["period_type"], PeriodType.YEAR.value).to_numpy(zero_copy_only=False)
    number = rows["quarter"].to_numpy().astype(np.int64) % QUARTERS_A_YEAR
    return unit.astype(np.int64), np.where(yearly, YEAR, number)
