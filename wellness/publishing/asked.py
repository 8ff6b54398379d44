"""What a source is asked for: every row of its delivery of one quarter, before any number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.district import DataSource
from wellness.domain.indicators import Indicator, Rule
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import OrgUnit
from wellness.domain.workspace import Definitions
from wellness.publishing.check.amounts import has_no_denominator
from wellness.publishing.check.published import is_used, reaches_sites
from wellness.publishing.due import expected_units
from wellness.publishing.rollup.arrays import slots


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that is asked for: a place, with its name at the time, and what is counted there.

    `quarter` is the closing one where the number is a year's.
    """

    unit: OrgUnit
    name: str
    quarter: Quarter
    period_type: PeriodType
    indicator: Indicator
    breakdown: str = ""
    category: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The columns that a number may be written into."""
        indicator = self.indicator
        if indicator.kind.arrives_ready:
            return ("denominator", "value")
        if has_no_denominator(indicator) or indicator.denominator_from:
            return ("numerator",)
        return ("numerator", "denominator")


Shape = tuple[str, str, str, str]  # period type, indicator, breakdown, category


def asked(
    definitions: Definitions, source: DataSource, quarter: Quarter, before: pa.Table
) -> tuple[Asked, ...]:
    """The rows by place, then in the order of the catalog, totals before their categories.

    `before` are rows that the source sent (a table with the columns of `OBSERVATIONS`). If there
    are any of the same quarter a year ago, it is asked for what it sent then, and for indicators
    that are newer: of an indicator with several sources nobody counts all categories.
    """
    places = definitions.places
    sent = _shapes(before, quarter.year_ago)
    found = (
        Asked(unit, places.name_in(unit.code, quarter), quarter, period, indicator, *slot)
        for indicator in definitions.catalogue.values()
        if source.code in indicator.sources
        for period in _periods(indicator, quarter)
        for slot in _wanted(indicator, period, quarter, sent)
        for unit in _units(definitions, source, indicator, period, quarter)
        if is_used(indicator, slot[0], period, unit.level)
    )
    order = {code: place for place, code in enumerate(places.units)}
    return tuple(sorted(found, key=lambda row: order[row.unit.code]))


def _shapes(before: pa.Table, quarter: Quarter) -> frozenset[Shape]:
    """What was sent for that quarter, whatever the places."""
    names = ["period_type", "indicator", "breakdown", "category"]
    rows = before.filter(pc.equal(before["quarter"], quarter.ordinal))
    different = rows.select(names).group_by(names).aggregate([])
    columns = (different[name].to_pylist() for name in names)
    return frozenset(zip(*columns, strict=True))


def _periods(indicator: Indicator, quarter: Quarter) -> Iterator[PeriodType]:
    """The quarter, and at the end of the year the year where it is not made of its quarters."""
    if indicator.cadence is PeriodType.QUARTER:
        yield PeriodType.QUARTER
    yearly = indicator.cadence is PeriodType.YEAR or indicator.quarters_rule is Rule.NEVER
    if yearly and quarter == quarter.closing:
        yield PeriodType.YEAR


def _wanted(
    indicator: Indicator, period: PeriodType, quarter: Quarter, sent: frozenset[Shape]
) -> Iterator[tuple[str, str]]:
    """Breakdowns and categories; the total is the empty one."""
    is_new = all(v.valid_from > quarter.year_ago for v in indicator.definitions)
    for breakdown, category in slots(indicator):
        if not sent or is_new or (period, indicator.code, breakdown, category) in sent:
            yield breakdown, category


def _units(
    definitions: Definitions,
    source: DataSource,
    indicator: Indicator,
    period: PeriodType,
    quarter: Quarter,
) -> Iterable[OrgUnit]:
    """The places that the source owes; of what cannot be added up, also larger ones."""
    places = definitions.places
    owed = [places.unit(code) for code in expected_units(source, places, quarter)]
    larger = [unit for unit in owed if not unit.level.is_site]
    sites = [unit for unit in owed if unit.level.is_site]
    if indicator.places_rule is Rule.NEVER:
        levels = indicator.lowest_level.levels(period)
        published = (u for level in levels if not level.is_site for u in places.at(level))
        return [*sites, *(larger or (u for u in published if u.exists_in(quarter)))]
    # A larger place beside its parts would count twice.
    return sites if sites or reaches_sites(indicator) else larger
