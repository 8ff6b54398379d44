"""Read a file by its ending into the rows of one sheet, whatever its header looks like."""

import csv
import io
from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from wellness.domain.deliveries import Severity
from wellness.publishing.reading.csv_files import DELIMITERS, decoded, refuse_long_lines
from wellness.publishing.reading.files import refuse_disguises, refuse_others
from wellness.publishing.reading.limits import refuse_wide
from wellness.publishing.reading.parquet_files import read_parquet
from wellness.publishing.reading.raw import RawRows
from wellness.publishing.reading.unreadable import UnreadableFileError
from wellness.publishing.reading.workbooks import read_workbook_rows

_SAMPLE = 50  # rows that tell the delimiter


def read_rows(name: str, content: bytes, sheet: str | int | None = None) -> RawRows:
    """The rows of a file; `sheet` is a workbook's, by name or position from 1.

    Raises `UnreadableFileError` where there is nothing to judge.
    """
    refuse_others(name, content)
    ending = PurePath(name).suffix.lower()
    if ending == ".csv":
        refuse_disguises(name, content)
        return _csv_rows(name, content)
    if ending == ".parquet":
        return _parquet_rows(name, content)
    return read_workbook_rows(name, content, sheet)


def _csv_rows(name: str, content: bytes) -> RawRows:
    """Every record of a CSV file, with as many cells as it has.

    Another encoding than Unicode is a warning here: a mapping takes a file as it comes.
    """
    text, faults = decoded(name, content)
    refuse_long_lines(name, text)
    delimiter = _delimiter(text)
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [tuple(cell.strip() for cell in row) for row in found]
    except csv.Error as error:
        message = (
            f"{name} cannot be divided into rows: a quotation mark may not be closed. Look for one "
            f"that stands alone near row {found.line_num}, or save the file again as “CSV UTF-8”."
        )
        raise UnreadableFileError(message) from error
    refuse_wide(name, max(map(len, rows), default=0))
    told = tuple(replace(f, severity=Severity.WARNING) for f in faults)
    return RawRows(name, rows, range(1, len(rows) + 1), faults=told)


def _delimiter(text: str) -> str:
    """The delimiter that gives most of the first rows one width; of two, the one with more cells.

    Titles above the header and notes below have fewer cells, so not all rows need agree.
    """

    def fit(delimiter: str) -> tuple[int, int]:
        found = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE)
        try:
            widths = Counter(len(row) for row in found if len(row) > 1)
        except csv.Error:
            return 0, 0
        (width, rows), *_ = [*widths.most_common(1), (0, 0)]
        return rows, width

    return max(DELIMITERS, key=fit)


def _parquet_rows(name: str, content: bytes) -> RawRows:
    """The table with the names of its columns as row 1."""
    sheet = read_parquet(name, content)
    columns = [column.as_arrow().to_pylist() for column in sheet.columns]
    rows = [sheet.header, *zip(*columns, strict=True)]
    return RawRows(name, rows, [1, *sheet.lines.tolist()])
