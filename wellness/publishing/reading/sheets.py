"""A sheet of texts: every different text of a column is kept, and later judged, once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wellness.domain.deliveries import Fault

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Words:
    """One column: its different texts, and for every row the position of its text."""

    texts: tuple[str, ...]
    codes: NDArray[np.int64]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Self:
        """The words of a column of strings, without blanks around them; a null is empty.

        A column that is coded already has no nulls.
        """
        if not pa.types.is_dictionary(column.type):
            column = pc.fill_null(column, "").dictionary_encode()
        coded = column.combine_chunks()
        trimmed = pc.utf8_trim_whitespace(coded.dictionary).dictionary_encode()
        codes = trimmed.indices.to_numpy()[coded.indices.to_numpy()]
        return cls(tuple(trimmed.dictionary.to_pylist()), codes.astype(np.int64))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.codes)

    def __getitem__(self, index: int | np.integer) -> str:
        """The text of a row."""
        return self.texts[int(self.codes[index])]

    def select(self, rows: NDArray[np.bool_]) -> Self:
        """The column with some of its rows."""
        return type(self)(self.texts, self.codes[rows])

    def rows_where(self, verdict: Callable[[str], bool]) -> NDArray[np.bool_]:
        """The rows whose text is judged so."""
        return np.fromiter((verdict(t) for t in self.texts), bool, len(self.texts))[self.codes]

    def mapped(self, change: Callable[[str], str]) -> Self:
        """The column with every text changed; texts that become equal become one."""
        positions: dict[str, int] = {}
        moved = [positions.setdefault(change(t), len(positions)) for t in self.texts]
        return type(self)(tuple(positions), np.array(moved, dtype=np.int64)[self.codes])

    def as_arrow(self) -> pa.Array:
        """The column as Arrow strings."""
        coded = pa.DictionaryArray.from_arrays(
            pa.array(self.codes), pa.array(self.texts, pa.string())
        )
        return coded.cast(pa.string())


class Cell(NamedTuple):
    """A cell in the sender's own words; `position` is its column's, from 1, 0 where it has none."""

    column: str
    position: int
    text: str


@dataclass(frozen=True)
class Origins:
    """Where the texts of a mapped sheet stand in the sender's own file.

    `rows` are the sender's rows, by index, that the sheet's rows came from (the last of several),
    and `alone` says where it was one. `positions` are by column of ours, for each of its rows,
    the sender's column from 1, and 0 where the mapping itself says the text.
    """

    titles: tuple[str, ...]
    columns: tuple[Words, ...]
    rows: NDArray[np.int64]
    alone: NDArray[np.bool_]
    positions: Mapping[str, NDArray[np.int64]]

    def cell(self, row: int, column: str) -> Cell | None:
        """The sender's cell behind one of ours; its text is "" where several were added up."""
        position = int(self.positions[column][row]) if column in self.positions else 0
        if not position:
            return None
        text = self.columns[position - 1][self.rows[row]] if self.alone[row] else ""
        return Cell(self.titles[position - 1], position, text)


@dataclass(frozen=True)
class Sheet:
    """A file as it was received: its columns of texts, and the row each came from.

    `lines` are the rows as a spreadsheet counts them: the header is row 1. `faults` tell of rows
    and characters that could not be read; those rows are not in the columns. A mapped sheet has
    `origins`, the number of rows that were `received` (one may say several things), and the step
    that its numbers were `rounded_to`.
    """

    file_name: str
    header: tuple[str, ...]
    columns: tuple[Words, ...]
    lines: NDArray[np.int64]
    faults: tuple[Fault, ...] = field(default=())
    origins: Origins | None = None
    received: int | None = None
    rounded_to: int = 0

    def __len__(self) -> int:
        """How many rows of texts there are."""
        return len(self.lines)

    @property
    def rows_received(self) -> int:
        """How many rows its sender counts."""
        return len(self) if self.received is None else self.received

    def cell(self, row: int, column: str) -> Cell:
        """A cell as its sender knows it."""
        text = self.by_name[column][row]
        if self.origins is None:
            return Cell(column, self.header.index(column) + 1, text)
        found = self.origins.cell(row, column)
        return found._replace(text=found.text or text) if found else Cell(column, 0, text)

    def without_blank_rows(self) -> Self:
        """The sheet without the rows in which every cell is empty: spreadsheets leave some."""
        filled = np.zeros(len(self), dtype=bool)
        for column in self.columns:
            filled |= column.rows_where(bool)
        columns = tuple(column.select(filled) for column in self.columns)
        return replace(self, columns=columns, lines=self.lines[filled])

    def without(self, names: Collection[str]) -> Self:
        """The sheet without the columns of those names."""
        kept = [position for position, name in enumerate(self.header) if name not in names]
        header = tuple(self.header[position] for position in kept)
        return replace(self, header=header, columns=tuple(self.columns[p] for p in kept))

    @cached_property
    def by_name(self) -> Mapping[str, Words]:
        """The columns by their header."""
        return dict(zip(self.header, self.columns, strict=True))
