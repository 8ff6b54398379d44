"""Workbooks for tests: made by openpyxl, and, where it would not, changed part by part."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook, load_workbook

from tests.unit.publishing.small import row
from wellness.domain.deliveries import COLUMNS

SHEET = "xl/worksheets/sheet1.xml"
Value = str | float | None


def tidy(*rows: Mapping[str, Value], title: str = "Data") -> Workbook:
    """A workbook with our columns and some rows; texts stay texts, whatever they begin with."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    for number, values in enumerate([COLUMNS, *([r[c] for c in COLUMNS] for r in rows)], start=1):
        write(book, title, number, values)
    return book


def write(book: Workbook, title: str, number: int, values: Sequence[Value]) -> None:
    """A row of a sheet; an empty text is no cell, as in every spreadsheet program."""
    for column, value in enumerate(values, start=1):
        if value not in ("", None):
            cell = book[title].cell(number, column, value)
            cell.data_type = "s" if isinstance(value, str) else "n"


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def one_row(**others: Value) -> Mapping[str, Value]:
    return {**row("ash"), "numerator": 7, **others}


def changed(content: bytes, change: Callable[[bytes], bytes], part: str = SHEET) -> bytes:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    return packed({**parts, part: change(parts.get(part, b""))})


def packed(parts: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as after:
        for name, inside in parts.items():
            after.writestr(name, inside)
    return content.getvalue()


def with_cells(cells: str) -> bytes:
    """A tidy workbook whose rows from 2 on are written as XML."""
    book = saved(tidy())
    return changed(book, lambda xml: xml.replace(b"</sheetData>", cells.encode() + b"</sheetData>"))
