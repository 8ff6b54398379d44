"""Read a workbook as texts: nothing hidden is read unsaid, nothing unreadable passes for blank."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from wellness.domain.deliveries import COLUMNS, Fault
from wellness.publishing.reading.columns import HEADER_ROW
from wellness.publishing.reading.raw import RawRows
from wellness.publishing.reading.sheets import Sheet, Words
from wellness.publishing.reading.unreadable import UnreadableFileError
from wellness.publishing.reading.workbook_faults import named, of_merged, of_package, of_sheet
from wellness.publishing.reading.xlsx import (
    Package,
    SheetPart,
    column_number,
    grids,
    open_package,
    scan,
)

DATA = "Data"  # a sheet of this name is the delivery, whatever stands on the others
TO_MEND = "To mend"  # ours, in a workbook that went back with its faults marked: as if not there
_FEWEST = 3  # of our columns in row 1 make a sheet a delivery, as in `columns.py`


def read_workbook(name: str, content: bytes) -> Sheet:
    """The delivery in a workbook, as its CSV would be read.

    It is the sheet “Data”, else the only one with our columns in row 1, else the only one there
    is. Raises `UnreadableFileError` where there is no such sheet, or no workbook.
    """
    return _tidy(read_delivery_rows(name, content))


def read_delivery_rows(name: str, content: bytes) -> RawRows:
    """The rows of that sheet, its header among them. Raises `UnreadableFileError`."""
    package = _opened(name, content)
    part = _delivery(package)
    return _raw(package, part, beside=part.name.casefold() != DATA.casefold())


def read_workbook_rows(name: str, content: bytes, sheet: str | int | None = None) -> RawRows:
    """The rows of one sheet of a workbook: by its name, by its number from 1, or the only one.

    Cells without a value keep what stands there (`#N/A`, a formula) and have a fault; the column
    of a fault is its letter. Raises `UnreadableFileError`.
    """
    package = _opened(name, content)
    return _raw(package, _wanted(package, sheet), beside=sheet is None)


def _opened(name: str, content: bytes) -> Package:
    package = open_package(name, content)
    theirs = tuple(sheet for sheet in package.sheets if sheet.name != TO_MEND)
    return replace(package, sheets=theirs)


def _raw(package: Package, part: SheetPart, *, beside: bool) -> RawRows:
    """One sheet; `beside` tells of other sheets that can be seen, hidden ones are always told."""
    scanned = scan(package, part)
    grid = grids(package, [part.name])[part.name]
    width = max(scanned.last_column, max(map(len, grid.rows), default=0))
    unreadable = {(cell.row, cell.column): cell.text for cell in scanned.unreadable}
    lines, rows = _with(grid.lines, grid.rows, unreadable, width)
    faults = (*of_package(package, part, beside=beside), *of_sheet(scanned))
    merged = tuple(scanned.merged)
    return RawRows(package.file_name, rows, lines, part.name, merged, faults)


def _with(
    lines: Sequence[int],
    rows: Sequence[tuple[str, ...]],
    unreadable: dict[tuple[int, int], str],
    width: int,
) -> tuple[list[int], list[tuple[str, ...]]]:
    """The rows, all of one width, with the texts of cells that have no value put in."""
    found = {line: row + ("",) * (width - len(row)) for line, row in zip(lines, rows, strict=True)}
    for (line, column), text in unreadable.items():
        row = list(found.get(line, ("",) * width))
        row[column - 1] = text
        found[line] = tuple(row)
    ordered = sorted(found)
    return ordered, [found[line] for line in ordered]


def _delivery(package: Package) -> SheetPart:
    seen = [sheet for sheet in package.sheets if not sheet.is_hidden]
    called = [sheet for sheet in seen if sheet.name.casefold() == DATA.casefold()]
    if called or len(seen) == 1:
        return (called or seen)[0]
    if not seen:
        raise _no_sheet(package, "has no sheet that can be seen", "Unhide the one to be read.")
    fitting = [sheet for sheet, first in _first_rows(package, seen) if _is_header(first)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        what = f"has no sheet with the columns of a delivery in row 1: {named(seen)}"
        remedy = f"Row 1 of one of them must be {','.join(COLUMNS)}."
        raise _no_sheet(package, what, remedy)
    what = f"has several sheets with the columns of a delivery: {named(fitting)}"
    raise _no_sheet(package, what, f"Call the one to be read “{DATA}”, or send them apart.")


def _first_rows(
    package: Package, sheets: Sequence[SheetPart]
) -> Iterator[tuple[SheetPart, tuple[str, ...]]]:
    for sheet in sheets:
        scan(package, sheet)  # only what is not too large may be laid out
    found = grids(package, [sheet.name for sheet in sheets], rows=1)
    for sheet in sheets:
        yield sheet, next(iter(found[sheet.name].rows), ())


def _is_header(row: tuple[str, ...]) -> bool:
    return len(set(COLUMNS) & set(row)) >= _FEWEST


def _wanted(package: Package, sheet: str | int | None) -> SheetPart:
    sheets = package.sheets
    if isinstance(sheet, int):
        if 1 <= sheet <= len(sheets):
            return sheets[sheet - 1]
        what = f"has no sheet number {sheet}: it has {len(sheets)}"
        raise _no_sheet(package, what, "Sheets are counted from 1; charts are not counted.")
    if sheet is None:
        seen = [part for part in sheets if not part.is_hidden]
        if len(seen) == 1:
            return seen[0]
        what = f"has {len(seen)} sheets that can be seen: {named(seen)}"
        raise _no_sheet(package, what, "Say which one the mapping reads.")
    for part in sheets:
        if part.name.strip().casefold() == sheet.strip().casefold():
            return part
    raise _no_sheet(package, f"has no sheet “{sheet}”", f"Its sheets are {named(sheets)}.")


def _no_sheet(package: Package, what: str, remedy: str) -> UnreadableFileError:
    return UnreadableFileError(f"{package.file_name} {what}. {remedy}")


def _tidy(raw: RawRows) -> Sheet:
    """The sheet of a delivery: row 1 is its header, and faults name its columns."""
    if not raw.lines or raw.lines[0] != HEADER_ROW:
        raise UnreadableFileError(
            f"{raw.file_name} is empty, or the first row of its sheet “{raw.sheet}” is. Send it "
            "again with the names of its columns in row 1 and the rows below."
        )
    header = raw.rows[0]
    named_faults = (_in_words(fault, header) for fault in raw.faults)
    return replace(as_sheet(raw), faults=(*named_faults, *of_merged(raw.merged, header)))


def as_sheet(raw: RawRows) -> Sheet:
    """The rows as columns, the first row as their header; no faults."""
    header, rows = next(iter(raw.rows), ()), raw.rows[1:]
    # A column without a name and without a text is one that was only formatted.
    kept = [i for i, name in enumerate(header) if name or any(row[i] for row in rows)]
    columns = tuple(_words([row[position] for row in rows]) for position in kept)
    names = tuple(header[position] for position in kept)
    lines = np.array(raw.lines[1:], dtype=np.int64)
    return Sheet(raw.file_name, names, columns, lines).without_blank_rows()


def _words(texts: Sequence[str]) -> Words:
    return Words.of(pa.chunked_array([pa.array(texts, pa.string())]))


def _in_words(fault: Fault, header: tuple[str, ...]) -> Fault:
    """The fault with the name of its column, where the column has one."""
    if not fault.column:
        return fault
    name = header[column_number(fault.column) - 1]
    return replace(fault, column=name or fault.column)
