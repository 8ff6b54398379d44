"""What one engine does differently from another: a module each, with the verbs of `Dialect`."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import pyarrow as pa
from sqlalchemy import URL, Connection, Engine, Table

from data_access.dialects import postgresql, sqlite
from wellness.domain.errors import StoreError


class Dialect(Protocol):
    """The verbs in which engines differ. Everything else is plain SQLAlchemy Core.

    `store` is `state`, `released` or `intake`; a database of PostgreSQL may hold all three.
    """

    def exists(self, url: URL, store: str, /) -> bool:
        """Whether the store was ever made at that address, without making it."""
        ...

    def create_engine(
        self, url: URL, store: str, /, *, durable: bool, create: bool, read_only: bool
    ) -> Engine:
        """An engine whose transactions are real, and cover DDL too.

        `durable` ones survive a power cut, not only a crash. Raises `OSError`.
        """
        ...

    def for_reading(self, engine: Engine) -> Engine:
        """The same engine, whose transactions see the store as it was when they began."""
        ...

    def for_writing(self, engine: Engine) -> Engine:
        """The same engine, whose transactions wait until no other writer is left."""
        ...

    def insert(
        self, connection: Connection, table: Table, leading: Sequence[int], rows: pa.RecordBatch, /
    ) -> None:
        """Insert rows, which hold the table's last columns, below constant first ones."""
        ...

    def prepare(self, connection: Connection, store: str, /) -> None:
        """Make what the tables of a store stand in, before a migration makes them."""
        ...

    def grant(self, connection: Connection, store: str, /) -> None:
        """Set who may do what with the tables of a store, after a migration."""
        ...

    def refusal(self, url: URL, fault: Exception) -> str:
        """What to say where a store cannot be opened."""
        ...

    def failure(self, url: URL, fault: Exception) -> str:
        """What to say where a transaction failed."""
        ...


DIALECTS: Mapping[str, Dialect] = {"postgresql": postgresql, "sqlite": sqlite}


def dialect_of(url: URL) -> Dialect:
    """The dialect of an address. Raises `StoreError` for an engine that is not supported."""
    name = url.get_backend_name()
    if name in DIALECTS:
        return DIALECTS[name]
    known = " or ".join(sorted(DIALECTS))
    raise StoreError(f"A store cannot be kept in {name}: its address must begin with {known}.")
