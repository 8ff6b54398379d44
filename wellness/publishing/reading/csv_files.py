"""Read a CSV file as texts: rows that do not fit are named by number, never padded or cut."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from wellness.domain.deliveries import COLUMNS, Fault
from wellness.publishing.reading.limits import refuse_wide
from wellness.publishing.reading.sheets import Sheet, Words
from wellness.publishing.reading.unreadable import UnreadableFileError

DELIMITERS = (",", ";", "\t", "|")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FIRST_LINE = 2  # row 1 is the header
_LONGEST_LINE = 1_000_000  # letters; pyarrow reads as much at a time, and a row must fit in it
RAGGED = "ragged_row"


def read_csv(name: str, content: bytes) -> Sheet:
    """The file as texts. Raises `UnreadableFileError` where it is no table of texts."""
    text, faults = decoded(name, content)
    refuse_long_lines(name, text)
    delimiter, header = header_of(name, text)
    ragged = _Ragged(len(header))
    table = _table(name, text, delimiter, ragged)
    lines = ragged.lines_of_kept(table.num_rows)
    columns = tuple(Words.of(column) for column in table.columns)
    found = (*faults, *ragged.faults)
    return Sheet(name, header, columns, lines, found).without_blank_rows()


def decoded(name: str, content: bytes) -> tuple[str, tuple[Fault, ...]]:
    """The text of the file, and a fault where it is not in UTF-8 or UTF-16.

    Raises `UnreadableFileError` for what is no text.
    """
    if content.startswith(_UTF_16):
        return _utf_16(name, content), ()
    if b"\0" in content:
        message = f"{name} is no plain text. Open it and save the sheet as “CSV UTF-8”."
        raise UnreadableFileError(message)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        # Read on as the likeliest encoding, so that everything else is reported in one go.
        line = content.count(b"\n", 0, error.start) + 1
        message = "The file is not in UTF-8; it is probably in Windows-1252 (“ANSI”)."
        fault = Fault(line, "", "encoding", "", message, "Save it as “CSV UTF-8”.")
        return content.decode("cp1252", errors="replace"), (fault,)


def _utf_16(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        message = f"{name} begins as UTF-16 and then is not. Save it as “CSV UTF-8”."
        raise UnreadableFileError(message) from error


def refuse_long_lines(name: str, text: str) -> None:
    """Raise `UnreadableFileError` where a line is far longer than any row; shorter ones may pass.

    A longer one holds a whole stretch without an end of line, so only stretches are looked at.
    """
    for start in range(0, len(text) - _LONGEST_LINE + 1, _LONGEST_LINE):
        stretch = (start, start + _LONGEST_LINE)
        if text.find("\n", *stretch) < 0 and text.find("\r", *stretch) < 0:
            row = text.count("\n", 0, start) + 1
            raise UnreadableFileError(
                f"{name} holds a line of more than {_LONGEST_LINE:,} letters, row {row:,}: it is "
                "no table. Save the sheet as “CSV UTF-8” again."
            )


def header_of(name: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter under which most tidy columns are found, and the header it gives."""
    # Old Macs end a line with a carriage return alone.
    start = io.StringIO(text[: 2 * _LONGEST_LINE], newline=None)
    found = []
    for delimiter in DELIMITERS:
        start.seek(0)
        first = _first_row(name, csv.reader(start, delimiter=delimiter))
        found.append((len(set(first) & set(COLUMNS)), len(first), delimiter, first))
    *_, delimiter, header = max(found, key=lambda f: f[:2])
    if not any(header):
        raise UnreadableFileError(
            f"{name} is empty, or its first row is. Send it again with the names of its columns in "
            "row 1 and the rows below."
        )
    refuse_wide(name, len(header))
    return delimiter, header


def _first_row(name: str, rows: Iterator[list[str]]) -> tuple[str, ...]:
    try:
        return tuple(cell.strip() for cell in next(rows, []))
    except csv.Error as error:
        message = (
            f"{name} has a text in row 1 that is too long for the name of a column: a quotation "
            "mark may not be closed. Row 1 must be the header."
        )
        raise UnreadableFileError(message) from error


def _table(name: str, text: str, delimiter: str, ragged: "_Ragged") -> pa.Table:
    """Every row that has as many cells as the header, all columns as strings."""
    names = [str(position) for position in range(ragged.width)]
    try:
        return pacsv.read_csv(
            pa.BufferReader(text.encode()),
            # Rows are numbered in one thread only.
            read_options=pacsv.ReadOptions(
                column_names=names, skip_rows_after_names=1, use_threads=False
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=ragged.note,
            ),
            convert_options=pacsv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowInvalid as error:
        message = (
            f"{name} cannot be divided into rows: a quotation mark may not be closed. Look for one "
            "that stands alone, or save the file again as “CSV UTF-8”."
        )
        raise UnreadableFileError(message) from error


@dataclass
class _Ragged:
    """The rows that have more or fewer cells than the header."""

    width: int
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def note(self, row: pacsv.InvalidRow) -> str:
        self.numbers.append(row.number)
        if row.text.strip():
            cells = f"{row.actual_columns} cell{'s' * (row.actual_columns != 1)}"
            message = f"The row has {cells}, the header has {row.expected_columns}."
            self.faults.append(Fault(row.number, "", RAGGED, "", message, _remedy(row.text)))
        return "skip"

    def lines_of_kept(self, kept: int) -> NDArray[np.int64]:
        every = np.arange(_FIRST_LINE, _FIRST_LINE + kept + len(self.numbers), dtype=np.int64)
        return every[~np.isin(every, self.numbers)]


def _remedy(text: str) -> str:
    if "\n" in text:
        return "A quotation mark opens in it and closes lines later: delete or close it."
    return "Look for a stray or missing separator, or for a comma without quotation marks."
