"""House rules a machine can hold. Each test names the rule; each message names the place."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import tree

PAGE_LINES = 60
FUNCTION_LINES = 60
FILE_LINES = 400
SENTENCE_WORDS = 3
STATE_DOOR = "wellness/views/session.py"
PAGE_NAME = re.compile(r"\d+_[a-z][a-z0-9_]*\.py")
PAGE_TITLE = re.compile(r"[A-Z][^:?]*: .+\?")
# A folder of somebody's computer: the character before tells it from an address or a glob.
MACHINE_PATH = re.compile(r"(?<![\w.*/:-])/(?:work|tmp|root|home|Users)/")


def test_pages_live_in_a_folder_of_their_section() -> None:
    """A file directly in pages/ would answer its address without dashboard.py."""
    wrong = [path for path in tree.pages() if len(path.relative_to(tree.ROOT).parts) != 3]

    assert list(map(tree.place, wrong)) == []


def test_a_pages_number_orders_the_menu() -> None:
    wrong = [path for path in tree.pages() if not PAGE_NAME.fullmatch(path.name)]

    assert list(map(tree.place, wrong)) == []


def test_a_page_fits_in_the_eye() -> None:
    assert longer_than(PAGE_LINES, tree.pages()) == []


def test_a_page_opens_with_its_title_and_its_question() -> None:
    wrong = [path for path in tree.pages() if not PAGE_TITLE.fullmatch(first_line(path))]

    assert [f"{tree.place(path)}: {first_line(path)!r}" for path in wrong] == []


def test_a_file_keeps_one_idea() -> None:
    assert longer_than(FILE_LINES, [*tree.product(), *tree.tests()]) == []


def test_a_function_fits_in_the_eye() -> None:
    long = [
        f"{tree.place(path, function.lineno)} {function.name}"
        for path in [*tree.product(), *tree.tests()]
        for function in tree.functions(path)
        if (function.end_lineno or 0) - function.lineno >= FUNCTION_LINES
    ]

    assert long == []


def test_there_is_one_door_to_the_readers_state() -> None:
    doors = [path for path in tree.product() if tree.place(path) != STATE_DOOR]

    assert found(touches_state, doors) == []


def test_pages_hold_no_html_of_their_own() -> None:
    assert found(writes_html, tree.product()) == []


def test_every_error_that_is_caught_has_a_name() -> None:
    assert found(catches_everything, [*tree.product(), *tree.tests()]) == []


def test_no_file_knows_somebodys_computer() -> None:
    known = [
        tree.place(path, number)
        for path in tree.texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]

    assert known == []


def test_a_test_states_a_claim() -> None:
    """By a docstring, or by a name of three words or more."""
    silent = [
        f"{tree.place(path, function.lineno)} {function.name}"
        for path in tree.tests()
        for function in tree.functions(path)
        if function.name.startswith("test_") and not claims(function)
    ]

    assert silent == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("touches_state", "import streamlit as st\nst.session_state['a'] = 1"),
        ("touches_state", "from streamlit import session_state"),
        ("writes_html", "st.markdown('<b>', unsafe_allow_html=True)"),
        ("writes_html", "st.html('<b>')"),
        ("catches_everything", "try:\n    go()\nexcept Exception:\n    raise"),
        ("catches_everything", "try:\n    go()\nexcept (ValueError, BaseException):\n    raise"),
        ("catches_everything", "try:\n    go()\nexcept:\n    raise"),
    ],
)
def test_the_rules_see_a_planted_fault(rule: str, source: str) -> None:
    rules: dict[str, Callable[[ast.AST], bool]] = {
        "touches_state": touches_state,
        "writes_html": writes_html,
        "catches_everything": catches_everything,
    }

    assert any(map(rules[rule], ast.walk(ast.parse(source))))


def touches_state(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return any(alias.name == "session_state" for alias in node.names)
    return isinstance(node, ast.Attribute) and node.attr == "session_state"


def writes_html(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg == "unsafe_allow_html"
    return isinstance(node, ast.Attribute) and ast.unparse(node) == "st.html"


def catches_everything(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    return node.type is None or bool(
        {"Exception", "BaseException"}
        & {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)}
    )


def claims(function: tree.Function) -> bool:
    words = [word for word in function.name.split("_")[1:] if word]
    return len(words) >= SENTENCE_WORDS or ast.get_docstring(function) is not None


def first_line(path: Path) -> str:
    docstring = ast.get_docstring(tree.parsed(path)) or ""
    return docstring.partition("\n")[0]


def longer_than(limit: int, files: list[Path]) -> list[str]:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    return [f"{tree.place(path)} has {n} lines" for path, n in lengths.items() if n > limit]


def found(rule: Callable[[ast.AST], bool], files: list[Path]) -> list[str]:
    return list(_places(rule, files))


def _places(rule: Callable[[ast.AST], bool], files: list[Path]) -> Iterator[str]:
    for path in files:
        for node in ast.walk(tree.parsed(path)):
            if rule(node):
                yield tree.place(path, getattr(node, "lineno", None))
