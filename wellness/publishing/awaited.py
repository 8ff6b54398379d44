"""What is awaited: periods that a source owes and of which nothing is loaded."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from wellness.domain.deliveries import Load
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.domain.releases import Arrival
from wellness.domain.workspace import Definitions
from wellness.publishing.due import due_date, expected_units


def awaited(
    definitions: Definitions, arrivals: Iterable[Arrival], since: Iterable[Load], today: date
) -> tuple[Arrival, ...]:
    """The periods that are owed and were not sent, the longest due first.

    `arrivals` are those of the newest release and `since` the loads that it is not made of. A
    period is owed from its end; of the newest quarter that anybody sent, as soon as that.
    """
    known, loads = tuple(arrivals), tuple(since)
    sent = {(load.source, quarter) for load in loads for quarter in load.quarters}
    calendar = definitions.district.calendar
    begun = _begun(calendar, known, loads, today)
    if not begun:
        return ()
    newest = max(begun)
    owed = (
        arrival
        for arrival in (*known, *_new(definitions, known, newest, today))
        if arrival.received_on is None and (arrival.source, arrival.quarter) not in sent
    )
    found = (a for a in owed if a.quarter == newest or calendar.end(a.quarter) < today)
    return tuple(sorted(found, key=lambda arrival: (arrival.due_on, arrival.source)))


def _begun(
    calendar: Calendar, arrivals: Iterable[Arrival], loads: Iterable[Load], today: date
) -> set[Quarter]:
    """The quarters of which anything was sent.

    Only a yearly number is sent before the quarter that it is written under.
    """
    quarterly = {
        a.quarter for a in arrivals if a.received_on and a.period_type is PeriodType.QUARTER
    }
    loaded = {quarter for load in loads for quarter in load.quarters}
    return quarterly | {quarter for quarter in loaded if calendar.start(quarter) <= today}


def _new(
    definitions: Definitions, known: Collection[Arrival], newest: Quarter, today: date
) -> Iterator[Arrival]:
    """What is owed for the newest quarter, and for those over since, that no arrival tells of."""
    told = {(arrival.source, arrival.quarter) for arrival in known}
    calendar = definitions.district.calendar
    for quarter in _over_since(calendar, newest, today):
        for source in definitions.district.sources.values():
            closes = source.cadence is PeriodType.QUARTER or quarter == quarter.closing
            if closes and source.expected_in(quarter) and (source.code, quarter) not in told:
                expected = len(expected_units(source, definitions.places, quarter))
                due = due_date(source, calendar, quarter)
                yield Arrival(source.code, quarter, source.cadence, 0, expected, None, due)


def _over_since(calendar: Calendar, newest: Quarter, today: date) -> Iterator[Quarter]:
    """The newest quarter, and those after it that have ended."""
    yield newest
    while calendar.end(newest + 1) < today:
        newest = newest + 1
        yield newest
