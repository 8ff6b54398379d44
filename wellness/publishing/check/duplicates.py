"""The rule about repeated rows: none is kept or dropped silently, each pair is diagnosed."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wellness.domain.deliveries import Fault
from wellness.publishing.check.rows import KEY, Codes, Mask, Rows, first_rows

_SAID = ("numerator", "denominator", "value", "flag")


def repeated(rows: Rows) -> Mask:
    """Every row that is about the same as another one, the first of them included."""
    found: Mask = pd.Series(rows.grouped(*KEY)).duplicated(keep=False).to_numpy()
    return found


def repeated_rows(rows: Rows) -> Iterator[Fault]:
    """Two rows about the same place, period, indicator and category."""
    group = rows.grouped(*KEY)
    again = np.flatnonzero(pd.Series(group).duplicated().to_numpy())
    first = first_rows(group)[group[again]]
    differs = _first_difference(rows, again, first)
    for row, before, column in zip(again.tolist(), first.tolist(), differs, strict=True):
        yield _diagnosed(rows, row, before, column)


def _first_difference(rows: Rows, again: Codes, first: Codes) -> list[str]:
    """For each pair of rows the first column in which they say something else, or nothing."""
    found = np.zeros(len(again), dtype=np.int64)
    for position in range(len(_SAID), 0, -1):
        codes = rows.sheet.by_name[_SAID[position - 1]].codes
        found[codes[again] != codes[first]] = position
    names = ("", *_SAID)
    return [names[position] for position in found.tolist()]


def _diagnosed(rows: Rows, row: int, first: int, column: str) -> Fault:
    line = rows.sheet.lines[first]
    if not column:
        said = "An earlier row says the same.", "Delete one of the two."
        return rows.fault(row, "", "repeated_row", said, value=f"as row {line}")
    words = rows.sheet.by_name[column]
    said = (
        f"An earlier row about the same has another {column}.",
        "Keep the right one. If both are parts, add them or name their category.",
    )
    value = f"{words[row] or 'empty'}, in row {line} {words[first] or 'empty'}"
    return rows.fault(row, column, "contradicting_row", said, value=value)
