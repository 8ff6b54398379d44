"""Open doors: no school is counted that did not report, and a door is gained only where known."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.reporting.small_doors import SCHOOLS, Told, doors_source
from tests.unit.reporting.small_source import NEXT, NOW, YEAR_AGO, SmallSource, asked, source
from wellness.domain.periods import Quarter
from wellness.domain.readers import Scope
from wellness.reporting import door_list, having, open_doors, school_doors
from wellness.reporting.door_answers import ListedDoors, OpenDoors
from wellness.reporting.door_lists import GAINED

# Ash gains telehealth, Birch swaps its clinician for telehealth, Cedar loses its center.
LINES = """
ash     2025-26-Q1 100
birch   2025-26-Q1 100
cedar   2025-26-Q1 010
dogwood 2025-26-Q1 111
ash     2026-27-Q1 101
birch   2026-27-Q1 001
cedar   2026-27-Q1 000
dogwood 2026-27-Q1 111
"""


def answer(lines: str = LINES, place: str = "district", quarter: Quarter = NOW) -> OpenDoors:
    found = open_doors(asked(place).in_quarter(quarter), doors_source(lines))
    assert found
    return found


def without(*lines: str) -> str:
    return "\n".join(line for line in LINES.splitlines() if not line.startswith(lines))


def listed(lines: str = LINES, place: str = "district") -> dict[str, ListedDoors]:
    found = door_list(asked(place), doors_source(lines))
    assert found
    return {school.name: school for school in found.schools}


def test_schools_are_counted_by_their_open_doors_beside_a_year_ago() -> None:
    found = answer()

    assert found.labels == ("No door", "One door", "Two doors", "All three doors")
    assert (found.row.now, found.row.year_ago) == ((1, 1, 1, 1), (0, 3, 0, 1))
    assert (found.period, found.before) == ("2026-27 Q1", "2025-26 Q1")


def test_a_school_may_both_gain_a_door_and_lose_one() -> None:
    row = answer().row

    assert (row.gained, row.lost) == (2, 2)  # Ash and Birch; Birch and Cedar


def test_the_sentence_says_how_many_have_none_one_and_one_more() -> None:
    assert answer().finding.sentence == (
        "Of 4 schools, 1 has no door and 1 one; "
        "2 gained a door since July–September 2025, and 2 lost one."
    )


def test_the_district_shows_its_regions_and_a_region_its_own_schools() -> None:
    north, south = answer().regions

    assert (north.now, north.gained, north.lost) == ((0, 1, 1, 0), 2, 1)
    assert (south.now, south.gained, south.lost) == ((1, 0, 0, 1), 0, 1)
    assert answer(place="north").row == north
    assert answer(place="north").regions == ()


def test_a_school_that_did_not_report_is_said_and_never_counted_as_without_a_door() -> None:
    found = answer(without("cedar   2026"))

    assert found.row.now == (0, 1, 1, 1)
    assert found.row.lost == 1  # Cedar's center may be open or not
    assert found.finding.sentence.endswith("Did not report, so not counted: 1 school.")
    assert [row.silent for row in found.regions] == [0, 1]


def test_a_school_unknown_a_year_ago_has_gained_nothing() -> None:
    assert answer(without("ash     2025")).row.gained == 1
    assert answer(LINES.replace("ash     2025-26-Q1 100", "ash 2025-26-Q1 10-")).row.gained == 1


def test_where_nothing_came_that_is_all_that_is_said() -> None:
    found = answer(
        without("ash 2026", "ash     2026", "birch   2026", "cedar   2026", "dogwood 2026")
    )

    assert not found.is_told
    assert found.row.gained is None
    assert found.finding.sentence == "Nothing was reported for July–September 2026."


def test_an_unfinished_quarter_is_not_compared() -> None:
    found = answer("ash 2025-26-Q2 100\nash 2026-27-Q2 101", quarter=NEXT)

    assert (found.row.now, found.row.year_ago, found.row.gained) == ((0, 0, 1, 0), None, None)
    assert found.finding.sentence.startswith("So far, of 1 school, 0 have no door and 0 one.")


def test_a_region_is_not_held_against_its_year_before_where_a_school_moved() -> None:
    """Cedar went to South with 2025-26 Q1; its own doors are followed all the same."""
    before = LINES.replace("2025-26", "2024-25").replace("2026-27", "2025-26")
    found = answer(before, quarter=YEAR_AGO)

    assert [row.year_ago for row in found.regions] == [None, None]
    assert [row.gained for row in found.regions] == [2, 0]
    assert found.row.year_ago == (0, 3, 0, 1)


def test_places_and_workspaces_without_doors_are_answered_with_nothing() -> None:
    assert open_doors(asked("ash"), doors_source(LINES)) is None
    assert open_doors(asked(), source()) is None
    assert door_list(asked(), source()) is None
    assert school_doors(asked("ash"), source()) == ""
    assert school_doors(asked("north"), doors_source(LINES)) == ""


def test_a_year_of_places_is_read_once() -> None:
    """Two looks at larger places and two at schools, whatever place is asked next."""
    found = doors_source(LINES)

    open_doors(asked(), found)
    open_doors(asked("north"), found)

    assert found.looks == ["across"] * 4


def test_a_list_names_each_door_with_the_quarter_since_when_it_is_open() -> None:
    history = "ash 2026-27-Q1 111\nash 2026-27-Q2 111\nash 2025-26-Q4 110\nash 2025-26-Q3 100"
    ash = listed(history)["Ash"]

    assert ash.number == 3
    assert ash.doors == (
        "since 2025-26 Q3 or before",  # what was before is not known
        "since 2025-26 Q4",
        "since 2026-27 Q1",
    )


def test_a_door_is_not_open_across_a_quarter_that_was_not_reported() -> None:
    found = listed("ash 2026-27-Q1 100\nash 2025-26-Q3 100\nash 2025-26-Q2 000")

    assert found["Ash"].doors == ("since 2026-27 Q1 or before", "not open", "not open")


def test_what_is_not_reported_is_a_word_in_the_list_and_no_number() -> None:
    found = listed("ash 2026-27-Q1 10-")

    assert found["Ash"].doors == ("since 2026-27 Q1 or before", "not open", "not reported")
    assert found["Ash"].number is None
    assert found["Birch"].doors == ("not reported",) * 3


def test_a_list_holds_the_schools_of_the_place_that_may_be_seen() -> None:
    scoped = replace(asked(), scope=Scope(frozenset({"ash", "district"})))
    found = door_list(scoped, doors_source(LINES))

    assert list(listed(place="north")) == ["Ash", "Birch"]
    assert found
    assert [school.name for school in found.schools] == ["Ash"]


@pytest.mark.parametrize(
    ("text", "wanted", "names"),
    [
        ("", "", ["Ash", "Birch", "Cedar", "Dogwood"]),
        ("SOUTH", "", ["Cedar", "Dogwood"]),
        ("high", "", ["Dogwood"]),
        ("clinician north", "", ["Ash"]),
        ("telehealth 2026-27", "", ["Ash", "Birch"]),
        ("", "0", ["Cedar"]),
        ("", GAINED, ["Ash", "Birch"]),
        ("nowhere", "", []),
    ],
)
def test_a_list_is_searched_by_name_type_region_and_open_door(
    text: str, wanted: str, names: list[str]
) -> None:
    lines = LINES + "dogwood 2025-26-Q2 111\ndogwood 2025-26-Q3 111\ndogwood 2025-26-Q4 111"
    found = door_list(asked(), doors_source(lines))

    assert found
    assert [school.name for school in having(found, text, wanted)] == names


def test_a_school_tells_its_doors_in_words() -> None:
    assert school_doors(asked("ash"), doors_source(LINES)) == (
        "Open doors: clinician at school (since 2026-27 Q1 or before), "
        "telehealth (since 2026-27 Q1 or before). Not open: wellness center."
    )
    assert school_doors(asked("cedar"), doors_source(LINES)) == (
        "Open doors: none. Not open: clinician at school, wellness center, telehealth."
    )


digits = st.text("01-", min_size=3, max_size=3)
known = st.dictionaries(
    st.tuples(st.sampled_from(SCHOOLS), st.sampled_from([NOW, YEAR_AGO])), digits
)


@given(known)
def test_gained_and_lost_agree_with_loops(known: Told) -> None:
    """Counted school by school and door by door, from the lines themselves."""
    found = doors_source(known=known)

    rows = [open_doors(asked(place), found) for place in ("district", "north", "south")]

    for row in rows:
        assert row
        gained, lost = plain_changes(known, found, row.row.place.code)
        if row.row.gained is not None:
            assert (row.row.gained, row.row.lost) == (gained, lost)


def plain_changes(known: Told, found: SmallSource, place: str) -> tuple[int, int]:
    gained = lost = 0
    for school in found.contents.places.schools(place, NOW):
        before, now = (
            known.get((school.code, YEAR_AGO), "---"),
            known.get((school.code, NOW), "---"),
        )
        pairs = [was + is_ for was, is_ in zip(before, now, strict=True)]
        gained += "01" in pairs
        lost += "10" in pairs
    return gained, lost
