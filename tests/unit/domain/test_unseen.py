"""What nobody sees is told by its number; letters of any script are letters."""

import json

import pytest

from wellness.domain.unseen import escaped, legible, unseen


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("as\u202eh", ("U+202E",)),
        ("a\x1b[2J\x1b", ("U+001B",)),
        ("a\u200bb\ufeff", ("U+200B", "U+FEFF")),
        ("\U000e0041", ("U+E0041",)),
    ],
)
def test_each_is_told_once_by_its_number(text: str, found: tuple[str, ...]) -> None:
    assert unseen(text) == found
    assert unseen(legible(text)) == ()


@pytest.mark.parametrize(
    "text",
    ["Ash School", "Peña", "مدرسة السلام", "שלום", "学校", "नि\u200dश", "two\nlines\tand more"],
)
def test_letters_blanks_and_joiners_are_seen(text: str) -> None:
    assert unseen(text) == ()
    assert legible(text) == text


def test_a_text_is_shown_with_the_number_in_its_place() -> None:
    assert legible("as\u202eh") == "as⟨U+202E⟩h"


def test_json_says_the_same_to_programs() -> None:
    text = json.dumps({"value": "as\u202eh\U000e0041“"}, ensure_ascii=False)

    assert unseen(escaped(text)) == ()
    assert json.loads(escaped(text)) == json.loads(text)
