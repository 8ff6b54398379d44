"""Workbooks that are the same, byte for byte, whenever they are written."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_AS_WRITTEN = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_MADE = datetime(2026, 11, 20)  # noqa: DTZ001 - a workbook has no time zone


@contextmanager
def workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """A workbook to fill; it is kept when the block ends."""
    with xlsxwriter.Workbook(path, _AS_WRITTEN) as book:
        book.set_properties({"created": _MADE})
        yield book


def write_rows(page: Worksheet, first: int, rows: Iterable[Sequence[str | int]]) -> int:
    """Write rows one beneath the other, `first` from 0; returns the row after the last."""
    for row in rows:
        page.write_row(first, 0, row)
        first += 1
    return first
