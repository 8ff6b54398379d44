"""What a workbook hides, and which of its cells have no value: told, never passed over."""

from collections.abc import Iterable, Iterator, Sequence

from wellness.domain.deliveries import Fault, Severity
from wellness.publishing.reading.raw import Merged
from wellness.publishing.reading.xlsx import Package, Scan, SheetPart, Unreadable, letters

_UNFINISHED = (
    "The cell holds a formula that was never worked out, so it has no value.",
    "Open the file in a spreadsheet program and save it, or write the number itself.",
)
_ERROR = "The cell holds an error, not a value.", "Mend its formula, or write the number itself."


def named(sheets: Iterable[SheetPart]) -> str:
    """The names of some sheets in a sentence."""
    return ", ".join(f"“{sheet.name}”" for sheet in sheets) or "none"


def of_package(package: Package, part: SheetPart, *, beside: bool) -> Iterator[Fault]:
    """What is to be said of a workbook of which one sheet is read.

    `beside` tells of the other sheets that can be seen; hidden ones are always told.
    """
    others = [sheet for sheet in package.sheets if sheet is not part]
    hidden = [sheet for sheet in others if sheet.is_hidden]
    if part.is_hidden:
        message = f"The sheet “{part.name}” is hidden, and was read."
        yield _notice("hidden_sheet", message, "Unhide it, so that everybody sees what is sent.")
    if hidden:
        message = f"Hidden sheets were not read: {named(hidden)}."
        yield _notice("hidden_sheets", message, "Remove them if nobody is to see them.")
    if beside and (seen := [sheet for sheet in others if not sheet.is_hidden]):
        message = f"Of this workbook the sheet “{part.name}” was read; not read: {named(seen)}."
        yield _notice("other_sheets", message, "Send others as files of their own, if meant.")
    if package.has_links:
        message = "Cells take their values from other workbooks, which are not here."
        remedy = "Break the links (in Excel: Data, Edit Links, Break Link) and save."
        yield Fault(0, "", "external_links", "", message, remedy)


def of_sheet(scanned: Scan) -> Iterator[Fault]:
    """What is to be said of cells, rows and columns; a column is named by its letter."""
    yield from map(_unreadable, scanned.unreadable)
    for row in scanned.hidden_rows:
        message = "The row is hidden in the workbook, and was read like any other."
        remedy = "Unhide it, or delete it if it is not to be counted."
        yield Fault(row, "", "hidden_row", "", message, remedy, Severity.WARNING)
    for column in _used(scanned.hidden_columns, scanned.last_column):
        message = f"Column {letters(column)} is hidden in the workbook, and was read."
        remedy = "Unhide it, or delete it if it is not to be read."
        yield _notice("hidden_column", message, remedy, letters(column))
    for column in sorted(scanned.percent_columns):
        message = f"Column {letters(column)} is shown in percent; read is the share, 0.45 for 45%."
        remedy = "Nothing is to be mended if a share is meant; a count must not be in percent."
        yield _notice("percent_column", message, remedy, letters(column))


def of_merged(merged: Iterable[Merged], header: Sequence[str]) -> Iterator[Fault]:
    """A fault for every merged block of a tidy sheet: all of its cells but one are empty."""
    for block in merged:
        left = letters(block.left)
        column = header[block.left - 1] if block.left <= len(header) else left
        last = f"{letters(block.right)}{block.bottom}"
        message = f"The cells {left}{block.top} to {last} are merged: only the first has a text."
        remedy = "Unmerge them and write the text into each."
        yield Fault(block.top, column, "merged_cells", "", message, remedy)


def _unreadable(cell: Unreadable) -> Fault:
    code, said = ("unfinished_formula", _UNFINISHED) if cell.is_formula else ("error_cell", _ERROR)
    column = letters(cell.column)
    return Fault(cell.row, column, code, cell.text, *said, position=cell.column)


def _notice(code: str, message: str, remedy: str, column: str = "") -> Fault:
    return Fault(0, column, code, "", message, remedy, Severity.WARNING)


def _used(spans: Sequence[range], last: int) -> list[int]:
    every = range(1, last + 1)
    return [column for column in every if any(column in span for span in spans)]
