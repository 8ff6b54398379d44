"""What had arrived of what was owed: source by source, period by period."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.deliveries import Load, LoadState
from wellness.domain.district import DataSource
from wellness.domain.periods import PeriodType, Quarter, quarters_between
from wellness.domain.releases import Arrival
from wellness.domain.workspace import Definitions
from wellness.publishing.due import due_date, expected_units


def arrivals(
    definitions: Definitions, rows: pa.Table, loads: Iterable[Load]
) -> tuple[Arrival, ...]:
    """An arrival for each source and period from the first to the newest quarter of any row.

    `rows` are the active ones (`wellness.publishing.load.active_rows`). A yearly source has one
    arrival a year, under its closing quarter; the last is that of the newest quarter's year.
    """
    if not rows.num_rows:
        return ()
    received = _first_received(loads)
    sent = _sent(rows)
    quarters = _quarters(rows)
    return tuple(
        _arrival(definitions, source, quarter, sent, received)
        for source in definitions.district.sources.values()
        for quarter in _periods(source, quarters)
    )


Sent = Mapping[tuple[str, int, str], set[str]]
Received = Mapping[tuple[str, Quarter], date]


def _sent(rows: pa.Table) -> Sent:
    """The places of each source, quarter and period type."""
    keys = ["source", "quarter", "period_type", "org_unit"]
    found: dict[tuple[str, int, str], set[str]] = {}
    different = rows.select(keys).group_by(keys).aggregate([])
    columns = (different[key].to_pylist() for key in keys)
    for source, quarter, period_type, org_unit in zip(*columns, strict=True):
        found.setdefault((source, quarter, period_type), set()).add(org_unit)
    return found


def _first_received(loads: Iterable[Load]) -> Received:
    """The day each source first sent a quarter: a correction does not make it late."""
    found: dict[tuple[str, Quarter], date] = {}
    for load in loads:
        if load.state is LoadState.READY:
            day = load.received_at.date()
            for quarter in load.quarters:
                key = (load.source, quarter)
                found[key] = min(day, found.get(key, day))
    return found


def _quarters(rows: pa.Table) -> tuple[Quarter, ...]:
    """Every quarter from the oldest to the newest of a quarterly row (of any, without one)."""
    quarterly = rows.filter(pc.equal(rows["period_type"], PeriodType.QUARTER.value))
    bounds = pc.min_max((quarterly if quarterly.num_rows else rows)["quarter"]).as_py()
    return quarters_between(Quarter.of_ordinal(bounds["min"]), Quarter.of_ordinal(bounds["max"]))


def _periods(source: DataSource, quarters: Iterable[Quarter]) -> Iterator[Quarter]:
    """The quarters under which a source's numbers stand while something is expected of it."""
    yearly = source.cadence is PeriodType.YEAR
    periods = {q.closing if yearly else q for q in quarters}
    yield from sorted(q for q in periods if source.expected_in(q))


def _arrival(
    definitions: Definitions,
    source: DataSource,
    quarter: Quarter,
    sent: Sent,
    received: Received,
) -> Arrival:
    units = sent.get((source.code, quarter.ordinal, source.cadence.value), set())
    expected = expected_units(source, definitions.places, quarter)
    came = received.get((source.code, quarter)) if units else None
    return Arrival(
        source=source.code,
        quarter=quarter,
        period_type=source.cadence,
        reported=len(expected & units),
        expected=len(expected),
        received_on=came,
        due_on=due_date(source, definitions.district.calendar, quarter),
        absent=tuple(sorted(expected - units)) if came else (),
    )
