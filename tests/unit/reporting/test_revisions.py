"""The revision ledger: what was shown then and is shown now, since which release, and why."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.unit.reporting.small_source import NEXT, NOW, SmallSource, source
from wellness.domain.indicators import Catalogue
from wellness.domain.readers import EVERYTHING, Scope
from wellness.domain.releases import Part, Release
from wellness.reporting import revisions
from wellness.reporting.revision_answers import Change, Revisions, Step

THEN = """
reach     district 2026-27-Q1 - 21430/428600  4/4
reach     north    2026-27-Q1 - 61/1000       2/2
reach     south    2026-27-Q1 - withheld/900  2/2
reach     ash      2026-27-Q1 - 21/420        1/1
reach     birch    2026-27-Q1 - 30/500        1/1
reach     dogwood  2026-27-Q1 - not_reported  0/1
wait      district 2026-27-Q1 - =6.5          4/4
visits    north    2026-27-Q1 channel=school 300 2/2
"""
AFTER = """
reach     district 2026-27-Q1 - 21450/428600  4/4
reach     north    2026-27-Q1 - 61/1000       2/2
reach     south    2026-27-Q1 - 40/900        2/2
reach     ash      2026-27-Q1 - withheld/420  1/1
reach     birch    2026-27-Q1 - not_reported  0/1
reach     dogwood  2026-27-Q1 - 12/300        1/1
reach     district 2026-27-Q2 - 20000/428600  4/4
reach     north    2026-27-Q2 - withheld/1000 2/2
wait      district 2026-27-Q1 - =7.0          4/4
visits    north    2026-27-Q1 channel=school 900 2/2
"""
CODES = ("reach", "visits", "wait")
OTHERS = tuple(code for code in source().contents.catalogue if code != "reach")


def release(number: int) -> Release:
    at = datetime(2026, 11, number, tzinfo=UTC)
    return Release(number, at, f"steward {number}", f"reason {number}", NEXT, f"change {number}")


def read(cells: str, number: int) -> SmallSource:
    """The small district as one release had it."""
    known = source(cells)
    return replace(known, contents=replace(known.contents, release=release(number)))


def step(number: int, **takes: str) -> Step:
    """A release and its parts of the year; `takes` are those that differ from the first."""
    parts = (Part(f"{code}/{takes.get(code, 'a')}", code, NOW.year) for code in CODES)
    return Step(release(number), frozenset(parts))


STEPS = (step(1), step(2, reach="b"), step(3, reach="c", visits="b", wait="b"))


def compared(scope: Scope = EVERYTHING, steps: tuple[Step, ...] = STEPS) -> Revisions:
    return revisions(read(THEN, 1), read(AFTER, 3), steps, scope)


def told(found: Revisions) -> set[tuple[str, str, Change, str, str]]:
    return {(r.indicator.code, r.org_unit, r.change, r.then, r.now) for r in found.rows}


def test_every_number_that_differs_is_there_with_what_became_of_it() -> None:
    hidden, unsent = "hidden to protect privacy", "not reported"

    assert told(compared()) == {
        ("reach", "district", Change.RESTATED,
         "5.0% (21,430 of 428,600)", "5.0% (21,450 of 428,600)"),
        ("reach", "south", Change.UNCOVERED, hidden, "4.4% (40 of 900)"),
        ("reach", "ash", Change.WITHHELD, "5.0% (21 of 420)", hidden),
        ("reach", "birch", Change.MISSING, "6.0% (30 of 500)", unsent),
        ("reach", "dogwood", Change.ARRIVED, unsent, "4.0% (12 of 300)"),
        ("wait", "district", Change.RESTATED, "6.5", "7.0"),
        ("visits", "north", Change.RESTATED, "300", "900"),
    }  # fmt: skip


def test_numbers_of_a_new_quarter_are_counted_and_not_listed() -> None:
    found = compared()
    (reach,) = (one for one in found.indicators if one.indicator.code == "reach")

    assert reach.counts[Change.NEW] == 2
    assert all(row.period != "2026-27 Q2" for row in found.rows)


def test_the_finding_counts_by_what_became_of_numbers() -> None:
    finding = compared().finding

    assert finding.title == "What release 3 says otherwise than release 1"
    assert finding.sentence == (
        "Numbers restated: 3, newly withheld: 1, missing now: 1, no longer withheld: 1, "
        "reported since: 1 and in new periods: 2."
    )


def test_the_largest_difference_comes_first() -> None:
    """Three times the visits of a region before twenty students of a district."""
    codes = [row.indicator.code for row in compared().rows[:3]]

    assert codes == ["visits", "reach", "wait"]


def test_a_number_names_the_releases_that_made_its_part_anew() -> None:
    made = {row.indicator.code: row.releases for row in compared().rows}

    assert made == {"reach": (2, 3), "visits": (3,), "wait": (3,)}


def test_the_releases_between_say_who_published_them_and_why() -> None:
    assert [(r.number, r.published_by, r.reason) for r in compared().releases] == [
        (3, "steward 3", "reason 3"),
        (2, "steward 2", "reason 2"),
    ]


def test_a_part_that_is_the_same_is_not_read() -> None:
    then, now = read(THEN, 1), read(AFTER, 3)

    found = revisions(then, now, (step(1), step(3)))

    assert found.rows == ()
    assert found.finding.title == "Release 3 shows the same numbers as release 1"
    assert then.looks == now.looks == []


def test_a_part_that_was_restated_and_taken_back_differs_in_nothing() -> None:
    steps = (step(1), step(2, reach="b"), step(3))

    assert revisions(read(THEN, 1), read(AFTER, 3), steps).rows == ()


def test_a_reader_sees_what_differs_where_they_may_look() -> None:
    found = compared(Scope(frozenset({"ash", "north"})))

    assert {row.org_unit for row in found.rows} == {"ash", "north"}
    assert sum(one.counts[Change.NEW] for one in found.indicators) == 1


def test_a_category_is_named_as_on_screen() -> None:
    (visits,) = (row for row in compared().rows if row.indicator.code == "visits")

    assert visits.category == "Channel: School"


def test_a_number_that_stays_hidden_differs_in_nothing() -> None:
    """Its denominator is public, and a number of its own."""
    steps = (step(1), step(2, reach="b"))
    hidden, again = (
        read(f"reach south 2026-27-Q1 - withheld/{n} 2/2", number)
        for number, n in enumerate((900, 901), start=1)
    )

    assert revisions(hidden, again, steps).rows == ()


def test_new_quarters_are_named() -> None:
    then, now = read(THEN, 1), read(AFTER, 3)
    arrivals = tuple(a for a in then.contents.arrivals if a.quarter < NEXT)
    then = replace(then, contents=replace(then.contents, arrivals=arrivals))

    assert revisions(then, now, STEPS).finding.sentence.startswith("New: 2026-27 Q2. ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "Reach"}, "Reach: its name changed."),
        ({"numerator": "x", "targets": ()},
         "Students served: what is counted and its targets changed."),
        ({"order": 3, "decimals": 2}, "Students served: its settings changed."),
    ],
)  # fmt: skip
def test_what_is_defined_otherwise_is_said_in_words(change: dict[str, Any], said: str) -> None:
    then, now = read(THEN, 1), read(THEN, 3)
    known = now.contents.catalogue
    changed = Catalogue((replace(known["reach"], **change), *map(known.__getitem__, OTHERS)))
    now = replace(now, contents=replace(now.contents, catalogue=changed))

    assert revisions(then, now, STEPS).definitions == (said,)


def test_indicators_that_come_and_go_are_named() -> None:
    then, now = read(THEN, 1), read(THEN, 3)
    without = tuple(i for i in now.contents.catalogue.values() if i.code != "wait")
    less = replace(now, contents=replace(now.contents, catalogue=Catalogue(without)))

    assert revisions(then, less, STEPS).definitions == ("Wait is no longer published.",)
    assert revisions(less, then, STEPS).definitions == ("Wait is new.",)


def test_a_place_that_only_the_older_release_knows_keeps_its_name() -> None:
    then, now = read(THEN, 1), read(AFTER.replace("reach     birch", "reach     cedar"), 3)
    rows = tuple(row for row in now.contents.places.memberships if row.org_unit != "birch")
    places = replace(now.contents.places, memberships=rows)
    now = replace(now, contents=replace(now.contents, places=places))

    found = revisions(then, now, STEPS)

    assert "Birch" in {row.place for row in found.rows}
    assert found.definitions == ("1 place was added, renamed, moved or closed.",)
