"""Finding a school, reading a release, and what the data say about themselves."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.unit.reporting.small_source import NOW, PLAN_END, asked, source
from tests.unit.views import by_hand
from wellness.domain.cells import Spread
from wellness.domain.indicators import Improvement, Kind
from wellness.domain.periods import PeriodType
from wellness.domain.releases import Release
from wellness.reporting import completeness, definitions, directory, matching
from wellness.reporting.answers import ProfileRow
from wellness.views import finder, theme
from wellness.views.charts.completeness import completeness_figure
from wellness.views.tables import profile, releases
from wellness.views.tables.definitions import lines
from wellness.views.tables.listings import listing

FIRST = Release(1, datetime(2026, 8, 1, tzinfo=UTC), "Ada", "The year is over", PLAN_END, "x added")
SECOND = replace(FIRST, number=2, published_at=datetime(2026, 11, 20, tzinfo=UTC))


@pytest.mark.parametrize(
    ("place", "text", "shown", "sentence"),
    [
        ("north", "", 2, "2 schools in North."),
        ("district", "", 3, "3 of 4 schools in Small Unified."),
        ("north", "ash", 1, "1 school in North."),
        ("north", "dog", 1, "No school of North has “dog” in its name; 1 school elsewhere."),
        ("north", "xyz", 0, "No school has “xyz” in its name. Try a shorter part of it."),
    ],
)
def test_a_list_of_schools_says_what_it_holds(
    place: str, text: str, shown: int, sentence: str
) -> None:
    found = directory(asked(place), source())

    assert finder.told(found, matching(found, text), text, shown) == sentence


def test_who_reads_an_older_release_is_told_and_which_is_the_newest() -> None:
    assert releases.told(FIRST, SECOND) == (
        "You are reading release 1 of Aug 1, 2026. The newest is release 2 of Nov 20, 2026."
    )


def test_a_release_says_what_changed_who_published_it_and_why() -> None:
    told = releases.lines(FIRST, is_read=True).split("  \n")

    assert told == [
        "**Release 1** · Aug 1, 2026:gray[ · being read]",
        "X added",
        r":small[:gray[Published by Ada\: The year is over]]",
    ]


def test_everything_that_was_due_is_told_in_words_newest_first() -> None:
    listed = listing(completeness(source()))

    assert listed.rows[:3] == (
        ("2026-27 Q2", "Records", "complete", "4 of 4", "Jan 20, 2027", "Oct 20, 2026"),
        ("2026-27 Q1", "Records", "complete", "4 of 4", "Oct 20, 2026", "Oct 20, 2026"),
        ("2026-27 Q1", "Centers", "6 days late", "4 of 4", "Oct 20, 2026", "Oct 26, 2026"),
    )
    assert ("2025-26 Q4", "Student survey", "some sites missing", "3 of 4") in [
        row[:4] for row in listed.rows
    ]


def test_a_box_of_the_matrix_holds_no_more_than_fits() -> None:
    """How many days late a file was stands in the hover and in the table."""
    drawn = completeness_figure(completeness(source()), theme.LIGHT, narrow=False)

    written = [note["text"] for note in drawn["layout"]["annotations"]]
    assert "late" in written
    assert not any("days" in text for text in written)
    hovered = drawn["data"][0]["customdata"]
    assert any("6 days late" in text and "received Oct 26, 2026" in text for text in hovered)


def test_a_definition_is_told_without_empty_headings() -> None:
    told = list(lines(next(d for d in definitions(source()) if d.indicator.code == "held")))

    assert "**Counted**  \nWhat Certified counts" in told
    assert not any(line.startswith(("**Targets**", "**Out of**")) for line in told)
    assert any(line.startswith("**What may not be added**") for line in told)


def row(improvement: Improvement, word: str = "5", beside: str = "") -> ProfileRow:
    """A share among twelve schools."""
    now, spread = (
        by_hand.point(0, word),
        Spread("reach", "elementary", NOW, PeriodType.QUARTER, 12, 1, 2, 3, 4, 5),
    )
    indicator = by_hand.indicator(Kind.PROPORTION, improvement)
    return ProfileRow(indicator, "", now, by_hand.point(0, "3"), (now,), spread, "", beside)


def test_where_neither_way_is_better_the_picture_does_not_say_so() -> None:
    assert profile.NEUTRAL in profile.compared(row(Improvement.NEUTRAL), 208)
    assert profile.NEUTRAL not in profile.compared(row(Improvement.DECREASE), 208)


def test_a_hidden_number_gives_its_place_to_that_of_similar_schools() -> None:
    hidden = row(Improvement.INCREASE, "withheld", "Elementary schools: 5.0%")

    assert profile.compared(hidden, 208) == r":gray[Elementary schools\: 5.0%]"


def test_a_count_is_not_compared() -> None:
    counted = replace(row(Improvement.INCREASE), indicator=by_hand.indicator(Kind.FLOW))

    assert profile.compared(counted, 208) == ""
