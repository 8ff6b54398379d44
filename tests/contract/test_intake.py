"""Rows as reported, on every engine."""

import pytest

from tests.contract import examples
from tests.contract.conftest import Kept
from tests.contract.examples import HOSTILE, Q1, observation, observations
from wellness.domain import tables
from wellness.domain.errors import StoreError


def test_rows_come_back_by_load_in_the_order_of_the_file(stores: Kept) -> None:
    stores.intake.append(7, observations(observation(org_unit="B"), observation(org_unit="A")))
    stores.intake.append(3, observations(observation(org_unit="C")))
    stores.intake.append(5, observations(observation(org_unit="not asked for")))

    found = stores.intake.select([7, 3, 7]).to_pylist()

    assert [(row["load_id"], row["org_unit"]) for row in found] == [(3, "C"), (7, "B"), (7, "A")]
    assert found[1] == {"load_id": 7, **observation(org_unit="B")}


def test_what_was_not_counted_is_not_zero(stores: Kept) -> None:
    counts = [(0, 0, 0.0), (None, None, None), (5, None, None), (None, 5, -1.5)]
    rows = [observation(numerator=n, denominator=d, value=v) for n, d, v in counts]

    stores.intake.append(1, observations(*rows))

    found = stores.intake.select([1])
    assert found.drop_columns("load_id").to_pylist() == rows
    assert found.schema.remove(0) == tables.OBSERVATIONS


def test_nothing_asked_or_nothing_there_is_an_empty_table(stores: Kept) -> None:
    stores.intake.append(1, observations())

    for load_ids in ([], [1], [99]):
        found = stores.intake.select(load_ids)
        assert len(found) == 0
        assert found.column_names == ["load_id", *tables.OBSERVATIONS.names]


def test_only_the_quarters_asked_for_come_back_whether_a_load_is_long_or_short(
    stores: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Short loads are read whole and remembered, of long ones only what is asked."""
    stores.intake.append(1, observations(*(observation(quarter=Q1.ordinal + n) for n in range(6))))
    between = (Q1 + 1, Q1 + 3)

    for longest in (2, 100):
        monkeypatch.setattr("data_access.intake.LONG", longest)
        for _again in range(2):
            found = stores.intake.select([1], between)["quarter"].to_pylist()
            assert found == [Q1.ordinal + n for n in (1, 2, 3)]
    assert len(stores.intake.select([1])) == stores.intake.count(1) == 6
    assert stores.intake.count(99) == 0


def test_a_load_is_appended_once(stores: Kept) -> None:
    stores.intake.append(1, observations(observation()))

    with pytest.raises(StoreError, match="oad 1"):
        stores.intake.append(1, observations(observation(org_unit="S2")))

    assert stores.intake.select([1])["org_unit"].to_pylist() == ["S1"]


def test_a_deleted_load_is_gone_and_no_other(stores: Kept) -> None:
    for load_id in (1, 2):
        stores.intake.append(load_id, observations(observation()))

    stores.intake.delete(1)
    stores.intake.delete(99)

    assert stores.intake.select([1, 2])["load_id"].to_pylist() == [2]


def test_what_was_told_of_is_known_by_its_first_quarter(stores: Kept) -> None:
    later, first = (observation(quarter=n) for n in (8107, 8104))
    stores.intake.append(1, observations(later, observation(indicator="calls")))
    stores.intake.append(2, observations(first, observation(org_unit="not asked for")))
    stores.intake.append(3, observations(observation(org_unit="S2", quarter=1)))

    told = stores.intake.first_told([1, 2]).to_pylist()

    assert [tuple(row.values()) for row in told] == [
        ("calls", "S1", Q1.ordinal),
        ("visits", "S1", 8104),
        ("visits", "not asked for", Q1.ordinal),
    ]
    assert stores.intake.first_told([]).schema == tables.FIRST_TOLD


def test_hostile_texts_and_large_counts_come_back_as_they_were(stores: Kept) -> None:
    rows = [observation(org_unit=text, flag=text, numerator=2**62) for text in HOSTILE]

    stores.intake.append(1, observations(*rows))

    assert stores.intake.select([1]).drop_columns("load_id").to_pylist() == rows


def test_a_delivery_of_many_rows_comes_back_whole(stores: Kept) -> None:
    """More rows than are handed to a database at a time."""
    rows = examples.observations(*(observation(numerator=n) for n in range(60_000)))

    stores.intake.append(1, rows)

    assert stores.intake.select([1]).select(rows.column_names).equals(rows)
