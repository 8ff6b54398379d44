"""Finding a school: by any of its names, never by rank."""

from dataclasses import replace

import pytest

from tests.unit.reporting.small_source import CELLS, asked, renamed_and_closed, source
from wellness.domain.readers import Scope
from wellness.reporting import directory, matching
from wellness.reporting.directories import Matches


def names(found: Matches) -> list[str]:
    return [school.name for school in found.schools]


def test_the_district_lists_every_open_school_by_name() -> None:
    found = directory(asked(), renamed_and_closed())

    assert names(matching(found)) == ["Ash", "Birch", "Cedar"]


def test_a_place_lists_its_own_schools() -> None:
    found = directory(asked("north"), source())

    assert names(matching(found)) == ["Ash", "Birch"]
    assert matching(found).schools[0].region == "North"
    assert matching(found).schools[0].students == 420


def test_a_place_without_schools_is_answered_for_the_district() -> None:
    found = directory(asked("ash"), source())

    assert found.place.code == "district"
    assert len(matching(found).schools) == 4


@pytest.mark.parametrize("text", ["ash", "ALDER", "ashe ald", " alder "])
def test_a_school_is_found_by_any_of_its_names(text: str) -> None:
    found = directory(asked(), renamed_and_closed())

    assert names(matching(found, text)) == ["Ash"]
    assert matching(found, text).schools[0].formerly == ("Alder Ashe",)


def test_a_closed_school_is_found_by_name_and_says_so() -> None:
    (dogwood,) = matching(directory(asked(), renamed_and_closed()), "dog").schools

    assert dogwood.note == "It closed at the end of 2025-26 Q4."


def test_what_is_not_in_the_place_is_looked_for_everywhere() -> None:
    found = directory(asked("north"), source())

    assert matching(found, "dog") == Matches((found.schools[-1],), widened=True)
    assert matching(found, "nowhere") == Matches(())


def test_a_type_and_an_order_narrow_and_arrange_the_list() -> None:
    found = directory(asked(), source())

    assert names(matching(found, school_type="high")) == ["Dogwood"]
    assert names(matching(found, largest_first=True)) == ["Birch", "Cedar", "Ash", "Dogwood"]


def test_the_enrollment_of_the_year_before_stands_in_until_the_new_one_is_there() -> None:
    found = directory(
        asked(), source(CELLS.replace("enrollment ash     2026-27", "enrollment ash 2025-26"))
    )
    older = directory(asked(), source("enrollment ash 2025-26 - 400 1/1"))

    assert {s.name: s.students for s in found.schools}["Ash"] is None
    assert {s.name: s.students for s in older.schools}["Ash"] == 400


def test_schools_outside_the_scope_are_not_listed() -> None:
    scoped = replace(asked("ash"), scope=Scope(frozenset({"ash", "district"})))

    assert [s.name for s in directory(scoped, source()).schools] == ["Ash"]
