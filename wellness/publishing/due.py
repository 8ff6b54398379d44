"""What a source owes for a period: which places, and by which day."""

from datetime import date, timedelta

from wellness.domain.district import DataSource
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.places import Places


def expected_units(source: DataSource, places: Places, quarter: Quarter) -> frozenset[str]:
    """The codes of the places that a source owes numbers for in that quarter."""
    return frozenset(u.code for u in places.units.values() if source.expects(u, quarter))


def due_date(source: DataSource, calendar: Calendar, quarter: Quarter) -> date:
    """The day by which a source owes the period that ends with that quarter."""
    return calendar.end(quarter) + timedelta(days=source.due_days)
