"""A school in two minutes."""

import pytest

from tests.unit.reporting.small_source import (
    CELLS,
    NOW,
    PLAN_END,
    asked,
    renamed_and_closed,
    source,
)
from wellness.domain.errors import UnknownNameError
from wellness.reporting import profile


def test_a_profile_takes_three_looks_at_the_store() -> None:
    known = source()

    profile(asked("ash"), known)

    assert known.looks == ["history", "history", "spreads"]


def test_the_facts_say_what_school_it_is() -> None:
    ash = profile(asked("ash"), source())

    assert ash.facts == "Elementary school · North · 420 students"
    assert ash.peers == "Elementary schools open in 2026-27 Q1: 3."


def test_a_row_stands_beside_the_district_and_the_spread_of_its_type() -> None:
    row = profile(asked("ash"), source()).rows[0]

    assert (row.now.text, row.district.text, row.period) == ("5.0%", "5.0%", "2026-27 Q1")
    assert row.spread is not None
    assert row.spread.schools == 12


def test_where_the_quarter_is_hidden_the_school_year_leads() -> None:
    birch = profile(asked("birch"), source())
    row = birch.rows[0]

    assert (row.now.text, row.district.text, row.period) == ("12%", "11.9%", "2025-26 school year")
    assert row.substitute == "The 2025-26 school year is shown: 12%."
    assert row.spread is None
    told, hidden = birch.sentences
    assert told.startswith("Students served: 12% (60 of 500 students) in the 2025-26 school year")
    assert hidden == (
        "For 1 of 4 numbers the school year is shown, because the quarter is hidden to protect "
        "privacy."
    )


def test_a_rate_stands_beside_the_district_and_its_peers_in_one_sentence() -> None:
    told = profile(asked("ash"), source()).sentences[0]

    assert told.endswith(
        "Here: 5.0%; District: 5.0%; Elementary schools (the 12 shown): "
        "median 3.0%, middle half 2.0% to 4.0%."
    )


def test_peers_are_left_out_where_anything_of_the_sentence_is_hidden() -> None:
    hidden = source(CELLS.replace("21430/428600", "withheld/428600"))

    assert "median" not in " ".join(profile(asked("ash"), hidden).sentences)


def test_a_yearly_survey_stands_under_its_spring() -> None:
    periods = [row.period for row in profile(asked("birch"), source()).rows]

    assert periods == ["2025-26 school year", "2026-27 Q1", "2026-27 Q1", "Spring 2026"]


def test_a_hidden_quarter_without_a_year_stays_hidden() -> None:
    cedar = profile(asked("cedar"), source())

    assert cedar.rows[0].now.text == "hidden to protect privacy"
    assert cedar.sentences == ("Hidden to protect privacy: 1 of 4 numbers.",)


def test_where_many_numbers_are_hidden_the_page_leads_to_larger_places() -> None:
    """Two of four are many, one of four is not."""
    hidden = source(
        "reach cedar 2026-27-Q1 - withheld/480 1/1\nheld cedar 2026-27-Q1 - withheld 1/1"
    )

    found = profile(asked("cedar"), hidden)

    assert [place.name for place in found.around] == ["South", "Elementary schools"]
    assert profile(asked("cedar"), source()).around == ()


def test_a_hidden_number_stands_beside_that_of_its_school_type() -> None:
    cedar = profile(asked("cedar"), source())

    assert cedar.rows[0].beside == "Elementary schools: 5.0%"
    assert profile(asked("ash"), source()).rows[0].beside == ""


def test_a_shown_number_needs_no_school_type_to_speak_for_it() -> None:
    shown = "visits cedar 2026-27-Q1 - 40 1/1\nvisits elementary 2026-27-Q1 - 900 1/1\n"

    cedar = profile(asked("cedar"), source(CELLS + shown))

    assert [row.beside for row in cedar.rows if row.now.amount is not None] == [""]


def test_what_can_never_apply_to_a_school_is_left_out() -> None:
    """Nobody at Ash was ever asked for a growth mindset; Birch may have sent nothing yet."""
    codes = {
        name: [r.indicator.code for r in profile(asked(name), source()).rows]
        for name in ("ash", "birch")
    }

    assert codes == {
        "ash": ["reach", "visits", "held"],
        "birch": ["reach", "visits", "held", "mindset"],
    }


def test_the_first_number_that_is_shown_is_drawn_first() -> None:
    cells = CELLS.replace("visits    ash      2026-27-Q1 - 0", "visits cedar 2026-27-Q1 - 40")

    assert profile(asked("cedar"), source(cells)).lead == "visits"
    assert (
        profile(asked("cedar"), source("reach cedar 2026-27-Q1 - withheld/480 1/1")).lead == "reach"
    )


def test_a_school_that_moved_says_so_in_one_sentence() -> None:
    assert profile(asked("cedar"), source()).history == (
        "It moved from North to South with 2025-26 Q1."
    )
    assert profile(asked("ash"), source()).history == ""


def test_a_renamed_school_is_called_what_it_was_called_then() -> None:
    known = renamed_and_closed()

    now, then = (profile(asked("ash").in_quarter(q), known) for q in (NOW, PLAN_END))

    assert (now.name, now.history) == ("Ash", "It was called Alder Ashe until 2025-26 Q4.")
    assert (then.name, then.history) == ("Alder Ashe", "It has been called Ash since 2026-27 Q1.")


def test_a_closed_school_leads_to_its_last_quarter() -> None:
    dogwood = profile(asked("dogwood"), renamed_and_closed())

    assert (dogwood.history, dogwood.rows) == ("It closed at the end of 2025-26 Q4.", ())
    assert dogwood.facts == "High school · South"
    assert dogwood.instead is not None
    assert dogwood.instead.quarter == PLAN_END


def test_a_profile_says_at_most_three_sentences() -> None:
    ash = profile(asked("ash"), source())

    assert ash.sentences[0].startswith("Students served: 5.0% (21 of 420 students) in")
    assert len(ash.sentences) <= 3


def test_a_place_that_is_no_school_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownNameError, match="North is not a school"):
        profile(asked("north"), source())
