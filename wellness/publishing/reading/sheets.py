"""A sheet of texts: every different text of a column is kept, and later judged, once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wellness.domain.deliveries import Fault


@dataclass(frozen=True)
class Words:
    """One column: its different texts, and for every row the position of its text."""

    texts: tuple[str, ...]
    codes: NDArray[np.int64]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Self:
        """The words of a column of strings, without blanks around them; a null is empty."""
        coded = pc.fill_null(column, "").dictionary_encode().combine_chunks()
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


@dataclass(frozen=True)
class Sheet:
    """A file as it was received: its columns of texts, and the row each came from.

    `lines` are the rows as a spreadsheet counts them: the header is row 1. `faults` tell of rows
    and characters that could not be read; those rows are not in the columns.
    """

    file_name: str
    header: tuple[str, ...]
    columns: tuple[Words, ...]
    lines: NDArray[np.int64]
    faults: tuple[Fault, ...] = field(default=())

    def __len__(self) -> int:
        """How many rows of texts there are."""
        return len(self.lines)

    def without_blank_rows(self) -> Self:
        """The sheet without the rows in which every cell is empty: spreadsheets leave some."""
        filled = np.zeros(len(self), dtype=bool)
        for column in self.columns:
            filled |= column.rows_where(bool)
        columns = tuple(column.select(filled) for column in self.columns)
        return replace(self, columns=columns, lines=self.lines[filled])

    @property
    def by_name(self) -> Mapping[str, Words]:
        """The columns by their header."""
        return dict(zip(self.header, self.columns, strict=True))
