"""The data of a partner's sheet: the rows below the header, column by column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wellness.domain.deliveries import Fault
from wellness.domain.mappings import FileMapping, RowsEnd
from wellness.publishing.mapping.headers import Titles, titles_of
from wellness.publishing.reading import RAGGED, RawRows, Sheet, Words
from wellness.publishing.reading.xlsx import column_number

Row = tuple[str, ...]
_WRAPPED = re.compile(r'="(.*)"')  # how some programs keep a spreadsheet from eating zeros


@dataclass(frozen=True)
class Body:
    """Titles and rows of data. `stopped` is the line that ended them, 0 for the end of the file."""

    file_name: str
    sheet: str
    titles: Titles
    columns: tuple[Words, ...]
    lines: NDArray[np.int64]
    stopped: int = 0

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.lines)

    def select(self, rows: NDArray[np.bool_]) -> Self:
        """The body with some of its rows."""
        columns = tuple(column.select(rows) for column in self.columns)
        return replace(self, columns=columns, lines=self.lines[rows])

    def as_sheet(self, without: frozenset[int]) -> Sheet:
        """All as it was sent, but for some columns."""
        kept = [place for place in range(len(self.titles)) if place not in without]
        titles = tuple(self.titles.texts[place] for place in kept)
        columns = tuple(self.columns[place] for place in kept)
        return Sheet(self.file_name, titles, columns, self.lines)

    def fault(
        self, row: int | np.integer, place: int, code: str, said: tuple[str, str], value: str = ""
    ) -> Fault:
        """A fault of one cell, with its own text unless another value is given."""
        text = value or self.columns[place][row]
        line = int(self.lines[row])
        return Fault(line, self.titles.named(place), code, text, *said, position=place + 1)


def body_of(raw: RawRows, mapping: FileMapping) -> tuple[Body, list[Fault]]:
    """The rows between the header and the end of the data, without blank ones."""
    titles = Titles(titles_of(raw, mapping.header, mapping.footnotes))
    data = [
        (line, row)
        for line, row in zip(raw.lines, raw.rows, strict=True)
        if line > mapping.header.last
    ]
    end, stopped = _end(data, mapping.end, mapping.header.last)
    faults: list[Fault] = []
    kept: list[tuple[int, Row]] = []
    for line, row in data[:end]:
        if not any(row):
            continue
        fitted = _fitted(row, len(titles))
        if fitted is None:
            faults.append(_ragged(line, row, len(titles)))
        else:
            kept.append((line, fitted))
    lines = np.array([line for line, _ in kept], dtype=np.int64)
    columns = _columns([row for _, row in kept], len(titles))
    return Body(raw.file_name, raw.sheet, titles, columns, lines, stopped), faults


def _end(data: Sequence[tuple[int, Row]], end: RowsEnd, header: int) -> tuple[int, int]:
    """How many rows come before the end, and the line that ends them."""
    before, begun = header, False
    for place, (line, row) in enumerate(data):
        blank = not any(row) or (begun and line > before + 1)  # workbooks skip blank rows
        if end.stop_at_blank_row and begun and blank:
            return place, before + 1
        if end.stop_at and any(cell.startswith(end.stop_at) for cell in row):
            return place, line
        before, begun = line, begun or any(row)
    return len(data), 0


def _fitted(row: Row, width: int) -> Row | None:
    """The row without empty cells beyond the header; None where it is wider or narrower."""
    if len(row) < width or any(row[width:]):
        return None
    return row[:width]


def _ragged(line: int, row: Row, width: int) -> Fault:
    cells = f"{len(row)} cell{'s' * (len(row) != 1)}"
    message = f"The row has {cells}, the header has {width}."
    remedy = (
        "Look for a stray or missing separator. If the table ends above it, the mapping says so "
        "with “stop_at” under [rows]."
    )
    return Fault(line, "", RAGGED, "", message, remedy)


def _columns(rows: Sequence[Row], width: int) -> tuple[Words, ...]:
    texts = zip(*rows, strict=True) if rows else [()] * width
    return tuple(_words(column) for column in texts)


def _words(texts: Sequence[str]) -> Words:
    words = Words.of(pa.chunked_array([pa.array(texts, pa.string())]))
    if any(text.startswith('="') for text in words.texts):
        return words.mapped(lambda text: _WRAPPED.sub(r"\1", text))
    return words


def of_reader(raw: RawRows, body: Body, read: frozenset[int]) -> list[Fault]:
    """What the reader found wrong, in the partner's titles, but for cells that are not read."""
    lines = {0, *body.lines.tolist()}
    found = [(fault, column_number(fault.column) - 1) for fault in raw.faults if fault.column]
    return [
        *(fault for fault in raw.faults if not fault.column),
        *(
            replace(fault, column=body.titles.named(place), position=place + 1)
            for fault, place in found
            if place in read and fault.row in lines
        ),
    ]
