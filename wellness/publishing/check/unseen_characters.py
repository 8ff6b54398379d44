"""The rule about characters that nobody sees: a text that holds one is another than it looks."""

from collections.abc import Iterator

from wellness.domain.deliveries import COLUMNS, Fault
from wellness.domain.unseen import unseen
from wellness.publishing.check.rows import Rows, Verdict


def unseen_characters(rows: Rows) -> Iterator[Fault]:
    """A control, a mark that turns the direction of writing, a blank without width."""
    for column in COLUMNS:
        if any(map(_verdict, rows.words[column].texts)):
            yield from rows.judged((column,), _verdict, column, "unseen_character")


def _verdict(text: str) -> Verdict:
    if text.isascii() and text.isprintable():  # nearly every text
        return None
    found = unseen(text)
    if not found:
        return None
    message = f"The text holds characters that nobody sees: {', '.join(found)}."
    return message, "Type it anew by hand; a copy of it would bring them along."
