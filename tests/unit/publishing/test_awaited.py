"""Who has not sent what is owed, and since when."""

from datetime import UTC, date, datetime

from tests.unit.publishing.small import definitions
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.releases import Arrival
from wellness.publishing.awaited import awaited

Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
DUE = date(2026, 10, 20)
Owed = list[tuple[str, str]]


def arrival(source: str, quarter: Quarter, received_on: date | None) -> Arrival:
    return Arrival(source, quarter, PeriodType.QUARTER, 0, 2, received_on, DUE)


def load(source: str, quarter: Quarter) -> Load:
    at = datetime(2026, 10, 10, tzinfo=UTC)
    return Load(
        load_id=1,
        source=source,
        file_name="a.csv",
        rows=1,
        state=LoadState.READY,
        loaded_by="steward",
        loaded_at=at,
        received_at=at,
        quarters=(quarter,),
    )


def owed(arrivals: list[Arrival], since: list[Load], today: date) -> Owed:
    found = awaited(definitions(), arrivals, since, today)
    return [(a.source, str(a.quarter)) for a in found]


def test_what_a_release_lacks_is_awaited_until_it_is_loaded() -> None:
    arrivals = [arrival("clinic", Q1, None), arrival("census", Q1, DUE)]
    today = date(2026, 11, 1)

    assert owed(arrivals, [], today) == [("clinic", "2026-27 Q1")]
    assert owed(arrivals, [load("clinic", Q1)], today) == []


def test_a_quarter_is_owed_from_its_end() -> None:
    arrivals = [arrival("clinic", Q1, DUE)]

    assert owed(arrivals, [], date(2026, 12, 31)) == []
    assert owed(arrivals, [], date(2027, 1, 1)) == [("clinic", "2026-27 Q2")]


def test_a_yearly_source_owes_once_a_year() -> None:
    arrivals = [arrival("clinic", Quarter(2026, 3), DUE)]

    assert owed(arrivals, [], date(2027, 7, 1)) == [
        ("clinic", "2026-27 Q4"),
        ("census", "2026-27 Q4"),
    ]


def test_before_the_first_release_loads_tell_what_has_begun() -> None:
    assert owed([], [], date(2026, 11, 1)) == []
    assert owed([], [load("census", Q1)], date(2026, 11, 1)) == [("clinic", "2026-27 Q1")]
