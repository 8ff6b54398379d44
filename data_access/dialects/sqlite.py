"""SQLite: one file a store, many readers beside one writer."""

import sqlite3
from collections.abc import Sequence
from itertools import repeat
from pathlib import Path
from time import monotonic, sleep

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine, Table, event
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry

from data_access.dialects.wording import contradiction, named, undone
from wellness.domain.errors import StoreError

PATIENCE_SECONDS = 15  # how long a writer waits for another one
MOMENT_SECONDS = 0.01
# 16 MB a connection; a pool opens at most 15 of them: 240 MB when everybody writes at once.
# Readers hardly use it: they read the mapped file, which all connections share.
CACHE_KIBIBYTES = 16 * 1024
MAPPED_BYTES = 1 << 30
_BEGIN = "wellness_begin"


def exists(url: URL, _store: str) -> bool:
    """Whether there is a file at that address."""
    return _file(url).is_file()


def create_engine(url: URL, _store: str, *, durable: bool, create: bool, read_only: bool) -> Engine:
    """An engine on one file. Raises `OSError` where its folder cannot be made.

    The driver's own transactions are switched off, for they leave DDL outside: a migration that
    failed would stay half done. `hide_parameters` keeps counts as reported out of every traceback.
    """
    path = _file(url).absolute()
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    address = f"{path.as_uri()}?mode={'rwc' if create else 'rw'}"

    def connect() -> sqlite3.Connection:
        # A pool hands a connection from thread to thread, never to two at once.
        return sqlite3.connect(
            address,
            uri=True,
            isolation_level=None,
            timeout=PATIENCE_SECONDS,
            check_same_thread=False,
        )

    engine = sa.create_engine(url, creator=connect, hide_parameters=True)

    def configure(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
        _keep_write_ahead_log(connection)
        for name, value in _pragmas(durable=durable, read_only=read_only).items():
            connection.execute(f"PRAGMA {name} = {value}")

    event.listen(engine, "connect", configure)
    event.listen(engine, "begin", _begin)
    return engine


def for_reading(engine: Engine) -> Engine:
    """The engine itself: a transaction of SQLite sees what was there at its first question."""
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at once.

    Two transactions that read first and write then would both hold the read lock, and SQLite
    fails one of them however long it may wait.
    """
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def insert(
    connection: Connection, table: Table, leading: Sequence[int], rows: pa.RecordBatch
) -> None:
    """Hand plain tuples to the driver: a third of the time that dictionaries take."""
    constants = [repeat(value, len(rows)) for value in leading]
    columns = [column.to_pylist() for column in rows.columns]
    values = list(zip(*constants, *columns, strict=True))
    if values:
        statement = str(table.insert().compile(dialect=connection.dialect))
        connection.exec_driver_sql(statement, values)


def prepare(_connection: Connection, _store: str) -> None:
    """Nothing: a file is there as soon as it is opened."""


def grant(_connection: Connection, _store: str) -> None:
    """Nothing: who may open a file is the operating system's business."""


def refusal(url: URL, fault: Exception) -> str:
    """What to say where a file cannot be opened."""
    return (
        f"The store {named(url)} cannot be opened ({_cause(fault)}). Check that its folder "
        "exists, that you may write there, and that the file is a store."
    )


def failure(url: URL, fault: Exception) -> str:
    """What to say where a transaction failed."""
    if isinstance(fault, IntegrityError):
        return contradiction(url, _cause(fault))
    return undone(url, _cause(fault), "a full disk or a program that holds it")


def _cause(fault: Exception) -> str:
    return str(fault.orig if isinstance(fault, DatabaseError) else fault)


def _file(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise StoreError("A store needs a file to be kept in: write sqlite:///FOLDER/NAME.db.")
    return Path(url.database)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _keep_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side. The file remembers it.

    Two programs that open a new file at once are in each other's way, and of all statements this
    one does not wait by itself.
    """
    deadline = monotonic() + PATIENCE_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(MOMENT_SECONDS)


def _pragmas(*, durable: bool, read_only: bool) -> dict[str, int | str]:
    return {
        "synchronous": "FULL" if durable else "NORMAL",
        "foreign_keys": "ON",
        "cache_size": -CACHE_KIBIBYTES,
        "mmap_size": MAPPED_BYTES,
        "query_only": "ON" if read_only else "OFF",  # last: it forbids what stands above
    }
