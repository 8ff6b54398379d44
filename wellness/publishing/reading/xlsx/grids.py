"""Have the cells of a workbook laid out by a program that may be killed by them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wellness.publishing.reading.apart import TooSlowError, read_apart
from wellness.publishing.reading.unreadable import UnreadableFileError
from wellness.publishing.reading.xlsx.child import DAMAGED, TOO_MUCH_TEXT
from wellness.publishing.reading.xlsx.packages import Package
from wellness.publishing.reading.xlsx.xml_events import damaged

_CHILD = Path(__file__).with_name("child.py")
_LETTERS = 150_000_000  # of all texts together; a million rows of a delivery have half


@dataclass
class Grid:
    """The rows of a sheet that are not blank, and their numbers; rows may differ in width."""

    lines: list[int] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)


def grids(package: Package, sheets: Sequence[str], rows: int = 0) -> Mapping[str, Grid]:
    """The rows of some sheets by their names, only the first so many used ones where given.

    A sheet must have been scanned before: a far cell is told there, and only killed here. Raises
    `UnreadableFileError` for whatever cannot be laid out.
    """
    try:
        done = read_apart(_CHILD, package.content, _LETTERS, rows, *sheets)
    except TooSlowError as error:
        raise _too_much(package, f"took more than {error.seconds} seconds to read") from error
    if done.code == DAMAGED:
        raise damaged(package.file_name)
    if done.code == TOO_MUCH_TEXT:
        raise _too_much(package, f"holds more than {_LETTERS // 1_000_000} million letters")
    if done.code:
        raise _too_much(package, "takes more memory than a workbook should")
    return _parsed(package, done.written)


def _parsed(package: Package, written: bytes) -> Mapping[str, Grid]:
    lines = io.TextIOWrapper(io.BytesIO(written), encoding="utf-8", newline="")
    try:
        return _by_sheet(csv.reader(lines))
    except csv.Error as error:  # a text longer than any cell can hold
        raise damaged(package.file_name) from error


def _by_sheet(rows: Iterable[list[str]]) -> Mapping[str, Grid]:
    found: dict[str, Grid] = {}
    once: dict[str, str] = {}  # most texts come again and again: each is kept once
    grid = Grid()
    for number, *texts in rows:
        if number == "0":
            grid = found[texts[0]] = Grid()
            continue
        grid.lines.append(int(number))
        grid.rows.append(tuple(once.setdefault(text, text) for text in texts))
    return found


def _too_much(package: Package, what: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{package.file_name} {what}. Send the one sheet with the numbers as “CSV UTF-8”."
    )
