"""Every engine under one name each. The tests know nothing of engines."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from data_access.audit import AuditEvent
from data_access.stores import open_publishing
from tests.contract.memory import MemoryIntake, MemoryReleased, MemoryState
from wellness.domain.stores import IntakeStore, ReleasedStore, StateStore

# An engine joins the suite by a name here and, where it has one, an environment below.
ENGINES = ("memory", "sqlite")


class AuditedStateStore(StateStore, Protocol):
    def trail(self) -> tuple[AuditEvent, ...]: ...


@dataclass(frozen=True)
class Kept:
    state: AuditedStateStore
    released: ReleasedStore
    intake: IntakeStore


@pytest.fixture(params=[name for name in ENGINES if name != "memory"])
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Where an engine that outlives its process keeps its stores; nothing is there yet."""
    return environment_of(request.param, tmp_path)


@pytest.fixture(params=ENGINES)
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """Three empty stores of every engine."""
    if request.param == "memory":
        yield Kept(MemoryState(), MemoryReleased(), MemoryIntake())
        return
    with open_publishing(environment_of(request.param, tmp_path)) as opened:
        yield Kept(opened.state, opened.released, opened.intake)


def environment_of(engine: str, folder: Path) -> dict[str, str]:
    return {"sqlite": {"WELLNESS_DATA": str(folder / "data")}}[engine]
