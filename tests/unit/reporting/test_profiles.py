"""A school in two minutes."""

import pytest

from tests.unit.reporting.small_source import asked, source
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

    assert (row.now.text, row.district.text, row.period) == ("5.0%", "5.0%", "")
    assert row.spread is not None
    assert row.spread.schools == 12


def test_where_the_quarter_is_hidden_the_school_year_leads() -> None:
    birch = profile(asked("birch"), source())
    row = birch.rows[0]

    assert (row.now.text, row.district.text, row.period) == ("12%", "11.9%", "2025-26")
    assert row.substitute == "The 2025-26 school year is shown: 12%."
    assert row.spread is None
    assert birch.sentences[-1] == (
        "1 of 3 quarterly numbers are hidden to protect privacy; "
        "the school year is shown instead for 1."
    )


def test_a_hidden_quarter_without_a_year_stays_hidden() -> None:
    cedar = profile(asked("cedar"), source())

    assert cedar.rows[0].now.text == "hidden to protect privacy"
    assert cedar.sentences[-1] == "1 of 3 quarterly numbers are hidden to protect privacy."


def test_a_profile_says_at_most_three_sentences() -> None:
    ash = profile(asked("ash"), source())

    assert ash.sentences[0].startswith("Students served: 5.0% (21 of 420 students) in")
    assert len(ash.sentences) <= 3


def test_a_place_that_is_no_school_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownNameError, match="North is not a school"):
        profile(asked("north"), source())
