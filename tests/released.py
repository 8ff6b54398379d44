"""Released cells by plain SQL: a second way to every number that pages show."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of cells, with the indicator of its part."""

    indicator: str
    org_unit: str
    breakdown: str
    category: str
    period_type: str
    quarter: int
    state: str
    denominator_state: str
    numerator: int | None
    denominator: int | None
    value: float | None
    low: float | None
    high: float | None


COLUMNS = ", ".join(["parts.indicator", *(f"cells.{name}" for name in Row.__slots__[1:])])


def rows(data: Path) -> Iterator[Row]:
    """Every cell of the newest release."""
    with closing(_reading(data / "state.db")) as state:
        found = state.execute(
            "SELECT part_id FROM release_parts"
            " WHERE number = (SELECT max(number) FROM release_parts)"
        )
        newest = {part_id for (part_id,) in found}
    with closing(_reading(data / "released.db")) as released:
        query = f"SELECT parts.part_id, {COLUMNS} FROM cells JOIN parts USING (part)"  # noqa: S608
        for part_id, *values in released.execute(query):
            if part_id in newest:
                yield Row(*values)


def _reading(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
