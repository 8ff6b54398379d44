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
from wellness.domain.workspace import data_folder

_SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the three stores are, as SQLAlchemy writes addresses."""

    state: str | URL
    released: str | URL
    intake: str | URL

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """WELLNESS_STATE_URL and so on; else a file each in the workspace's data folder."""
        data = data_folder(environment)
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
    if not (exists(addresses.state, "state") and exists(addresses.released, "released")):
        raise _unpublished()
    with ExitStack() as stack:
        state = SqlStateStore(_opened(stack, addresses.state, "state"))
        released = SqlReleasedStore(_opened(stack, addresses.released, "released", read_only=True))
        require_current(state.engine, "state")
        require_current(released.engine, "released")
        if not state.releases():
            raise _unpublished()
        return ReadingStores(state, released, _open=stack.pop_all())


def may_publish(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this process may open the store of what was reported. Looking makes no file."""
    address = Addresses.of(environment).intake
    try:
        if not exists(address, "intake"):
            return False
        with ExitStack() as stack:
            require_current(_opened(stack, address, "intake"), "intake")
    except StoreError:
        return False
    return True


def open_publishing(environment: Mapping[str, str] = os.environ) -> Stores:
    """Open all three stores, making or upgrading them. Raises `StoreError`."""
    addresses = Addresses.of(environment)
    with ExitStack() as stack:
        state = SqlStateStore(_made(stack, addresses.state, "state"))
        released = SqlReleasedStore(_made(stack, addresses.released, "released"))
        intake = SqlIntakeStore(_made(stack, addresses.intake, "intake"))
        return Stores(state, released, intake, _open=stack.pop_all())


def forget(environment: Mapping[str, str] = os.environ) -> None:
    """Remove the stores' files. Raises `StoreError` for a store that is no file."""
    addresses = Addresses.of(environment)
    for address in (addresses.state, addresses.released, addresses.intake):
        url = str(address)
        if not url.startswith(_SQLITE):
            raise StoreError("Only stores that are files can be made anew: empty yours by hand.")
        path = Path(url.removeprefix(_SQLITE))
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)


def _opened(stack: ExitStack, address: str | URL, store: str, *, read_only: bool = False) -> Engine:
    # All are durable: a release that outlived a power cut must not name parts or loads that did
    # not. It costs a flush to disk a transaction, so some hundred at a publication.
    engine = open_engine(address, store, durable=True, read_only=read_only)
    stack.callback(engine.dispose)
    return engine


def _made(stack: ExitStack, address: str | URL, store: str) -> Engine:
    engine = open_engine(address, store, durable=True, create=True)
    stack.callback(engine.dispose)
    migrate(engine, store)
    return engine


def _unpublished() -> StoreError:
    return StoreError(
        "Nothing has been published yet. Run `make sample` for the sample, or load deliveries "
        "and run `python steward.py publish --by NAME --reason TEXT`."
    )
