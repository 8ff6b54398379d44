"""Connections: how a store is opened, read and written, and what is said when it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Error as SQLiteError

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError

from data_access.dialects import dialect_of
from wellness.domain.errors import StoreError

_FAULTS = (DatabaseError, SQLiteError, OSError)


def read_url(address: str | URL) -> URL:
    """An address as SQLAlchemy reads it. Raises `StoreError` where it is none."""
    try:
        return make_url(address)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StoreError(
            "The address of a store cannot be read: write it like sqlite:///FOLDER/NAME.db or "
            "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE, and in a password %40 for @, "
            "%2F for / and so on."
        ) from None  # the address may hold a password, which SQLAlchemy would repeat


def exists(address: str | URL, store: str) -> bool:
    """Whether a store was ever made at that address; looking makes none. Raises `StoreError`."""
    url = read_url(address)
    dialect = dialect_of(url)
    try:
        return dialect.exists(url, store)
    except _FAULTS as fault:
        raise StoreError(dialect.refusal(url, fault)) from fault


def open_engine(
    address: str | URL, store: str, *, durable: bool, create: bool = False, read_only: bool = False
) -> Engine:
    """Open the store at an address, and connect once to see that it answers.

    `durable` transactions survive a power cut; without it the last ones may be lost, whole.
    Without `create` a store that is not there is an error. Raises `StoreError`.
    """
    url = read_url(address)
    dialect = dialect_of(url)
    try:
        engine = dialect.create_engine(
            url, store, durable=durable, create=create, read_only=read_only
        )
        engine.connect().close()
    except _FAULTS as fault:
        raise StoreError(dialect.refusal(url, fault)) from fault
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the store as it was when it began. Raises `StoreError`."""
    unchanging = dialect_of(engine.url).for_reading(engine)
    with _in_words(engine), unchanging.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the only writer: all of it is kept, or nothing. Raises `StoreError`."""
    alone = dialect_of(engine.url).for_writing(engine)
    with _in_words(engine), alone.begin() as connection:
        yield connection


@contextmanager
def _in_words(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DatabaseError as fault:
        raise StoreError(dialect_of(engine.url).failure(engine.url, fault)) from fault
