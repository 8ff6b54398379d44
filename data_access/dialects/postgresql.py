"""PostgreSQL: one server for several hosts; each store has a schema of its own in a database."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from pyarrow import csv
from sqlalchemy import URL, Connection, Engine, Table, event, text
from sqlalchemy.exc import DBAPIError

from data_access.dialects.postgresql_faults import failure, no_rights, refusal
from data_access.dialects.postgresql_rights import grant, is_made, may_enter, prepare, schema_of
from data_access.dialects.wording import named
from wellness.domain.errors import StoreError

__all__ = [
    "create_engine",
    "exists",
    "failure",
    "for_reading",
    "for_writing",
    "grant",
    "insert",
    "prepare",
    "refusal",
]

PATIENCE_SECONDS = 15  # how long a writer waits for another one, as on SQLite
# A dashboard opens two stores: at most 2 * (5 + 10) of the 100 connections a server has by default.
POOL, OVERFLOW = 5, 10
_DRIVER = "postgresql+psycopg"
_CONNECT: dict[str, str | int] = {
    "application_name": "wellness",
    "connect_timeout": 10,
    "tcp_user_timeout": 30_000,  # ms: a server that vanished is noticed, not waited for
}
_SESSION: dict[str, str | int] = {
    "TimeZone": "UTC",
    "lock_timeout": f"{PATIENCE_SECONDS}s",
    # A writer whose computer vanished would keep all others waiting for two hours.
    "tcp_keepalives_idle": 30,
    "tcp_keepalives_interval": 10,
    "tcp_keepalives_count": 3,
}
_ALONE = "wellness_alone"
_WAIT = text("SELECT pg_advisory_xact_lock(hashtext('wellness'), hashtext(:schema))")


def exists(url: URL, store: str) -> bool:
    """Whether the database has the schema of the store."""
    engine = _engine(url, store, {})
    try:
        with engine.connect() as connection:
            return is_made(connection, store)
    finally:
        engine.dispose()


def create_engine(url: URL, store: str, *, durable: bool, create: bool, read_only: bool) -> Engine:
    """An engine on one store. Raises `StoreError` for a user who may not see into it.

    `hide_parameters` keeps counts as reported out of every traceback.
    """
    # A durable transaction is what the server is set to: it may wait for a second server even.
    settings = {} if durable else {"synchronous_commit": "off"}
    engine = _engine(url, store, settings)
    if read_only:
        engine.update_execution_options(postgresql_readonly=True)

    def wait_for_others(connection: Connection) -> None:
        if connection.get_execution_options().get(_ALONE):
            connection.execute(_WAIT, {"schema": schema_of(store)})

    event.listen(engine, "begin", wait_for_others)
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        with engine.connect() as connection:
            _require_entry(connection, store, create=create)
        stack.pop_all()
    return engine


def for_reading(engine: Engine) -> Engine:
    """The same engine, whose transactions can change nothing and see one moment."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions wait for the lock that all writers of a store take.

    So they run one after the other. Each statement must see what the writer before has kept,
    hence READ COMMITTED: a snapshot would be taken before the wait, by the statement that waits.
    """
    return engine.execution_options(isolation_level="READ COMMITTED", **{_ALONE: True})


def insert(
    connection: Connection, table: Table, leading: Sequence[int], rows: pa.RecordBatch
) -> None:
    """Copy rows as CSV, which Arrow writes: no value becomes a Python object on its way.

    Texts are quoted and missing values are not, so that an empty text is not a missing one.
    """
    constants = [pa.repeat(value, len(rows)) for value in leading]
    names = [column.name for column in table.columns]
    lines = pa.BufferOutputStream()
    csv.write_csv(
        pa.table([*constants, *rows.columns], names), lines, csv.WriteOptions(include_header=False)
    )
    preparer = connection.dialect.identifier_preparer
    columns = ", ".join(map(preparer.quote, names))
    _copy(
        connection,
        f"COPY {preparer.format_table(table)} ({columns}) FROM STDIN (FORMAT csv)",
        lines.getvalue(),
    )


def _require_entry(connection: Connection, store: str, *, create: bool) -> None:
    url = connection.engine.url
    if not is_made(connection, store):
        if create:
            return
        raise StoreError(
            f"The {store} store was not made yet in {named(url)}. "
            "Run `python steward.py status` once, which makes it."
        )
    if not may_enter(connection, store):
        raise StoreError(no_rights(url, f"permission denied for schema {schema_of(store)}"))


def _copy(connection: Connection, statement: str, lines: pa.Buffer) -> None:
    driver: Any = connection.dialect.loaded_dbapi
    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(memoryview(lines))
    except driver.Error as fault:
        # The server's words would repeat the line at fault, with its counts, into every traceback.
        bare = type(fault)(fault.diag.message_primary or "the connection is lost")
        raise DBAPIError.instance(statement, None, bare, driver.Error) from None


def _engine(url: URL, store: str, settings: Mapping[str, str | int]) -> Engine:
    if not url.database:
        raise StoreError(
            "A store needs a database to be kept in: write "
            f"{_DRIVER}://USER:PASSWORD@HOST/DATABASE."
        )
    session = {"search_path": schema_of(store), **_SESSION, **settings}
    given = {name: value for name, value in _CONNECT.items() if name not in url.query}
    options = " ".join(f"-c {name}={value}" for name, value in session.items())
    return sa.create_engine(
        url.set(drivername=_DRIVER),
        connect_args={**given, "options": f"{url.query.get('options', '')} {options}"},
        hide_parameters=True,
        pool_size=POOL,
        max_overflow=OVERFLOW,
        pool_pre_ping=True,  # a server that was started anew is no fault of the next reader's page
    )
