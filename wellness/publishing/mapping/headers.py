"""The titles of a partner's columns: header rows joined into one text for each column."""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

from wellness.domain.faults import nearest
from wellness.domain.mappings import HeaderRows, Ref
from wellness.publishing.reading import Merged, RawRows
from wellness.publishing.reading.xlsx import letters

Cells = list[str]


def titles_of(
    raw: RawRows, header: HeaderRows, footnotes: re.Pattern[str] | None
) -> tuple[str, ...]:
    """One title for each column: what stands above it, top to bottom, without repeats.

    In all header rows but the last an empty cell says what the cell to its left says, as far as
    merged cells reach; where nothing is merged, until a row above begins something new.
    """
    by_line = dict(zip(raw.lines, raw.rows, strict=True))
    lines = range(header.row, header.last + 1)
    given = [by_line.get(line, ()) for line in lines]
    width = max(map(len, given), default=0)
    rows = [
        [_clean(text, footnotes) for text in (*row, *[""] * (width - len(row)))] for row in given
    ]
    filled = [
        _filled(rows[: place + 1], _ends(raw.merged, line), is_last=line == header.last)
        for place, line in enumerate(lines)
    ]
    return tuple(_joined(parts, header.join) for parts in zip(*filled, strict=True))


def _clean(text: str, footnotes: re.Pattern[str] | None) -> str:
    """The text in one line and without its footnote mark."""
    spelled = " ".join(text.split())
    return footnotes.sub("", spelled).strip() if footnotes else spelled


def _ends(merged: Sequence[Merged], line: int) -> dict[int, int]:
    """Merged cells of a row: position of the first → position after the last, from 0."""
    return {m.left - 1: m.right for m in merged if m.top <= line <= m.bottom and m.right > m.left}


def _filled(rows: list[Cells], ends: dict[int, int], *, is_last: bool) -> Cells:
    """The last of these rows with its empty cells filled from the left."""
    *above, row = rows
    filled, carried, until = [], "", 0
    for place, text in enumerate(row):
        if place in ends:
            carried, until = text, ends[place]
        elif text:
            carried, until = text, place + 1 if is_last else len(row)
        elif place >= until or any(upper[place] for upper in above):
            carried = ""
        filled.append(text or carried)
    return filled


def _joined(parts: Sequence[str], join: str) -> str:
    told = [part for n, part in enumerate(parts) if part and part not in parts[:n]]
    return join.join(told)


class Titles:
    """The columns of a partner's file, found by title or position."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        """Take the titles in order; a file without any has one column without a title."""
        self.texts = texts or ("",)
        self._spelled = [spelled(text) for text in self.texts]

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self.texts)

    def named(self, place: int) -> str:
        """A column in a sentence and in a fault: its title, else its letter."""
        return self.texts[place] or f"column {letters(place + 1)}"

    def find(self, ref: Ref) -> list[int]:
        """The places, from 0, of the columns that a reference means: exactly one if all is well."""
        if isinstance(ref, int):
            return [ref - 1] if 1 <= ref <= len(self) else []
        return [n for n, text in enumerate(self._spelled) if text == spelled(ref)]

    def like(self, ref: Ref) -> list[int]:
        """The places of all columns whose title fits a text with stars in it."""
        if isinstance(ref, int):
            return self.find(ref)
        return [n for n, text in enumerate(self._spelled) if fnmatchcase(text, spelled(ref))]

    def fitting(self, pattern: re.Pattern[str]) -> dict[int, dict[str, str]]:
        """The columns whose whole title fits a pattern, each with the texts of its groups."""
        found = ((n, pattern.fullmatch(text)) for n, text in enumerate(self.texts))
        return {n: match.groupdict(default="") for n, match in found if match}

    def nearest(self, ref: Ref) -> str:
        """The title that was probably meant, or an empty text."""
        return nearest(str(ref), filter(None, self.texts))


def spelled(text: str) -> str:
    """A text as it is compared: small letters, one blank between words."""
    return " ".join(text.split()).casefold()
