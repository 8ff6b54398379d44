"""How a store of an earlier version becomes one of this version: ordered steps, all or none.

A step only adds. A released table is never altered: a changed shape is a new table and a new
publication. When a table of `schema` changes, its first shape moves here, so that a store that
was upgraded and a store that was made today stay the same.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from data_access import schema
from data_access.dialects import dialect_of
from data_access.engines import reading, writing
from wellness.domain.errors import StoreError

Step = Callable[[Connection], None]

STEPS: Mapping[str, tuple[Step, ...]] = {
    "state": (schema.STATE.create_all,),
    "released": (schema.RELEASED.create_all,),
    "intake": (schema.INTAKE.create_all,),
}


def version_of(connection: Connection, store: str) -> int:
    """How many steps a store has taken; 0 for an empty database."""
    table = schema.SCHEMA_VERSION
    if not inspect(connection).has_table(table.name):
        return 0
    asked = select(func.max(table.c.version)).where(table.c.store == store)
    return connection.execute(asked).scalar() or 0


def migrate(engine: Engine, store: str) -> None:
    """Bring a store up to date. Raises `StoreError` where it is newer than this program."""
    if not _is_current(engine, store):
        with writing(engine) as connection:
            _take_steps(connection, store)


def require_current(engine: Engine, store: str) -> None:
    """Raise `StoreError` unless the store is as new as this program: readers change nothing."""
    if not _is_current(engine, store):
        raise StoreError(
            f"The {store} store was made by an earlier version of this program. "
            "Run `python steward.py status` once, which brings it up to date."
        )


def _is_current(engine: Engine, store: str) -> bool:
    with reading(engine) as connection:
        version = version_of(connection, store)
    known = len(STEPS[store])
    if version > known:
        raise StoreError(
            f"The {store} store has version {version}, and this program knows version {known}. "
            "Start the newer program that made it, or restore the backup from before."
        )
    return version == known


def _take_steps(connection: Connection, store: str) -> None:
    dialect = dialect_of(connection.engine.url)
    dialect.prepare(connection, store)
    schema.VERSIONS.create_all(connection)
    # Asked again under the lock: another program may have taken the steps meanwhile.
    done = version_of(connection, store)
    for number, step in enumerate(STEPS[store][done:], start=done + 1):
        step(connection)
        row = {"store": store, "version": number, "applied_at": datetime.now(UTC)}
        connection.execute(insert(schema.SCHEMA_VERSION), row)
    dialect.grant(connection, store)
