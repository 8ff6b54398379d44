"""Where to look when a number is hidden: only what the same release shows."""

from dataclasses import replace

from tests.unit.reporting.small_source import CELLS, asked, source
from wellness.domain.cells import State
from wellness.domain.readers import Scope
from wellness.reporting import trend


def test_the_school_year_comes_first() -> None:
    birch = trend(asked("birch", "reach"), source())

    assert birch.finding.title == "Students served: hidden to protect privacy"
    assert birch.substitute == "The 2025-26 school year is shown: 12%."
    assert birch.instead is None
    assert birch.finding.sentence == (
        "Birch: July–September 2026 is hidden to protect privacy. "
        "The 2025-26 school year is shown: 12%."
    )


def test_then_the_region_if_it_is_shown() -> None:
    cells = CELLS.replace(
        "reach     birch    2025-26    - 60/500", "reach birch 2025-26 - withheld/500"
    )
    birch = trend(asked("birch", "reach"), source(cells))

    assert birch.substitute == "Shown for North: 6.1%."
    assert birch.instead is not None
    assert birch.instead.place == "north"


def test_a_region_that_is_hidden_itself_is_passed_over() -> None:
    cedar = trend(asked("cedar", "reach"), source())

    assert cedar.substitute == "Shown for Elementary schools: 5.0%."


def test_nothing_outside_the_scope_is_named() -> None:
    question = replace(asked("cedar", "reach"), scope=Scope(frozenset({"cedar", "district"})))

    assert trend(question, source()).substitute == "Shown for Small Unified: 5.0%."


def test_nothing_is_promised_where_nothing_is_shown() -> None:
    cells = "reach birch 2026-27-Q1 - withheld/500 1/1"
    birch = trend(asked("birch", "reach"), source(cells))

    assert birch.substitute == ""
    assert birch.finding.sentence == "Birch: July–September 2026 is hidden to protect privacy."


def test_a_place_below_the_lowest_level_is_told_where_it_is_published() -> None:
    wait = trend(asked("ash", "wait"), source())

    assert wait.now.state is State.NOT_APPLICABLE
    assert wait.points == ()
    assert wait.finding.title == "Wait: not published for this place"
    assert wait.substitute == (
        "Published by region and district: 6.5 school days for Small Unified."
    )


def test_a_number_that_is_shown_needs_no_substitute() -> None:
    known = source()

    assert trend(asked("ash", "reach"), known).substitute == ""
    assert known.looks == ["history"]
