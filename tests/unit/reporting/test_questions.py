"""From addresses to questions, with a sentence for whatever is unknown."""

import pytest

from tests.unit.reporting.small_source import CALENDAR, NEXT, NOW, source
from wellness.domain.errors import OutOfScopeError
from wellness.domain.questions import Question
from wellness.domain.readers import EVERYTHING, Scope
from wellness.reporting import ask


def test_an_empty_address_asks_for_the_latest_finished_quarter_of_the_district() -> None:
    assert ask(source(), EVERYTHING, {}) == (Question(7, NOW, "district"), ())


def test_a_whole_address_is_understood_and_written_again() -> None:
    address = {
        "q": "2026-27-Q2",
        "place": "ash",
        "i": "visits",
        "by": "channel",
        "type": "high",
        "r": "7",
    }
    question, said = ask(source(), EVERYTHING, address)

    assert question == Question(7, NEXT, "ash", "visits", "channel", "high", newest=False)
    assert question.address(CALENDAR) == address
    assert said == ()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("q", "soon", "“soon” is not a quarter: write it like 2026-27 Q1. 2026-27 Q1 is shown"),
        ("q", "2030-31-Q1", "Nothing has arrived for 2030-31 Q1 in this release. 2026-27 Q1"),
        ("place", "oak", "“oak” is not a place of this district. Small Unified is shown instead."),
        ("i", "rech", "“rech” is not an indicator of this district. It was left out."),
        ("i", "enrollment", "Enrollment is a reference series and has no page."),
        ("by", "color", "No indicator has a breakdown “color”. It was left out."),
        ("type", "tiny", "“tiny” is not a school type of this district. It was left out."),
        ("r", "99", "Release “99” is not the one that is open."),
    ],
)
def test_an_unknown_value_gets_one_sentence(name: str, value: str, sentence: str) -> None:
    question, said = ask(source(), EVERYTHING, {name: value})

    assert question == Question(7, NOW, "district")
    assert len(said) == 1
    assert said[0].startswith(sentence)


def test_a_breakdown_must_belong_to_the_asked_indicator() -> None:
    question, said = ask(source(), EVERYTHING, {"i": "wait", "by": "channel"})

    assert question.breakdown == ""
    assert said == ("Wait has no breakdown “channel”. It was left out.",)


def test_an_unfinished_quarter_may_be_asked() -> None:
    assert ask(source(), EVERYTHING, {"q": "2026-27-Q2"})[0].quarter == NEXT


def test_a_narrow_scope_begins_at_its_first_place() -> None:
    scope = Scope(frozenset({"dogwood", "south"}))

    assert ask(source(), scope, {})[0].place == "south"


def test_a_place_outside_the_scope_is_refused_and_not_replaced() -> None:
    with pytest.raises(OutOfScopeError, match="North"):
        ask(source(), Scope(frozenset({"south"})), {"place": "north"})
