"""What a source owes for a period: which places, and by which day."""

from collections.abc import Iterable
from datetime import date, timedelta

from wellness.domain.district import DataSource
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.places import OrgUnit, Places


def expected_units(source: DataSource, places: Places, quarter: Quarter) -> frozenset[str]:
    """The codes of the places that a source owes numbers for in that quarter."""
    return frozenset(u.code for u in _asked(source, places) if source.expects(u, quarter))


def _asked(source: DataSource, places: Places) -> Iterable[OrgUnit]:
    """The places that the source names, or those of its levels."""
    if source.units:
        return [places.unit(code) for code in {u.org_unit for u in source.units}]
    return [unit for level in source.reports for unit in places.at(level)]


def due_date(source: DataSource, calendar: Calendar, quarter: Quarter) -> date:
    """The day by which a source owes the period that ends with that quarter.

    History that was taken in at once was due with the first quarter that was awaited.
    """
    awaited = max(quarter, source.due_from or quarter)
    return calendar.end(awaited) + timedelta(days=source.due_days)
