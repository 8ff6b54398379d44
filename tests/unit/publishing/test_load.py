"""A delivery is loaded whole or not at all, and replaces what its source sent before."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from tests.contract.memory import MemoryIntake, MemoryState
from tests.unit.publishing.small import checked, count, definitions, row
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.errors import StoreError
from wellness.domain.periods import PeriodType, Quarter
from wellness.publishing.arrivals import arrivals
from wellness.publishing.load import NotLoadableError, Stores, active_rows, load

NOW = datetime(2026, 10, 10, 9, tzinfo=UTC)
YEAR = {"quarter": "2026-27 Q4", "period_type": "year"}


class LossyIntake(MemoryIntake):
    """A disk that loses the last row."""

    def append(self, load_id: int, rows: pa.Table) -> None:
        super().append(load_id, rows.slice(0, rows.num_rows - 1))


def empty() -> Stores:
    return Stores(MemoryState(), MemoryIntake())


def active(stores: Stores) -> pa.Table:
    return active_rows(stores.state.loads(), stores.intake)


def loaded(
    stores: Stores,
    *rows: dict[str, str],
    name: str = "clinic_2026-27-Q1.csv",
    accept_missing: bool = False,
) -> Load:
    receipt = checked(*rows, name=name, earlier=active(stores))
    return load(receipt, stores, "steward", NOW, accept_missing=accept_missing)


def test_an_accepted_delivery_is_ready_with_all_its_rows() -> None:
    stores = empty()

    kept = loaded(stores, count("ash", 7), count("elm", 4))

    assert (kept.state, kept.rows, kept.source) == (LoadState.READY, 2, "clinic")
    assert kept.quarters == (Quarter(2026, 1),)
    assert active(stores)["numerator"].to_pylist() == [7, 4]
    assert active(stores)["source"].to_pylist() == ["clinic", "clinic"]


def test_a_delivery_with_faults_leaves_no_trace() -> None:
    stores = empty()

    with pytest.raises(NotLoadableError, match="Faults to mend: 1"):
        load(checked(count("ash", "12a")), stores, "steward", NOW)

    assert stores.state.loads() == ()


def test_a_load_that_loses_rows_is_discarded() -> None:
    stores = Stores(MemoryState(), LossyIntake())

    with pytest.raises(StoreError, match="Of 2 rows the intake store kept 1"):
        loaded(stores, count("ash", 7), count("elm", 4))

    assert [kept.state for kept in stores.state.loads()] == [LoadState.DISCARDED]
    assert active(stores).num_rows == 0


def test_a_restated_number_is_a_warning_with_old_and_new() -> None:
    stores = empty()
    loaded(stores, count("ash", 7), count("elm", 4))

    receipt = checked(count("ash", 9), count("elm", 4), earlier=active(stores))

    (fault,) = receipt.warnings
    assert (fault.row, fault.column, fault.value) == (2, "numerator", "7 → 9")
    assert receipt.restated == 1


def test_a_correction_replaces_its_quarter_and_leaves_the_others() -> None:
    stores = empty()
    old = [count(place, 7, quarter="2025-26 Q4") for place in ("ash", "elm", "oak")]
    loaded(stores, *old, count("ash", 8), count("elm", 8), name="clinic_2025-26-Q4_2026-27-Q1.csv")

    loaded(stores, count("ash", 9), count("elm", 8))

    rows = active(stores).sort_by([("quarter", "ascending"), ("org_unit", "ascending")])
    assert rows["numerator"].to_pylist() == [7, 7, 7, 9, 8]
    assert rows["load_id"].to_pylist() == [1, 1, 1, 2, 2]


def test_rows_that_are_gone_must_be_accepted() -> None:
    stores = empty()
    loaded(stores, count("ash", 7), count("elm", 4))

    with pytest.raises(NotLoadableError, match="--accept-missing"):
        loaded(stores, count("ash", 7))
    loaded(stores, count("ash", 7), accept_missing=True)

    assert active(stores)["org_unit"].to_pylist() == ["ash"]


def test_the_quarter_that_closes_a_year_does_not_replace_the_year() -> None:
    stores = empty()
    quarter, year = "2025-26 Q4", {"quarter": "2025-26 Q4", "period_type": "year"}
    name = "clinic_2025-26-Q4.csv"
    loaded(stores, row("ash", "served", numerator="20", **year), name=name)

    loaded(stores, row("ash", "served", numerator="7", quarter=quarter), name=name)

    assert sorted(active(stores)["numerator"].to_pylist()) == [7, 20]


def test_arrivals_tell_what_came_of_what_was_owed() -> None:
    stores = empty()
    loaded(stores, count("ash", 7), count("elm", 4))
    loaded(stores, row("ash", "enrolled", numerator="900", **YEAR), name="census_2026-27-Q1.csv")

    clinic, census = arrivals(definitions(), active(stores), stores.state.loads())

    assert (clinic.source, clinic.quarter) == ("clinic", Quarter(2026, 1))
    assert (clinic.reported, clinic.expected, clinic.days_late) == (2, 2, -10)
    assert (census.source, census.quarter) == ("census", Quarter(2026, 4))
    assert census.period_type is PeriodType.YEAR
    assert (census.reported, census.expected) == (1, 2)
    assert census.due_on == date(2027, 7, 30)


def test_a_source_that_sent_nothing_has_arrivals_without_a_date() -> None:
    stores = empty()
    loaded(stores, row("ash", "enrolled", numerator="900", **YEAR), name="census_2026-27-Q1.csv")
    loaded(stores, count("ash", 7))

    waiting = [a for a in arrivals(definitions(), active(stores), ()) if a.received_on is None]

    assert {a.source for a in waiting} == {"clinic", "census"}
