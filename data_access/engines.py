"""Connections: how a store is opened, read and written, and what is said when it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Error as SQLiteError

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError

from data_access.dialects import dialect_of
from wellness.domain.errors import StoreError


def read_url(address: str | URL) -> URL:
    """An address as SQLAlchemy reads it. Raises `StoreError` where it is none."""
    try:
        return make_url(address)
    except ArgumentError:
        raise StoreError(
            "The address of a store cannot be read: write it like sqlite:///FOLDER/NAME.db."
        ) from None  # the address may hold a password, which SQLAlchemy would repeat


def exists(address: str | URL) -> bool:
    """Whether a store was ever made at that address; looking makes none."""
    url = read_url(address)
    return dialect_of(url).exists(url)


def open_engine(
    address: str | URL, *, durable: bool, create: bool = False, read_only: bool = False
) -> Engine:
    """Open the store at an address, and connect once to see that it answers.

    `durable` transactions survive a power cut; without it the last ones may be lost, whole.
    Without `create` a store that is not there is an error. Raises `StoreError`.
    """
    url = read_url(address)
    dialect = dialect_of(url)
    try:
        engine = dialect.create_engine(url, durable=durable, create=create, read_only=read_only)
        engine.connect().close()
    except (DatabaseError, SQLiteError, OSError) as fault:
        raise StoreError(
            f"The store {url.render_as_string()} cannot be opened ({_cause(fault)}). Check that "
            "its folder exists, that you may write there, and that the file is a store."
        ) from fault
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the store as it was when it began. Raises `StoreError`."""
    with _in_words(engine), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the only writer: all of it is kept, or nothing. Raises `StoreError`."""
    alone = dialect_of(engine.url).for_writing(engine)
    with _in_words(engine), alone.begin() as connection:
        yield connection


@contextmanager
def _in_words(engine: Engine) -> Iterator[None]:
    place = engine.url.render_as_string()
    try:
        yield
    except IntegrityError as fault:
        raise StoreError(
            f"The store {place} kept nothing: the rows contradict each other or what is there "
            f"({_cause(fault)}). Mend them and try again."
        ) from fault
    except DatabaseError as fault:
        raise StoreError(
            f"The store {place} did not do what was asked ({_cause(fault)}), and nothing was "
            "changed. Try again; if it fails again, look for a full disk or a program that "
            "holds it."
        ) from fault


def _cause(fault: Exception) -> str:
    return str(fault.orig if isinstance(fault, DatabaseError) else fault)
