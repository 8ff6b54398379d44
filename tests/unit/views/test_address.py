"""Who leads, the address or the filters; and that a question survives the way there and back."""

from wellness.domain.periods import Calendar, Quarter
from wellness.domain.questions import Question
from wellness.views.address import wanted

HERE = {"q": "2026-27-Q1", "place": "east"}
THERE = {"q": "2025-26-Q4", "place": "west"}


def test_a_first_visit_follows_the_address() -> None:
    assert wanted(HERE, None, {}) == HERE
    assert wanted({}, None, {}) == {}


def test_a_new_address_leads() -> None:
    """A shared link pasted into an open tab, or Back."""
    assert wanted(THERE, HERE, HERE) == THERE


def test_the_filters_lead_while_the_address_says_what_was_written() -> None:
    assert wanted(HERE, HERE, THERE) == THERE


def test_an_address_without_filters_keeps_what_the_session_has() -> None:
    assert wanted({}, HERE, HERE) == HERE


def test_what_is_written_is_read_as_the_same_question() -> None:
    """One step there and none back: written, read and written again is the same address."""
    question = Question(3, Quarter(2026, 1), "east", "visits", "channel", "elementary")

    written = question.address(Calendar())

    assert wanted(written, written, written) == written
    assert written["q"] == "2026-27-Q1"
    assert written["place"] == "east"
