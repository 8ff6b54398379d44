"""The system: count cells and the rows that tie them together, as an attacker knows them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wellness.domain.errors import WellnessError

SHOWN, WITHHELD, CODED = 0, 1, 2
UNPUBLISHED = -1  # the value of a cell that nobody here knows, or that a release does not show
AT_MOST, EQUAL, AT_LEAST = -1, 0, 1
_NAMED = 5  # rows that an error names


class InconsistentSystem(WellnessError):  # noqa: N818 - the name that docs/privacy.md gives it
    """Rows that do not hold for the counts as reported: nothing may be published from them."""

    def __init__(self, rows: tuple[str, ...]) -> None:
        """Keep every row that does not hold, and name the first few."""
        self.rows = rows
        more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
        super().__init__(
            f"Numbers do not add up: {'; '.join(rows[:_NAMED])}{more}. Correct the delivery, or "
            "assign the difference to a named part."
        )


@dataclass(frozen=True)
class System:
    """Cells (n) and rows (m with z entries): total +1, parts -1, summed, `sense` `rhs`.

    `value` is UNPUBLISHED where the sender withheld the count. `lower` and `upper` are what anybody
    knows of a cell if it is withheld; -1 is no upper bound.
    `owner` is the site that knows its own cells, `block` and `group` are neighborhoods in which
    protection searches; -1 is none. `across` marks rows that cross org units.
    """

    ids: NDArray[np.str_]
    value: NDArray[np.int64]
    small: NDArray[np.bool_]
    cost: NDArray[np.float64]
    lower: NDArray[np.int64]
    upper: NDArray[np.int64]
    owner: NDArray[np.int32]
    block: NDArray[np.int32]
    group: NDArray[np.int32]
    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    coef: NDArray[np.int64]
    sense: NDArray[np.int8]
    rhs: NDArray[np.int64]
    across: NDArray[np.bool_]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.ids)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.sense)

    def publish(self, states: NDArray[np.uint8]) -> "System":
        """The system as readers get it: values gone where they are not shown, nothing small."""
        value = np.where(states == SHOWN, self.value, UNPUBLISHED)
        return replace(self, value=value, small=np.zeros_like(self.small))

    def wrong_rows(self) -> NDArray[np.int64]:
        """The rows that no numbers satisfy: the values, and within their bounds those unknown."""
        if not self.rows:
            return np.zeros(0, dtype=np.int64)
        known = self.value != UNPUBLISHED
        ceiling = np.where(self.upper < 0, np.inf, self.upper)
        least = np.where(known, self.value, self.lower).astype(np.float64)
        most = np.where(known, self.value, ceiling)
        plus = self.coef > 0
        low = self._sums(np.where(plus, least[self.indices], most[self.indices]))
        high = self._sums(np.where(plus, most[self.indices], least[self.indices]))
        above = (low > self.rhs) & (self.sense != AT_LEAST)
        below = (high < self.rhs) & (self.sense != AT_MOST)
        return np.flatnonzero(above | below)

    def _sums(self, of_entries: NDArray[np.float64]) -> NDArray[np.float64]:
        """The left side of each row, for a number at each of its entries."""
        entries = np.append(self.coef * of_entries, 0.0)
        # A row without entries would take its neighbor's first entry: `reduceat` does so.
        found: NDArray[np.float64] = np.add.reduceat(entries, self.indptr[:-1])
        found[np.diff(self.indptr) == 0] = 0
        return found

    def check(self) -> None:
        """Raise `InconsistentSystem` unless every row holds for the values."""
        wrong = self.wrong_rows()
        if wrong.size:
            raise InconsistentSystem(tuple(self.describe(row) for row in wrong.tolist()))

    def inside(self, row: int) -> NDArray[np.int32]:
        """The cells of a row, its total first."""
        return self.indices[self.indptr[row] : self.indptr[row + 1]]

    def describe(self, row: int) -> str:
        """The id of a row: its first cell, and how many others it ties to it."""
        inside = self.inside(row)
        sense = {AT_MOST: "<=", EQUAL: "=", AT_LEAST: ">="}[int(self.sense[row])]
        return f"{self.ids[inside[0]]} {sense} {len(inside) - 1} others ({self.ids[inside[-1]]} …)"
