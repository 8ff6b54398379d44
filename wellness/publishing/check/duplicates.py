"""The rule about repeated rows: none is kept or dropped silently, each pair is diagnosed."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from wellness.domain.deliveries import Fault
from wellness.publishing.check.rows import KEY, Rows, first_rows

_SAID = ("numerator", "denominator", "value", "flag")


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
        said = f"This row repeats row {line} with the same numbers.", "Delete one of the two."
        return rows.fault(row, "org_unit", "repeated_row", said)
    message = f"This row is about the same as row {line} and has another {differing[0]}."
    said = message, "Keep the right one. If both are parts, add them or name their category."
    return rows.fault(row, differing[0], "contradicting_row", said)
