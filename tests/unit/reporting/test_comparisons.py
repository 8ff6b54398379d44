"""Schools of a type, and places of a level, side by side."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.reporting.small_source import CELLS, asked, source
from wellness.domain.cells import State
from wellness.domain.errors import OutOfScopeError
from wellness.domain.indicators import Catalogue
from wellness.domain.places import Level
from wellness.domain.questions import Question
from wellness.domain.readers import Scope
from wellness.domain.stores import Source
from wellness.reporting import (
    compare_places,
    compare_schools,
    compares_schools,
    fair,
    schools_in,
)


def test_the_type_with_most_schools_is_compared_if_none_is_asked() -> None:
    schools = compare_schools(asked("district", "reach"), source())

    assert schools.school_type.code == "elementary"
    assert [t.code for t in schools.school_types] == ["elementary", "high"]
    assert schools.period == "2026-27 Q1"


def test_hidden_schools_are_counted_and_never_drawn() -> None:
    schools = compare_schools(asked("district", "reach"), source())

    assert [dot.org_unit for dot in schools.dots] == ["ash"]
    assert (schools.withheld, schools.not_reported) == (2, 0)
    assert schools.finding.title == "Elementary schools: 5.0%"
    assert schools.finding.sentence == (
        "Shown for July–September 2026: 1 of 3 schools, 2 hidden to protect privacy. "
        "Elementary schools together: 5.0%."
    )


def test_a_quarter_that_hides_most_schools_gives_way_to_a_year_that_shows_them() -> None:
    """One of three is shown in the quarter, two of three in the year before."""
    year = """
reach     ash      2025-26    - 70/420       1/1
reach     birch    2025-26    - 60/500       1/1
reach     cedar    2025-26    - withheld/480 1/1
"""
    lines = [line for line in CELLS.splitlines() if "birch    2025-26 " not in line]

    schools = compare_schools(asked("district", "reach"), source("\n".join(lines) + year))

    assert schools.period == "2025-26"
    assert [dot.org_unit for dot in schools.dots] == ["ash", "birch"]


def test_schools_without_a_number_are_told_by_name_hidden_ones_last() -> None:
    schools = compare_schools(asked("district", "visits"), source())
    hidden = compare_schools(asked("district", "reach"), source())

    assert [(s.name, s.text) for s in schools.without] == [
        ("Birch", "not reported"),
        ("Cedar", "not reported"),
    ]
    assert [(s.name, s.state) for s in hidden.without] == [
        ("Birch", State.WITHHELD),
        ("Cedar", State.WITHHELD),
    ]


def test_a_count_is_compared_by_the_rate_worked_out_from_it() -> None:
    known = source().contents
    reach = replace(known.catalogue["reach"], derived=("visits", "enrollment"))
    rates = replace(known, catalogue=Catalogue((reach, known.catalogue["visits"])))

    assert fair(rates, known.catalogue["visits"]).code == "reach"
    assert fair(known, known.catalogue["visits"]).code == "visits"


def test_schools_are_compared_only_where_the_indicator_is_published_by_school() -> None:
    assert compares_schools(asked("district", "reach"), source())
    assert not compares_schools(asked("district", "wait"), source())


def test_the_schools_of_a_place_are_those_open_in_the_quarter() -> None:
    assert schools_in(asked("district"), source()) == 4
    assert schools_in(asked("north"), source()) == 2


def test_a_school_is_compared_with_its_own_type() -> None:
    dogwood = compare_schools(asked("dogwood", "reach"), source())

    assert dogwood.school_type.code == "high"
    assert dogwood.here == "dogwood"
    assert dogwood.not_reported == 1
    assert dogwood.finding.title == "High schools: no number can be shown"
    assert dogwood.finding.sentence.endswith("Dogwood: not reported.")


def test_the_asked_type_wins_by_its_code() -> None:
    question = replace(asked("ash", "reach"), school_type="high")

    assert compare_schools(question, source()).school_type.code == "high"


def test_a_region_compares_its_own_schools() -> None:
    north = compare_schools(asked("north", "reach"), source())

    assert (len(north.dots), north.withheld) == (1, 1)


def test_a_counts_size_is_the_enrollment() -> None:
    schools = compare_schools(asked("ash", "visits"), source())

    assert [(dot.text, dot.size) for dot in schools.dots] == [("0", 420)]
    assert schools.size_title == "Enrollment"


def test_an_indicator_without_numbers_of_schools_says_so() -> None:
    schools = compare_schools(asked("district", "wait"), source())

    assert schools.dots == ()
    assert schools.not_reported == 0
    assert schools.finding.sentence == "Wait is not published by school."


def test_only_schools_of_the_scope_are_compared() -> None:
    question = replace(asked("ash", "reach"), scope=Scope(frozenset({"ash"})))

    assert compare_schools(question, source()).withheld == 0


def test_places_stand_by_name_and_those_without_a_number_last() -> None:
    cells = CELLS.replace("2026-27-Q1 - 61/1000", "2026-27-Q1 - withheld/1000").replace(
        "reach     south    2026-27-Q1 - withheld/900", "reach south 2026-27-Q1 - 45/900"
    )
    regions = compare_places(asked("district", "reach"), source(cells))

    assert [(r.place.name, r.now.text) for r in regions.rows] == [
        ("South", "5.0%"),
        ("North", "hidden to protect privacy"),
    ]


def test_places_are_told_with_their_year_ago_and_the_difference() -> None:
    regions = compare_places(asked("district", "reach"), source())

    assert regions.finding.title == "Regions: 6.1%"
    assert regions.finding.sentence == (
        "Students served in July–September 2026: "
        "North 6.1% (4.0% a year ago), South hidden to protect privacy."
    )
    assert [r.difference for r in regions.rows] == ["+2.1 percentage points", ""]


def test_one_look_is_enough_for_all_places() -> None:
    known = source()

    compare_places(asked("district", "reach"), known, level=Level.SCHOOL_TYPE)

    assert known.looks == ["history_across"]


def test_a_level_without_numbers_says_so() -> None:
    found = compare_places(asked("district", "wait"), source(), Level.SCHOOL)

    assert found.rows == ()
    assert found.finding.sentence == "Wait is not published by school."


@pytest.mark.parametrize("compare", [compare_places, compare_schools])
def test_a_comparison_from_outside_the_scope_is_refused(
    compare: Callable[[Question, Source], object],
) -> None:
    question = replace(asked("north", "reach"), scope=Scope(frozenset({"south"})))

    with pytest.raises(OutOfScopeError):
        compare(question, source())
