"""A workbook of a file that is none: its rows as texts, its faults marked."""

import io
from collections.abc import Callable, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wellness.publishing.marking.marks import AUTHOR, HEADINGS, WIDTHS, Marks, comment, shown, tint
from wellness.publishing.reading.raw import RawRows
from wellness.publishing.reading.workbooks import DATA, TO_MEND
from wellness.publishing.reading.xlsx import letters

_MOST_CELLS = 1_000_000  # copied from the top; below them only rows with a fault
_LONGEST = 32_767  # letters that a cell holds
_WIDTH = 16
# A text is a text, whatever it begins with.
_AS_TEXT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
Styles = Callable[[str], Format]


def copied(raw: RawRows, found: Marks) -> bytes:
    """The rows in a workbook, each under the number it had, with a list of the faults."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _AS_TEXT) as book:
        styles = _styles(book)
        _list(book.add_worksheet(TO_MEND), found, styles)
        _rows(book.add_worksheet(DATA), raw, found, styles)
    return content.getvalue()


def _styles(book: xlsxwriter.Workbook) -> Styles:
    """The formats by their names: plain texts, headings, and the tints of marks."""
    text = {"num_format": "@", "quote_prefix": True}
    made = {
        "text": book.add_format(text),
        "bold": book.add_format({"bold": True}),
        "wrapped": book.add_format({**text, "text_wrap": True, "valign": "top"}),
        "link": book.add_format({"font_color": "#0B5394", "underline": 1, "valign": "top"}),
    }

    def style(name: str) -> Format:
        if name not in made:
            made[name] = book.add_format({**text, "bg_color": f"#{name}", "border": 1})
        return made[name]

    return style


def _list(page: Worksheet, found: Marks, styles: Styles) -> None:
    """Every fault, with a link to its cell."""
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    for number, note in enumerate(found.notes):
        page.write_string(number, 0, note, styles("bold"))
    top = len(found.notes) + 1
    for column, heading in enumerate(HEADINGS):
        page.write_string(top, column, heading, styles("bold"))
    for number, placed in enumerate(found.placed, start=top + 1):
        if placed.row:
            cell = f"internal:'{DATA}'!{letters(placed.column)}{placed.row}"
            page.write_url(number, 0, cell, styles("link"), str(placed.row))
        for column, text in enumerate(placed.texts, start=1):
            page.write_string(number, column, text, styles("wrapped"))


def _rows(page: Worksheet, raw: RawRows, found: Marks, styles: Styles) -> None:
    faulty = {row for row, _ in found.by_cell}
    width = max(map(len, raw.rows), default=1)
    page.set_column(0, width - 1, _WIDTH, styles("text"))
    page.set_comments_author(AUTHOR)
    for number, (line, row) in enumerate(zip(raw.lines, raw.rows, strict=True)):
        if number * width < _MOST_CELLS or line in faulty:
            _row(page, line, row, found, styles)


def _row(page: Worksheet, line: int, row: Sequence[str], found: Marks, styles: Styles) -> None:
    """One row; a marked cell may lie beyond its last text."""
    width = max([len(row), *(c for c in range(1, len(row) + 2) if (line, c) in found.by_cell)])
    for column in range(1, width + 1):
        text = shown(row[column - 1])[:_LONGEST] if column <= len(row) else ""
        faults = found.by_cell.get((line, column), ())
        style = styles(tint(faults) if faults else "text")
        if text:
            page.write_string(line - 1, column - 1, text, style)
        elif faults:
            page.write_blank(line - 1, column - 1, None, style)
        if faults:
            page.write_comment(line - 1, column - 1, comment(faults), {"width": 320, "height": 120})
