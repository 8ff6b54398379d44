"""A partner's own file back, with its faults marked: in place, or as a workbook of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from wellness.publishing.check import Receipt
from wellness.publishing.marking.beside import seems_to_list_people
from wellness.publishing.marking.copies import copied
from wellness.publishing.marking.in_place import NotMarkableError, marked_in_place
from wellness.publishing.marking.marks import Marks, marks
from wellness.publishing.reading import UnreadableFileError, read
from wellness.publishing.reading.raw import RawRows
from wellness.publishing.reading.raw_files import read_rows
from wellness.publishing.reading.workbooks import (
    TO_MEND,
    as_sheet,
    read_delivery_rows,
    read_workbook_rows,
)
from wellness.publishing.reading.xlsx import Package, Scan, open_package, scan

_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_MOST_CELLS = 1_000_000  # of all sheets; openpyxl takes about 250 bytes and 7 µs for each


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """A workbook to send back: its name and its bytes."""

    name: str
    content: bytes


def marked(
    name: str,
    content: bytes,
    receipt: Receipt,
    *,
    sheet: str | int | None = None,
    header_row: int = 1,
) -> MarkedFile:
    """The file that a receipt is about, as a workbook in which its faults are marked.

    A workbook keeps its sheets, formats and formulas; other files become one, row by row. Each
    faulty cell, up to `marks.MOST` of them, is tinted and has a comment; a first sheet lists the
    faults. The name stays, so that the mended file can be sent as it is. `sheet` and `header_row`
    say what a mapping read, where one did.

    A workbook too large to be kept as it is, or with a sheet that seems to hold people, comes back
    as the rows of the sheet that was read. There is no receipt, and so no marked file, of a file
    that was refused for its people. Raises `UnreadableFileError`.
    """
    raw = own_rows(name, content, sheet)
    found = marks(receipt, _header(raw, header_row))
    return MarkedFile(f"{PurePath(name).stem}.xlsx", _written(name, content, raw, found))


def _written(name: str, content: bytes, raw: RawRows, found: Marks) -> bytes:
    if PurePath(name).suffix.lower() in _WORKBOOKS:
        package = open_package(name, content)
        if _may_be_kept(package, raw):
            try:
                return marked_in_place(package, raw.sheet, found)
            except NotMarkableError:
                return copied(raw, found)
    return copied(raw, found)


def own_rows(name: str, content: bytes, sheet: str | int | None) -> RawRows:
    """The rows that faults are placed in, header among them. Raises `UnreadableFileError`."""
    if PurePath(name).suffix.lower() not in _WORKBOOKS:
        return _plain_rows(name, content)
    if sheet is None:
        return read_delivery_rows(name, content)
    return read_workbook_rows(name, content, sheet)


def _plain_rows(name: str, content: bytes) -> RawRows:
    try:
        return read_rows(name, content)
    except UnreadableFileError:
        # A quotation mark that is never closed: what the check could read, without the rest.
        found = read(name, content)
        columns = [column.as_arrow().to_pylist() for column in found.columns]
        rows = [found.header, *zip(*columns, strict=True)]
        return RawRows(name, rows, [1, *found.lines.tolist()])


def _header(raw: RawRows, row: int) -> Sequence[str]:
    return next((r for line, r in zip(raw.lines, raw.rows, strict=True) if line == row), ())


def _may_be_kept(package: Package, raw: RawRows) -> bool:
    """Whether all of the workbook may go back: not too large, and no list of people beside."""
    try:
        if sum(_cells(scan(package, part)) for part in package.sheets) > _MOST_CELLS:
            return False
        beside = [part.name for part in package.sheets if part.name not in {raw.sheet, TO_MEND}]
        found = (read_workbook_rows(package.file_name, package.content, name) for name in beside)
        return not any(seems_to_list_people(as_sheet(rows)) for rows in found)
    except UnreadableFileError:
        return False


def _cells(found: Scan) -> int:
    """How many cells openpyxl would make: one for each that is merged, too."""
    merged = sum((b.bottom - b.top + 1) * (b.right - b.left + 1) for b in found.merged)
    return found.cells + merged
