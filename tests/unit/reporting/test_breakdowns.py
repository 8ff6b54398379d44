"""An indicator by its categories."""

import pytest

from tests.unit.reporting.small_source import asked, source
from wellness.domain.errors import UnknownNameError
from wellness.reporting import shares, splits, survey


def test_each_category_stands_beside_its_own_year_ago() -> None:
    channels = shares(asked("district", "visits", "channel"), source())

    assert channels.finding.title == "Visits by channel: School 31,000, Telehealth 12,210"
    assert channels.finding.sentence == (
        "July–September 2026: School 31,000 (30,000 a year ago), "
        "Telehealth 12,210 (10,000 a year ago)."
    )
    assert [(c.title, c.now.text) for c in channels.categories] == [
        ("School", "31,000"),
        ("Telehealth", "12,210"),
    ]


def test_the_first_breakdown_is_shown_if_none_was_asked() -> None:
    channels = shares(asked("district", "visits"), source())

    assert channels.breakdown.code == "channel"
    assert channels.question.breakdown == "channel"


def test_the_note_says_whether_categories_add_up() -> None:
    known = source()
    visits = shares(asked("district", "visits", "channel"), known)
    (mindset,) = survey(asked("district", breakdown="band"), known)

    assert visits.note == "The categories add up to the total."
    assert mindset.note == "Each category is measured on its own students; they do not add up."


def test_a_hidden_category_stays_hidden_and_its_school_year_is_named() -> None:
    north = shares(asked("north", "visits", "channel"), source())

    assert north.finding.title == "Visits by channel: School 300"
    assert north.finding.sentence == (
        "July–September 2026: School 300, Telehealth hidden to protect privacy."
    )
    assert north.substitute == "Hidden to protect privacy. The 2025-26 school year is shown."


def test_schools_have_a_years_categories_where_quarters_are_not_published() -> None:
    ash = shares(asked("ash", "visits", "channel"), source())

    assert ash.yearly
    assert ash.categories[0].now.label == "2025-26"


def test_a_split_that_is_not_published_says_so() -> None:
    (mindset,) = survey(asked("ash", breakdown="band"), source())

    assert mindset.finding.sentence == "The split by grade band is not published for this place."


def test_the_survey_is_one_look_for_all_its_questions() -> None:
    known = source()
    (mindset,) = survey(asked("district", breakdown="band"), known)

    assert mindset.finding.title == "Growth mindset by grade band: Elementary 75.0%, High 51.0%"
    assert known.looks == ["history"]


def test_an_indicator_without_categories_says_so() -> None:
    with pytest.raises(UnknownNameError, match="Wait is not split into categories"):
        shares(asked("district", "wait"), source())


def test_only_the_breakdowns_published_for_the_place_can_be_chosen() -> None:
    known = source()

    assert [b.code for b in splits(asked("north", "visits"), known)] == ["channel"]
    assert splits(asked("ash", "mindset"), known) == ()
    assert not survey(asked("ash", breakdown="band"), known)[0].is_published
