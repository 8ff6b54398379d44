"""The intake store: rows as reported. Publishing alone opens it."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Engine, Select, delete, func, select

from data_access.arrow import fetch_table, fitted, insert_table
from data_access.engines import reading, writing
from data_access.schema import OBSERVATIONS
from wellness.domain import tables
from wellness.domain.errors import StoreError
from wellness.domain.periods import Span

LONG = 60_000  # rows; a quarter of one source has some thousand, a history more
KEPT_ROWS = 500_000  # some 60 MB: three years of a district of 600 schools
_LOAD_ID = pa.field("load_id", pa.int64(), nullable=False)
_NUMBERED = tables.OBSERVATIONS.insert(0, pa.field("row", pa.int64(), nullable=False))
_SELECTED = tables.OBSERVATIONS.insert(0, _LOAD_ID)


class SqlIntakeStore:
    """Rows as reported in a database; implements `wellness.domain.stores.IntakeStore`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._kept: dict[int, pa.Table] = {}

    def append(self, load_id: int, rows: pa.Table) -> None:
        """Keep the rows of a load (`tables.OBSERVATIONS`); all of them or none.

        Raises `StoreError` where the load has rows already: a state store that was restored from
        a backup would give its next load the number of one whose rows are still here.
        """
        columns = fitted(rows, tables.OBSERVATIONS).columns
        numbered = pa.table([pa.array(range(len(rows)), pa.int64()), *columns], schema=_NUMBERED)
        with writing(self.engine) as connection:
            _require_empty(connection, load_id)
            insert_table(connection, OBSERVATIONS, (load_id,), numbered)

    def select(self, load_ids: Iterable[int], between: Span | None = None) -> pa.Table:
        """The rows of some loads with their `load_id`, ordered by load, each as it was appended.

        `between` leaves out rows before its first quarter and after its last.
        """
        with reading(self.engine) as connection:
            found = [self._rows(connection, load_id, between) for load_id in sorted(set(load_ids))]
        return pa.concat_tables(found) if found else _SELECTED.empty_table()

    def count(self, load_id: int) -> int:
        """How many rows of a load are kept."""
        counted = select(func.count()).where(OBSERVATIONS.c.load_id == load_id)
        with reading(self.engine) as connection:
            return int(connection.execute(counted).scalar_one())

    def _rows(self, connection: Connection, load_id: int, between: Span | None) -> pa.Table:
        """Of a long load only what is asked; a short one whole, and remembered.

        Rows never change, and each check looks at the same years.
        """
        if load_id in self._kept:
            return _within(self._kept[load_id], between)
        if between is not None and _is_long(connection, load_id):
            return fetch_table(connection, _rows_of(load_id, between), _SELECTED)
        found = fetch_table(connection, _rows_of(load_id), _SELECTED)
        if 0 < len(found) <= LONG:  # one that is still empty may be on its way
            self._kept[load_id] = found
        while sum(map(len, self._kept.values())) > KEPT_ROWS:
            del self._kept[next(iter(self._kept))]
        return _within(found, between)

    def first_told(self, load_ids: Iterable[int]) -> pa.Table:
        """The first quarter that some loads hold of each indicator and org unit.

        A table of `tables.FIRST_TOLD`, ordered by indicator and org unit.
        """
        table = OBSERVATIONS.c
        keys = (table.indicator, table.org_unit)
        told = select(*keys, func.min(table.quarter)).where(table.load_id.in_(set(load_ids)))
        with reading(self.engine) as connection:
            found = fetch_table(connection, told.group_by(*keys), tables.FIRST_TOLD)
        return found.sort_by([("indicator", "ascending"), ("org_unit", "ascending")])

    def delete(self, load_id: int) -> None:
        """Forget the rows of a load."""
        self._kept.pop(load_id, None)
        with writing(self.engine) as connection:
            connection.execute(delete(OBSERVATIONS).where(OBSERVATIONS.c.load_id == load_id))


def _rows_of(load_id: int, between: Span | None = None) -> Select[*tuple[Any, ...]]:
    columns = [OBSERVATIONS.c[name] for name in _SELECTED.names]
    wanted = select(*columns).where(OBSERVATIONS.c.load_id == load_id)
    if between is not None:
        first, last = (quarter.ordinal for quarter in between)
        wanted = wanted.where(OBSERVATIONS.c.quarter.between(first, last))
    return wanted.order_by(OBSERVATIONS.c.row)


def _within(rows: pa.Table, between: Span | None) -> pa.Table:
    if between is None:
        return rows
    first, last = (quarter.ordinal for quarter in between)
    quarter = rows["quarter"]
    return rows.filter(pc.and_(pc.greater_equal(quarter, first), pc.less_equal(quarter, last)))


def _is_long(connection: Connection, load_id: int) -> bool:
    return connection.execute(_rows_of(load_id).offset(LONG).limit(1)).first() is not None


def _require_empty(connection: Connection, load_id: int) -> None:
    if connection.execute(_rows_of(load_id).limit(1)).first():
        raise StoreError(
            f"The intake store already holds rows of load {load_id}. Was the state store restored "
            "without it? Restore the intake store of the same day, and load again."
        )
