"""A partner's own workbook with its faults marked; every other cell stays as it is.

Values are never assigned to their cells: openpyxl would make a formula of a text that begins with
an equals sign. Only formats and comments are.
"""

import io
import warnings
from collections.abc import Iterable
from copy import copy

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from wellness.publishing.marking.marks import (
    AUTHOR,
    ERROR_TINT,
    HEADINGS,
    WARNING_TINT,
    WIDTHS,
    Marks,
    Placed,
    comment,
    tint,
)
from wellness.publishing.reading.workbooks import TO_MEND
from wellness.publishing.reading.xlsx import Package, letters

_BLACK = Color("FF000000")
_LINK = Font(color="0B5394", underline="single")
_OURS = {f"00{ERROR_TINT}", f"00{WARNING_TINT}"}
# What openpyxl raises, from deep inside, at a part that it does not know; the last is bad XML.
_NOT_UNDERSTOOD = (
    InvalidFileException,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OSError,
    SyntaxError,
)
_LOST = "Charts and pictures of your workbook are not in this copy: go on working in your own."


class NotMarkableError(Exception):
    """A workbook that can be read and yet not be written again as it was."""


def marked_in_place(package: Package, sheet: str, found: Marks) -> bytes:
    """The workbook, the cells of one sheet marked, with a first sheet that lists the faults.

    Raises `NotMarkableError` where openpyxl does not understand what the workbook holds.
    """
    try:
        with warnings.catch_warnings():
            # It warns of what it drops (charts, newer kinds of validation); the list says so.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(package.content), rich_text=True)
            _mark(book, sheet, found)
            _list(book, sheet, (*found.notes, *((_LOST,) if package.has_pictures else ())), found)
            content = io.BytesIO()
            book.save(content)
    except _NOT_UNDERSTOOD as error:
        raise NotMarkableError from error
    return content.getvalue()


def _mark(book: Workbook, sheet: str, found: Marks) -> None:
    page = book[sheet]
    # Not `iter_rows`: it makes every cell up to the last one, be it in the last corner.
    for cell in tuple(page._cells.values()):  # noqa: SLF001
        _take_back(cell)
    for (row_number, column), faults in found.by_cell.items():
        _mark_cell(_shown_cell(page, row_number, column), faults)


def _take_back(cell: Cell | MergedCell) -> None:
    """Remove the mark of an earlier check, known by the author of its comment."""
    if cell.comment is not None and cell.comment.author == AUTHOR:
        cell.comment = None
        if cell.fill.fgColor.rgb in _OURS:
            cell.fill = PatternFill()


def _shown_cell(page: Worksheet, row: int, column: int) -> Cell:
    """The cell; of merged ones, that which holds their text."""
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        block = next(b for b in page.merged_cells.ranges if cell.coordinate in b)
        return page.cell(block.min_row, block.min_col)
    return cell


def _mark_cell(cell: Cell, faults: Iterable[Placed]) -> None:
    cell.fill = PatternFill("solid", fgColor=tint(faults))
    font = copy(cell.font)
    font.color = _BLACK  # headers are often white on dark
    cell.font = font
    theirs = f"\n\n{cell.comment.author}: {cell.comment.text}" if cell.comment else ""
    cell.comment = Comment(comment(faults) + theirs, AUTHOR, height=160, width=320)


def _list(book: Workbook, sheet: str, notes: Iterable[str], found: Marks) -> None:
    """The first sheet: every fault, with a link to its cell."""
    if TO_MEND in book.sheetnames:
        del book[TO_MEND]
    page = book.create_sheet(TO_MEND, 0)
    _show_only(book, page)
    for number, note in enumerate(notes, start=1):
        _write(page.cell(number, 1), note).font = Font(bold=True)
    top = page.max_row + 2
    for column, heading in enumerate(HEADINGS, start=1):
        _write(page.cell(top, column), heading).font = Font(bold=True)
        page.column_dimensions[letters(column)].width = WIDTHS[column - 1]
    for number, placed in enumerate(found.placed, start=top + 1):
        if placed.row:
            _link(page.cell(number, 1), sheet, placed)
        for column, text in enumerate(placed.texts, start=2):
            _write(page.cell(number, column), text).alignment = Alignment(
                wrap_text=True, vertical="top"
            )


def _show_only(book: Workbook, page: Worksheet) -> None:
    """Open at that sheet alone: with two selected, whoever types would type into both."""
    book.active = book.index(page)
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page


def _write(cell: Cell, text: str) -> Cell:
    """A text as a text, also one that begins like a formula or looks like an error."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _link(cell: Cell, sheet: str, placed: Placed) -> None:
    cell.value = placed.row
    quoted = sheet.replace("'", "''")
    target = f"'{quoted}'!{letters(placed.column)}{placed.row}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=str(placed.row))
    cell.font = _LINK
