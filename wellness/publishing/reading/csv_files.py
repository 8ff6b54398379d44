"""Read a CSV file as texts: rows that do not fit are named by number, never padded or cut."""

import codecs
import csv
import io
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from wellness.domain.deliveries import COLUMNS, Fault
from wellness.publishing.reading.sheets import Sheet, Words
from wellness.publishing.reading.unreadable import UnreadableFileError

_DELIMITERS = (",", ";", "\t", "|")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FIRST_LINE = 2  # row 1 is the header
RAGGED = "ragged_row"


def read_csv(name: str, content: bytes) -> Sheet:
    """The file as texts. Raises `UnreadableFileError` where it is no table of texts."""
    text, faults = _decoded(name, content)
    delimiter, header = _header(name, text)
    ragged = _Ragged(len(header))
    table = _table(name, text, delimiter, ragged)
    lines = ragged.lines_of_kept(table.num_rows)
    columns = tuple(Words.of(column) for column in table.columns)
    found = (*faults, *ragged.faults)
    return Sheet(name, header, columns, lines, found).without_blank_rows()


def _decoded(name: str, content: bytes) -> tuple[str, tuple[Fault, ...]]:
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


def _header(name: str, text: str) -> tuple[str, tuple[str, ...]]:
    """The delimiter under which most tidy columns are found, and the header it gives."""
    start = io.StringIO(text, newline=None)  # old Macs end a line with a carriage return alone
    found = []
    for delimiter in _DELIMITERS:
        start.seek(0)
        first = tuple(cell.strip() for cell in next(csv.reader(start, delimiter=delimiter), []))
        found.append((len(set(first) & set(COLUMNS)), len(first), delimiter, first))
    *_, delimiter, header = max(found, key=lambda f: f[:2])
    if not any(header):
        raise UnreadableFileError(
            f"{name} is empty, or its first row is. Send it again with the names of its columns in "
            "row 1 and the rows below."
        )
    return delimiter, header


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
