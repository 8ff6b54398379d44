"""Rules about places: open at the time, and reported by this source."""

from collections.abc import Iterator

from wellness.domain.deliveries import Fault
from wellness.publishing.check.rows import Rows, Verdict


def places_closed(rows: Rows) -> Iterator[Fault]:
    """A place that was not open in the period."""
    places = rows.definitions.places

    def verdict(org_unit: str, text: str, period_type: str) -> Verdict:
        period = rows.period(text, period_type)
        if not period or org_unit not in places:
            return None
        unit = places.unit(org_unit)
        if any(unit.exists_in(q) for q in period):
            return None
        message = f"{unit.name} was not open in {text}."
        return message, "Check place and quarter, or mend its dates in org_units.csv."

    names = ("org_unit", "quarter", "period_type")
    return rows.judged(names, verdict, "org_unit", "place_closed")


def places_not_reported(rows: Rows) -> Iterator[Fault]:
    """A school, center or unattributed unit that this source does not report for.

    Larger places are judged by the indicator alone: a middle value comes for regions from a
    source that otherwise counts schools.
    """
    places = rows.definitions.places

    def verdict(org_unit: str, text: str, period_type: str) -> Verdict:
        if org_unit not in places or not places.unit(org_unit).level.is_site:
            return None
        unit = places.unit(org_unit)
        open_in = [q for q in rows.period(text, period_type) if unit.exists_in(q)]
        if not open_in or any(rows.source.expects(unit, q) for q in open_in):
            return None
        message = f"{rows.source.title} does not report for {unit.name} in {text}."
        remedy = f"Leave the row out, or change sources.{rows.source.code} in district.toml."
        return message, remedy

    names = ("org_unit", "quarter", "period_type")
    return rows.judged(names, verdict, "org_unit", "place_not_reported")
