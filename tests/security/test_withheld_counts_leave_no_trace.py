"""Other small counts, the same bytes: what readers get depends on released numbers alone."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from data_access.stores import open_reading
from sample_data.sample import Sample
from tests.property.plain_files import read_rows
from tests.property.plain_world import World, world, write_rows
from wellness.domain.periods import Quarter

DAYS = (date(2026, 11, 20),)
RARE = Sample(40, 5, 3, reach=0.01)
COUNTED = "smh_records_2025-26-Q3.csv"
HELPED = "staff_support_2025-26-Q3.csv"
MOMENT_OR_SEAL = re.compile(r"'\d{4}-\d\d-\d\d [\d:.]+'|'[0-9a-f]{64}'(?=[,)])")
Key = tuple[str, str, str, str, str, int]
Q3 = Quarter(2025, 3).ordinal


def some_counts(folder: Path) -> None:
    change(folder / HELPED, {("R1", "staff_using_support"): {"numerator": "4"}})
    few = {"denominator": "3", "value": "6.0"}
    change(folder / COUNTED, {("R1", "days_to_first_visit"): few})


def other_counts(folder: Path) -> None:
    """As small, but others; and two neighbors change places, which no larger place can see."""
    change(folder / HELPED, {("R1", "staff_using_support"): {"numerator": "9"}})
    few = {"denominator": "8", "value": "31.5"}
    change(folder / COUNTED, {("R1", "days_to_first_visit"): few})
    one, other = neighbors(folder)
    rows = read_rows(folder / COUNTED)
    trade = {one: other, other: one}
    served = [
        {**row, "org_unit": trade.get(row["org_unit"], row["org_unit"])}
        if row["indicator"] == "students_served"
        else row
        for row in rows
    ]
    write_rows(folder / COUNTED, served)


def change(path: Path, wanted: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
    rows = read_rows(path)
    write_rows(path, [{**r, **wanted.get((r["org_unit"], r["indicator"]), {})} for r in rows])


def neighbors(folder: Path) -> tuple[str, str]:
    """Two schools of one region, board district and type that served few, and not equally many.

    Changed places, their numbers still go with their visits and with their year.
    """
    parents: dict[str, set[str]] = {}
    for row in read_rows(folder / "org_units.csv"):
        parents.setdefault(row["org_unit"], set()).add(row["parent"])
    served = totals(folder / COUNTED, "students_served")
    few = [unit for unit, count in served.items() if 1 <= count <= 10]
    return next(
        (one, other)
        for one, other in combinations(few, 2)
        if parents[one] == parents[other] and served[one] != served[other]
        if may_serve(folder, one, served[other]) and may_serve(folder, other, served[one])
    )


def may_serve(folder: Path, unit: str, count: int) -> bool:
    """Whether a school can have served that many in the quarter, after all else it reported."""
    files = {q: folder / f"smh_records_2025-26-{q}.csv" for q in ("Q1", "Q2", "Q3", "Q4")}
    served = {q: totals(path, "students_served").get(unit, 0) for q, path in files.items()}
    year = totals(files["Q4"], "students_served", "year")[unit]
    most = sum((served | {"Q3": count}).values())
    return count <= year <= most and count <= totals(files["Q3"], "visits").get(unit, 0)


def totals(path: Path, indicator: str, period_type: str = "quarter") -> dict[str, int]:
    """The total of each school."""
    kind = (indicator, period_type, "")
    return {
        row["org_unit"]: int(row["numerator"])
        for row in read_rows(path)
        if (row["indicator"], row["period_type"], row["breakdown"]) == kind
        if row["org_unit"].startswith("S")
    }


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    """The same release of other small counts."""
    folders = [tmp_path_factory.mktemp(name) for name in ("some", "others")]
    with (
        world(folders[0], RARE, DAYS, some_counts) as some,
        world(folders[1], RARE, DAYS, other_counts) as others,
    ):
        yield some, others


def test_the_counts_differ_and_are_withheld(two: tuple[World, World]) -> None:
    """Else the other tests of this file would prove nothing."""
    some, others = two
    keys: list[Key] = [
        (code, unit, "", "", "quarter", Q3)
        for code, unit in [
            ("staff_using_support", "R1"),
            ("days_to_first_visit", "R1"),
            *(("students_served", school) for school in neighbors(some.folder)),
        ]
    ]
    before, after = some.reported(1), others.reported(1)

    assert all(before[key] != after[key] for key in keys)
    assert {some.released(1)[key]["state"] for key in keys} == {"withheld"}


def test_cells_parts_and_spreads_are_equal(two: tuple[World, World]) -> None:
    some, others = two

    assert some.opened.state.parts(1) == others.opened.state.parts(1)
    assert some.released(1) == others.released(1)
    assert some.spreads(1) == others.spreads(1)


def test_the_words_of_the_release_are_equal(two: tuple[World, World]) -> None:
    some, others = two
    told = [(r.through, r.changed, r.reason) for r in some.opened.state.releases()]

    assert some.opened.state.documents(1) == others.opened.state.documents(1)
    assert told == [(r.through, r.changed, r.reason) for r in others.opened.state.releases()]


def test_the_audit_trail_is_equal(two: tuple[World, World]) -> None:
    trails = [
        [(event.verb, event.subject, event.detail) for event in made.opened.state.trail()]
        for made in two
    ]

    assert trails[0] == trails[1]


def test_the_store_that_readers_open_does_not_tell_files_apart(two: tuple[World, World]) -> None:
    """Ten guesses at one small count, ten hashes of a file: none of them is kept there."""
    known = []
    for made in two:
        with open_reading({"WELLNESS_DATA": str(made.folder / "data")}) as stores:
            assert stores.state.engine.url.database
            path = stores.state.engine.url.database
        with closing(sqlite3.connect(path)) as store:
            known.append([MOMENT_OR_SEAL.sub("", line) for line in store.iterdump()])

    assert known[0] == known[1]


def test_a_withheld_numerator_stands_nowhere_else(two: tuple[World, World]) -> None:
    """Referrals seen within 60 days are those whose outcome is “seen”."""
    told = two[0].released(1)
    withheld = [
        key
        for key, cell in told.items()
        if key[0] == "referral_completion" and cell["state"] == "withheld"
    ]

    given_away = [
        key
        for key in withheld
        if told.get(("referral_outcomes", key[1], "outcome", "seen", *key[4:]), told[key])["state"]
        == "shown"
    ]

    assert withheld
    assert given_away == []
