"""Every engine under one name each. The tests know nothing of engines."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from data_access.audit import AuditEvent
from data_access.stores import open_publishing
from tests.contract.memory import MemoryIntake, MemoryReleased, MemoryState
from tests.postgresql import corner, urls
from wellness.domain.stores import IntakeStore, ReleasedStore, StateStore

# An engine joins the suite by a name here and, where it has one, an environment below.
ENGINES = ("memory", "sqlite", "postgresql")
KEPT = ENGINES[1:]

Environment = dict[str, str]


class AuditedStateStore(StateStore, Protocol):
    def trail(self) -> tuple[AuditEvent, ...]: ...


@dataclass(frozen=True)
class Kept:
    state: AuditedStateStore
    released: ReleasedStore
    intake: IntakeStore


@pytest.fixture(params=KEPT)
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Environment]:
    """Where an engine that outlives its process keeps its stores; nothing is there yet."""
    with place(request, request.param, tmp_path) as found:
        yield found


@pytest.fixture(params=ENGINES)
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """Three empty stores of every engine."""
    if request.param == "memory":
        yield Kept(MemoryState(), MemoryReleased(), MemoryIntake())
        return
    with place(request, request.param, tmp_path) as found, open_publishing(found) as opened:
        yield Kept(opened.state, opened.released, opened.intake)


@contextmanager
def place(request: pytest.FixtureRequest, engine: str, folder: Path) -> Iterator[Environment]:
    """The settings under which an engine keeps three stores, gone with the block."""
    if engine == "sqlite":
        yield {"WELLNESS_DATA": str(folder / "data")}
        return
    with corner(request.getfixturevalue("server")) as own:
        yield urls(own.database())
