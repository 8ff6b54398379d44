"""A workbook for a source to fill in: its places and indicators, and room for the numbers."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wellness.domain.deliveries import COLUMNS
from wellness.domain.district import DataSource
from wellness.domain.errors import UnknownNameError
from wellness.domain.indicators import Kind
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.domain.workspace import Definitions
from wellness.publishing.asked import Asked, asked
from wellness.publishing.due import due_date
from wellness.publishing.reading.workbooks import DATA
from wellness.publishing.template_words import (
    DEFINITION_HEADINGS,
    FLAGS,
    definition,
    instructions,
)

# The columns of a delivery, with what people read beside the codes; see `reading.files.ASIDES`.
HEADER = (
    "org_unit",
    "org_unit_name",
    "quarter",
    "period_type",
    "indicator",
    "indicator_title",
    "breakdown",
    "category",
    "category_title",
    *COLUMNS[6:],
)
_WIDTHS = (12, 34, 12, 11, 24, 34, 14, 16, 22, 11, 12, 9, 12)
_LARGEST = 999_999_999
_READ_ME, _DEFINITIONS = "Read me", "Definitions"
_ALLOWED = {"select_locked_cells": True, "select_unlocked_cells": True, "format_columns": True}
_AS_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_CODE = {"bg_color": "#EEF1F4", "num_format": "@"}
_LOCKED = {"bg_color": "#D5DAE0"}
_ROOM = {"locked": False, "border": 1, "border_color": "#7A8794"}
Formats = dict[str, Format]
_WRAPPED = {"text_wrap": True, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Template:
    """A workbook to fill in, how many rows it has, and the day by which it is due."""

    name: str
    content: bytes
    rows: int
    due_on: date


def template(
    definitions: Definitions, source: DataSource, quarter: Quarter, before: pa.Table
) -> Template:
    """The workbook of one source and quarter, named so that it can be checked as it is.

    A yearly source fills in its year, whichever quarter of it is named. `before` are the rows it
    sent earlier (a table with the columns of `OBSERVATIONS`): see `asked`. Raises
    `UnknownNameError` where nothing is asked for.
    """
    quarter = quarter.closing if source.cadence is PeriodType.YEAR else quarter
    calendar = definitions.district.calendar
    rows = asked(definitions, source, quarter, before)
    if not rows:
        raise UnknownNameError(
            f"{source.title} is asked for nothing in {calendar.label(quarter)}. See its dates and "
            f"places in district.toml, sources.{source.code}, and who names it in indicators/."
        )
    due = due_date(source, calendar, quarter)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _AS_TEXT) as book:
        formats = _formats(book)
        _write_read_me(book, formats, list(instructions(source, calendar.label(quarter), due)))
        _write_data(book, formats, rows, calendar)
        _write_definitions(book, formats, rows)
    name = f"{source.code}_{calendar.address(quarter)}.xlsx"
    return Template(name, content.getvalue(), len(rows), due)


def _formats(book: xlsxwriter.Workbook) -> Formats:
    described = {
        "head": {"bold": True, "bg_color": "#243746", "font_color": "#FFFFFF", "locked": True},
        "code": _CODE,
        "shut": _LOCKED,
        "room": _ROOM,
        "title": {"bold": True, "font_size": 14},
        "text": _WRAPPED,
    }
    return {name: book.add_format(properties) for name, properties in described.items()}


def _write_read_me(book: xlsxwriter.Workbook, formats: Formats, lines: Sequence[str]) -> None:
    page = book.add_worksheet(_READ_ME)
    page.set_column(0, 0, 100)
    page.hide_gridlines(2)
    for number, line in enumerate(lines):
        page.write_string(number, 0, line, formats["text" if number else "title"])
    page.protect(options=_ALLOWED)


def _write_data(
    book: xlsxwriter.Workbook, formats: Formats, rows: Sequence[Asked], calendar: Calendar
) -> None:
    page = book.add_worksheet(DATA)
    for column, (name, width) in enumerate(zip(HEADER, _WIDTHS, strict=True)):
        page.write_string(0, column, name, formats["head"])
        page.set_column(column, column, width)
    for number, row in enumerate(rows, start=1):
        _write_row(page, number, _said(row, calendar), row.numbers, formats)
    _validate(page, rows)
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, len(rows), len(HEADER) - 1)
    page.protect(options={**_ALLOWED, "autofilter": True})


def _said(row: Asked, calendar: Calendar) -> dict[str, str]:
    """What stands in the columns that are filled in already."""
    indicator = row.indicator
    split = indicator.breakdowns.get(row.breakdown)
    return {
        "org_unit": row.unit.code,
        "org_unit_name": row.name,
        "quarter": calendar.label(row.quarter),
        "period_type": row.period_type.value,
        "indicator": indicator.code,
        "indicator_title": indicator.title,
        "breakdown": row.breakdown,
        "category": row.category,
        "category_title": split.title_of(row.category) if split else "Total",
    }


def _write_row(
    page: Worksheet, number: int, said: dict[str, str], open_for: Sequence[str], formats: Formats
) -> None:
    """One row: codes and words, then room for a number, or none where none belongs."""
    for column, name in enumerate(HEADER):
        if name in said:
            page.write_string(number, column, said[name], formats["code"])
        elif name in open_for or name == "flag":
            page.write_blank(number, column, None, formats["room"])
        else:
            page.write_blank(number, column, None, formats["shut"])


def _validate(page: Worksheet, rows: Sequence[Asked]) -> None:
    """Whole numbers from 0 for counts, what the kind allows for values, a list for flags."""
    count = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": _LARGEST}
    for name in ("numerator", "denominator"):
        column = HEADER.index(name)
        page.data_validation(
            1, column, len(rows), column, {**count, **_refusal("A whole number from 0, no text.")}
        )
    for first, last, kind in _runs(rows):
        column = HEADER.index("value")
        page.data_validation(first, column, last, column, _value(kind))
    flag = HEADER.index("flag")
    listed = {"validate": "list", "source": list(FLAGS), **_refusal("A word of the list.")}
    page.data_validation(1, flag, len(rows), flag, listed)


def _runs(rows: Sequence[Asked]) -> Iterator[tuple[int, int, Kind]]:
    """The first and last line of rows that follow each other and have values of one kind."""
    ready = [
        (number, row.indicator.kind)
        for number, row in enumerate(rows, start=1)
        if row.indicator.kind.arrives_ready
    ]
    for (kind, _), run in groupby(
        enumerate(ready), key=lambda placed: (placed[1][1], placed[1][0] - placed[0])
    ):
        numbers = [number for _, (number, _) in run]
        yield numbers[0], numbers[-1], kind


def _value(kind: Kind) -> dict[str, object]:
    if kind is Kind.PUBLISHED_RATE:
        said = _refusal("A share between 0 and 1, like 0.45 for 45%.")
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1, **said}
    lowest = -_LARGEST if kind is Kind.MEAN else 0
    said = _refusal("A number, no text." if kind is Kind.MEAN else "A number from 0, no text.")
    bounds = {"minimum": lowest, "maximum": _LARGEST}
    return {"validate": "decimal", "criteria": "between", **bounds, **said}


def _refusal(message: str) -> dict[str, str]:
    more = " If there is none, leave it empty and choose a flag."
    return {"error_title": "Not possible here", "error_message": message + more}


def _write_definitions(book: xlsxwriter.Workbook, formats: Formats, rows: Sequence[Asked]) -> None:
    page = book.add_worksheet(_DEFINITIONS)
    for column, (heading, width) in enumerate(DEFINITION_HEADINGS):
        page.write_string(0, column, heading, formats["head"])
        page.set_column(column, column, width)
    by_code = {row.indicator.code: row.indicator for row in rows}
    for number, indicator in enumerate(by_code.values(), start=1):
        for column, text in enumerate(definition(indicator)):
            page.write_string(number, column, text, formats["text"])
    page.freeze_panes(1, 1)
    page.protect(options=_ALLOWED)
