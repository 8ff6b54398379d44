"""What one engine does differently from another: a module each, with the verbs of `Dialect`."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine, Table

from data_access.dialects import sqlite
from wellness.domain.errors import StoreError


class Dialect(Protocol):
    """The verbs in which engines differ. Everything else is plain SQLAlchemy Core."""

    def exists(self, url: URL) -> bool:
        """Whether there is a database at that address, without making one."""
        ...

    def create_engine(self, url: URL, *, durable: bool, create: bool, read_only: bool) -> Engine:
        """An engine whose transactions are real, and cover DDL too.

        `durable` ones survive a power cut, not only a crash. Raises `OSError`.
        """
        ...

    def for_writing(self, engine: Engine) -> Engine:
        """The same engine, whose transactions wait until no other writer is left."""
        ...

    def insert(self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert many rows, whose values stand in the order of the table's columns."""
        ...


DIALECTS: Mapping[str, Dialect] = {"sqlite": sqlite}


def dialect_of(url: URL) -> Dialect:
    """The dialect of an address. Raises `StoreError` for an engine that is not supported."""
    name = url.get_backend_name()
    if name in DIALECTS:
        return DIALECTS[name]
    known = ", ".join(sorted(DIALECTS))
    raise StoreError(f"A store cannot be kept in {name}: its address must begin with {known}.")
