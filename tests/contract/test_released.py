"""Released cells and the door to them, on every engine."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from tests.contract import examples
from tests.contract.conftest import Kept
from tests.contract.examples import HOSTILE, Q1, cell, cells, part, spread, spreads
from wellness.domain import tables
from wellness.domain.cells import Cell, Spread, State
from wellness.domain.errors import StoreError
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level

QUARTER, YEAR = PeriodType.QUARTER, PeriodType.YEAR


def test_a_part_comes_back_as_it_was_written_in_order_of_its_key(stores: Kept) -> None:
    rows = [cell(org_unit=unit, category=name) for unit in "BA" for name in "yx"]

    stores.released.write(part(), cells(*rows), spreads())

    found = stores.released.read([part().part_id])
    assert found.drop_columns("part_id").to_pylist() == sorted(
        rows, key=lambda row: (row["org_unit"], row["category"])
    )
    assert found.schema.remove(0) == tables.CELLS


def test_a_coded_cell_says_its_band_and_no_number(stores: Kept) -> None:
    nothing = dict.fromkeys(("numerator", "value", "low", "high"))
    coded = cell(state="coded", band="high_band:95%", **nothing)
    stores.released.write(part(), cells(coded, cell(org_unit="S2")), spreads())

    found = stores.released.source(examples.contents([part()]))

    first, second = found.across("visits", Q1, QUARTER, [Level.SCHOOL])
    assert (first.state, first.band, first.numerator) == (State.CODED, "high_band:95%", None)
    assert second.band is None


def test_parts_are_read_in_the_order_asked_for(stores: Kept) -> None:
    for name in ("a", "b", "c"):
        stores.released.write(part(take=name), cells(cell(reporting=ord(name))), spreads())
    b, a = part(take="b").part_id, part(take="a").part_id

    found = stores.released.read([b, a])

    assert found["part_id"].to_pylist() == [b, a]
    assert found["reporting"].to_pylist() == [ord("b"), ord("a")]


def test_no_parts_and_empty_parts_are_empty_tables(stores: Kept) -> None:
    stores.released.write(part(), cells(), spreads())

    for part_ids in ([], [part().part_id]):
        found = stores.released.read(part_ids)
        assert found.column_names == ["part_id", *tables.CELLS.names]
        assert len(found) == 0


def test_a_part_never_changes(stores: Kept) -> None:
    stores.released.write(part(), cells(cell(numerator=1)), spreads())

    stores.released.write(part(), cells(cell(numerator=2), cell(org_unit="S2")), spreads(spread()))

    assert stores.released.read([part().part_id])["numerator"].to_pylist() == [1]
    assert (
        stores.released.source(examples.contents([part()])).spreads(["visits"], "high", [Q1]) == ()
    )


def test_a_part_is_written_whole_or_not_at_all(stores: Kept) -> None:
    with pytest.raises(StoreError):
        stores.released.write(part(), cells(cell(), cell(org_unit="S2"), cell()), spreads())

    with pytest.raises(StoreError):
        stores.released.read([part().part_id])

    stores.released.write(part(), cells(cell()), spreads())
    assert len(stores.released.read([part().part_id])) == 1


def test_a_part_that_nobody_names_or_needs_is_swept_away_and_no_other(stores: Kept) -> None:
    gone, named, needed = (part(take=take) for take in ("gone", "named", "needed"))
    for one in (gone, named, needed):
        stores.released.write(one, cells(cell()), spreads(spread()))
    before = datetime.now(UTC)
    stores.released.write(needed, cells(cell()), spreads(spread()))

    assert stores.released.sweep({named.part_id}, before) == (gone.part_id,)

    assert len(stores.released.read([named.part_id, needed.part_id])) == 2
    with pytest.raises(StoreError):
        stores.released.read([gone.part_id])


def test_a_release_whose_parts_are_not_there_cannot_be_opened(stores: Kept) -> None:
    with pytest.raises(StoreError):
        stores.released.source(examples.contents([part()]))


def test_a_cell_is_the_row_that_was_released(stores: Kept) -> None:
    row = cell(breakdown="channel", category="telehealth", value=2.5, definition_version=2)
    stores.released.write(part(), cells(row), spreads())

    source = stores.released.source(examples.contents([part()]))

    shown = State.SHOWN
    expected = Cell(
        "visits",
        "S1",
        Q1,
        QUARTER,
        "channel",
        "telehealth",
        shown,
        shown,
        3,
        10,
        2.5,
        0.1,
        0.6,
        2,
        1,
        1,
    )
    assert source.history(["visits"], "S1", "channel") == (expected,)
    assert source.across("visits", Q1, QUARTER, [Level.SCHOOL], "channel") == (expected,)


def test_what_is_not_shown_is_not_zero(stores: Kept) -> None:
    counts = [(0, 0), (0, None), (None, 0), (None, None), (0, 7)]
    rows = [
        cell(org_unit=f"S{n}", numerator=above, denominator=below, low=None, high=None)
        for n, (above, below) in enumerate(counts)
    ]
    stores.released.write(part(), cells(*rows), spreads())

    source = stores.released.source(examples.contents([part()]))

    found = source.across("visits", Q1, QUARTER, [Level.SCHOOL])
    assert [(c.numerator, c.denominator) for c in found] == counts


@pytest.mark.parametrize("state", State)
def test_every_state_comes_back_as_itself(stores: Kept, state: State) -> None:
    stores.released.write(part(), cells(cell(state=state.value)), spreads())

    source = stores.released.source(examples.contents([part()]))

    [found] = source.history(["visits"], "S1")
    assert (found.state, found.denominator_state) == (state, State.SHOWN)


def test_a_history_is_ordered_by_indicator_as_asked_then_period_then_category(stores: Kept) -> None:
    periods = [("year", Q1 + 3), ("quarter", Q1 + 1), ("quarter", Q1)]
    rows = [
        cell(breakdown="role", category=name, period_type=kind, quarter=quarter.ordinal)
        for kind, quarter in periods
        for name in ("b", "a")
    ]
    parts = [part("visits"), part("referrals"), part("other")]
    for one in parts:
        stores.released.write(one, cells(*rows, cell()), spreads())

    source = stores.released.source(examples.contents(parts))

    found = source.history(["visits", "referrals"], "S1", "role")
    assert [c.indicator for c in found] == ["visits"] * 6 + ["referrals"] * 6
    assert [(c.period_type, c.quarter, c.category) for c in found[:6]] == [
        (QUARTER, Q1, "a"),
        (QUARTER, Q1, "b"),
        (QUARTER, Q1 + 1, "a"),
        (QUARTER, Q1 + 1, "b"),
        (YEAR, Q1 + 3, "a"),
        (YEAR, Q1 + 3, "b"),
    ]


def test_a_history_runs_through_every_year_of_its_release_and_no_other_part(stores: Kept) -> None:
    old, new, corrected = part(year=2025), part(year=2026), part(year=2026, take="b")
    stores.released.write(old, cells(cell(quarter=Quarter(2025, 1).ordinal)), spreads())
    stores.released.write(new, cells(cell(numerator=1)), spreads())
    stores.released.write(corrected, cells(cell(numerator=2)), spreads())

    first = stores.released.source(examples.contents([new, old]))
    second = stores.released.source(examples.contents([corrected, old]))

    assert [c.numerator for c in first.history(["visits"], "S1")] == [3, 1]
    assert [c.numerator for c in second.history(["visits"], "S1")] == [3, 2]


def test_the_history_of_some_places_keeps_their_order(stores: Kept) -> None:
    rows = [cell(org_unit=unit, quarter=(Q1 + n).ordinal) for unit in "ABC" for n in range(2)]
    stores.released.write(part(), cells(*rows), spreads())

    source = stores.released.source(examples.contents([part()]))

    found = source.history_across("visits", ["C", "A", "C", "unknown"])
    assert [(c.org_unit, c.quarter) for c in found] == [
        ("C", Q1),
        ("C", Q1 + 1),
        ("A", Q1),
        ("A", Q1 + 1),
    ]


def test_across_takes_one_period_and_the_levels_that_are_asked_for(stores: Kept) -> None:
    stores.released.write(
        part(),
        cells(
            cell(org_unit="S2"),
            cell(org_unit="S1"),
            cell(org_unit="R1", level="region"),
            cell(org_unit="D", level="district"),
            cell(org_unit="S1", quarter=(Q1 + 3).ordinal),
            cell(org_unit="S1", period_type="year", quarter=(Q1 + 3).ordinal),
            cell(org_unit="S1", breakdown="role", category="staff"),
        ),
        spreads(),
    )

    source = stores.released.source(examples.contents([part()]))

    def places(*levels: Level) -> list[str]:
        return [c.org_unit for c in source.across("visits", Q1, QUARTER, levels)]

    assert places(Level.SCHOOL) == ["S1", "S2"]
    assert places(Level.DISTRICT, Level.REGION) == ["D", "R1"]
    assert places() == []
    assert len(source.across("visits", Q1 + 3, YEAR, [Level.SCHOOL])) == 1


def test_a_question_about_what_is_not_there_has_an_empty_answer(stores: Kept) -> None:
    stores.released.write(part(), cells(cell()), spreads(spread()))

    source = stores.released.source(examples.contents([part()]))

    assert source.history([], "S1") == source.history(["unknown"], "S1") == ()
    assert source.history(["visits"], "unknown") == source.history(["visits"], "S1", "role") == ()
    assert source.history_across("visits", []) == ()
    assert source.across("visits", Q1 - 4, QUARTER, [Level.SCHOOL]) == ()
    assert source.spreads([], "high", [Q1]) == source.spreads(["visits"], "high", []) == ()


def test_spreads_are_those_of_one_school_type_in_the_quarters_asked_for(stores: Kept) -> None:
    later = spread(quarter=(Q1 + 3).ordinal, schools=9)
    year = spread(quarter=(Q1 + 3).ordinal, period_type="year", schools=8)
    for name in ("visits", "referrals"):
        rows = spreads(year, later, spread(), spread(school_type="middle"))
        stores.released.write(part(name), cells(), rows)

    source = stores.released.source(examples.contents([part("visits"), part("referrals")]))

    found = source.spreads(["visits", "referrals"], "high", [Q1 + 3, Q1])
    assert found[0] == Spread("visits", "high", Q1, QUARTER, 5, 0.1, 0.2, 0.3, 0.4, 0.5)
    assert [(s.indicator, s.schools) for s in found] == [
        (name, schools) for name in ("visits", "referrals") for schools in (5, 9, 8)
    ]
    assert [s.schools for s in source.spreads(["visits"], "high", [Q1])] == [5]


def test_states_are_counted_over_every_place_and_breakdown_of_some_indicators(
    stores: Kept,
) -> None:
    rows = [
        cell(),
        cell(org_unit="S2", breakdown="role", category="x"),
        cell(org_unit="S3", state="withheld", numerator=None),
    ]
    stores.released.write(part("visits"), cells(*rows), spreads())
    stores.released.write(part("referrals"), cells(cell(state="not_reported")), spreads())

    source = stores.released.source(examples.contents([part("visits"), part("referrals")]))

    assert {state: n for state, n in source.states(["visits"]).items() if n} == {
        State.SHOWN: 2,
        State.WITHHELD: 1,
    }
    assert source.states(["visits", "referrals"])[State.NOT_REPORTED] == 1
    assert set(source.states([]).values()) == {0}


def test_hostile_texts_name_exactly_what_they_name(stores: Kept) -> None:
    rows = [cell(org_unit=text, breakdown="b", category=text) for text in HOSTILE]
    stores.released.write(part("'; --"), cells(*rows), spreads(spread(school_type=HOSTILE[0])))

    source = stores.released.source(examples.contents([part("'; --")]))

    for text in HOSTILE:
        assert [c.category for c in source.history(["'; --"], text, "b")] == [text]
    found = source.across("'; --", Q1, QUARTER, [Level.SCHOOL], "b")
    assert [c.org_unit for c in found] == sorted(HOSTILE)
    assert len(source.spreads(["'; --"], HOSTILE[0], [Q1])) == 1


def test_five_thousand_schools_are_no_trouble(stores: Kept) -> None:
    codes = [f"S{number:04d}" for number in range(5_000)]
    stores.released.write(part(), cells(*(cell(org_unit=code) for code in codes)), spreads())

    source = stores.released.source(examples.contents([part()]))

    assert [c.org_unit for c in source.across("visits", Q1, QUARTER, [Level.SCHOOL])] == codes
    assert len(source.history_across("visits", codes[::-1])) == 5_000


def test_many_readers_at_once_get_the_answers_that_one_gets(stores: Kept) -> None:
    codes = [f"S{number}" for number in range(40)]
    rows = [cell(org_unit=code, numerator=n) for n, code in enumerate(codes)]
    stores.released.write(part(), cells(*rows), spreads())
    source = stores.released.source(examples.contents([part()]))

    with ThreadPoolExecutor(24) as pool:
        found = list(pool.map(lambda code: source.history(["visits"], code), codes * 5))

    assert [answer[0].numerator for answer in found] == list(range(40)) * 5
