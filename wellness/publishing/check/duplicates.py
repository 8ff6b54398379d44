"""The rule about repeated rows: none is kept or dropped silently, each pair is diagnosed."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wellness.domain.deliveries import Fault
from wellness.publishing.check.rows import KEY, Mask, Rows, first_rows

_SAID = ("numerator", "denominator", "value", "flag")


def repeated(rows: Rows) -> Mask:
    """Every row that is about the same as another one, the first of them included."""
    found: Mask = pd.Series(rows.grouped(*KEY)).duplicated(keep=False).to_numpy()
    return found


def repeated_rows(rows: Rows) -> Iterator[Fault]:
    """Two rows about the same place, period, indicator and category."""
    group = rows.grouped(*KEY)
    firsts = first_rows(group)
    for row in np.flatnonzero(pd.Series(group).duplicated().to_numpy()):
        yield _diagnosed(rows, int(row), int(firsts[group[row]]))


def _diagnosed(rows: Rows, row: int, first: int) -> Fault:
    line = rows.sheet.lines[first]
    columns = rows.sheet.by_name
    differing = [c for c in _SAID if columns[c][row] != columns[c][first]]
    if not differing:
        said = "An earlier row says the same.", "Delete one of the two."
        return rows.fault(row, "", "repeated_row", said, value=f"as row {line}")
    column = differing[0]
    words = columns[column]
    said = (
        f"An earlier row about the same has another {column}.",
        "Keep the right one. If both are parts, add them or name their category.",
    )
    value = f"{words[row] or 'empty'}, in row {line} {words[first] or 'empty'}"
    return rows.fault(row, column, "contradicting_row", said, value=value)
