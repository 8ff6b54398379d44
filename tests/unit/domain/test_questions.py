"""A question is a cache key, an address and a caption in one."""

from wellness.domain.periods import Calendar, Quarter
from wellness.domain.questions import Question
from wellness.domain.readers import Scope

ASKED = Question(7, Quarter(2026, 1), "region-east", "visits", "channel")


def test_an_address_always_names_quarter_and_place() -> None:
    bare = Question(7, Quarter(2026, 1), "district")

    assert bare.address(Calendar()) == {"q": "2026-27-Q1", "place": "district"}


def test_an_address_names_the_release_only_when_it_is_not_simply_the_newest() -> None:
    pinned = Question(7, Quarter(2026, 1), "district", newest=False)

    assert pinned.address(Calendar())["r"] == "7"


def test_questions_are_compared_by_what_they_ask() -> None:
    assert ASKED.about("visits", "channel") == ASKED
    assert len({ASKED, ASKED.at("region-west"), ASKED.in_quarter(Quarter(2025, 1))}) == 3


def test_a_reader_of_one_region_asks_another_question_than_a_reader_of_all() -> None:
    narrow = Question(7, Quarter(2026, 1), "region-east", scope=Scope(frozenset({"region-east"})))

    assert narrow != Question(7, Quarter(2026, 1), "region-east")
    assert "region-west" not in narrow.scope
