"""The released store: cells by part, written once and never changed."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from sqlalchemy import Engine, Select, delete, insert, literal, select, update

from data_access.arrow import fetch_table, fitted, insert_table
from data_access.engines import reading, writing
from data_access.parts import keys_of, require_keys
from data_access.schema import CELLS, PARTS, SPREADS
from data_access.source import ReleasedSource
from wellness.domain import tables
from wellness.domain.releases import Contents, Part

_KEY = ("org_unit", "breakdown", "category", "period_type", "quarter")
_READ = tables.CELLS.insert(0, pa.field("part_id", pa.string(), nullable=False))


class SqlReleasedStore:
    """Released cells in a database; implements `wellness.domain.stores.ReleasedStore`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def write(self, part: Part, cells: pa.Table, spreads: pa.Table) -> None:
        """Keep a part whole; of one that is there already, only that it is needed again.

        Raises `StoreError` where two rows have one key.
        """
        now = datetime.now(UTC)
        # In the order of the key, so that the clustered table only ever grows at its end.
        ordered = fitted(cells, tables.CELLS).sort_by([(name, "ascending") for name in _KEY])
        with writing(self.engine) as connection:
            if keys_of(connection, [part.part_id]):
                here = PARTS.c.part_id == part.part_id
                connection.execute(update(PARTS).where(here).values(needed_at=now))
                return
            made = insert(PARTS).values(**asdict(part), needed_at=now).returning(PARTS.c.part)
            key = connection.execute(made).scalar_one()
            insert_table(connection, CELLS, (key,), ordered)
            insert_table(connection, SPREADS, (key,), fitted(spreads, tables.SPREADS))

    def read(self, part_ids: Sequence[str]) -> pa.Table:
        """The cells of some parts behind a column `part_id`, ordered by part (as given) and key.

        Raises `StoreError` for a part that is not here.
        """
        with reading(self.engine) as connection:
            keys = require_keys(connection, part_ids)
            found = [
                fetch_table(connection, _cells_of(part_id, keys[part_id]), _READ)
                for part_id in part_ids
            ]
        return pa.concat_tables(found) if found else _READ.empty_table()

    def sweep(self, named: Collection[str], before: datetime) -> tuple[str, ...]:
        """Forget parts that are not among the `named`, nor needed since; returns their ids."""
        unneeded = select(PARTS.c.part_id, PARTS.c.part).where(PARTS.c.needed_at < before)
        with writing(self.engine) as connection:
            found = connection.execute(unneeded.order_by(PARTS.c.part))
            stray = {row.part_id: row.part for row in found if row.part_id not in named}
            for key in stray.values():
                for table in (CELLS, SPREADS, PARTS):
                    connection.execute(delete(table).where(table.c.part == key))
        return tuple(stray)

    def source(self, contents: Contents) -> ReleasedSource:
        """The door to one release. Keep it: it remembers its answers."""
        return ReleasedSource(self.engine, contents)


def _cells_of(part_id: str, key: int) -> Select[*tuple[Any, ...]]:
    columns = [CELLS.c[name] for name in tables.CELLS.names]
    wanted = select(literal(part_id), *columns).where(CELLS.c.part == key)
    return wanted.order_by(*(CELLS.c[name] for name in _KEY))
