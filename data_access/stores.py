"""The three stores of a workspace, opened for the half that asks."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Engine

from data_access.engines import exists, open_engine
from data_access.intake import SqlIntakeStore
from data_access.migrations import migrate, require_current
from data_access.released import SqlReleasedStore
from data_access.state import SqlStateStore
from wellness.domain.errors import StoreError

_REPOSITORY = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the three stores are, as SQLAlchemy writes addresses."""

    state: str | URL
    released: str | URL
    intake: str | URL

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """WELLNESS_STATE_URL and so on; else a file each in the workspace's data folder."""
        home = Path(environment.get("WELLNESS_HOME") or _REPOSITORY)
        data = Path(environment.get("WELLNESS_DATA") or home / "data")
        names = ("state", "released", "intake")
        return cls(*(_address(environment, name, data) for name in names))


def _address(environment: Mapping[str, str], name: str, data: Path) -> str | URL:
    default = URL.create("sqlite", database=str(data / f"{name}.db"))
    return environment.get(f"WELLNESS_{name.upper()}_URL") or default


@dataclass(frozen=True)
class ReadingStores:
    """What the reading half may open: no count as reported is in either."""

    state: SqlStateStore
    released: SqlReleasedStore
    _open: ExitStack = field(repr=False, kw_only=True)

    def close(self) -> None:
        """Let the connections go."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True)
class Stores(ReadingStores):
    """All three stores, for publishing."""

    intake: SqlIntakeStore


def open_reading(environment: Mapping[str, str] = os.environ) -> ReadingStores:
    """Open the stores of released numbers; the released one cannot be changed through it.

    Makes no file. Raises `StoreError` where nothing has been published yet, or a store is not
    of this program's version.
    """
    addresses = Addresses.of(environment)
    if not (exists(addresses.state) and exists(addresses.released)):
        raise _unpublished()
    with ExitStack() as stack:
        state = SqlStateStore(_opened(stack, addresses.state))
        released = SqlReleasedStore(_opened(stack, addresses.released, read_only=True))
        require_current(state.engine, "state")
        require_current(released.engine, "released")
        if not state.releases():
            raise _unpublished()
        return ReadingStores(state, released, _open=stack.pop_all())


def open_publishing(environment: Mapping[str, str] = os.environ) -> Stores:
    """Open all three stores, making or upgrading them. Raises `StoreError`."""
    addresses = Addresses.of(environment)
    with ExitStack() as stack:
        state = SqlStateStore(_made(stack, addresses.state, "state"))
        released = SqlReleasedStore(_made(stack, addresses.released, "released"))
        intake = SqlIntakeStore(_made(stack, addresses.intake, "intake"))
        return Stores(state, released, intake, _open=stack.pop_all())


def _opened(stack: ExitStack, address: str | URL, *, read_only: bool = False) -> Engine:
    # All are durable: a release that outlived a power cut must not name parts or loads that did
    # not. It costs a flush to disk a transaction, so some hundred at a publication.
    engine = open_engine(address, durable=True, read_only=read_only)
    stack.callback(engine.dispose)
    return engine


def _made(stack: ExitStack, address: str | URL, store: str) -> Engine:
    engine = open_engine(address, durable=True, create=True)
    stack.callback(engine.dispose)
    migrate(engine, store)
    return engine


def _unpublished() -> StoreError:
    return StoreError(
        "Nothing has been published yet. Run `make sample` for the sample, or load deliveries "
        "and run `python steward.py publish --by NAME --reason TEXT`."
    )
