"""A steward's office: a workspace of the village, and stores that forget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from tests.contract.memory import MemoryIntake, MemoryReleased, MemoryState
from tests.unit.publishing import village
from tests.unit.publishing.village import PARENTS, Q1, Row
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.indicators import DisclosureClass, Kind, Theme
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.tables import OBSERVATIONS
from wellness.domain.workspace import Workspace, parse
from wellness.publishing.publish import Publication, Stores, next_release, publish

NOW = datetime(2026, 11, 20, tzinfo=UTC)
LAST_YEAR = Quarter(2024, 4)
CALLS = village.indicator("calls", Kind.FLOW, sources=("a",))
SERVED = village.indicator("served", Kind.UNIQUE, sources=("b",), subset_of="calls")
REACH = village.indicator("reach", Kind.PROPORTION, derived=("calls", "enrollment"))
CAMPAIGNS = village.indicator(
    "campaigns", Kind.FLOW, sources=("b",), disclosure_class=DisclosureClass.OPEN
)
ENROLLMENT = village.indicator(
    "enrollment",
    Kind.STOCK,
    theme=Theme.REFERENCE,
    cadence=PeriodType.YEAR,
    disclosure_class=DisclosureClass.PUBLIC,
    sources=("c",),
)


def workspace(note: str = "", moves: Mapping[str, Quarter] | None = None) -> Workspace:
    """The village's workspace: `note` is the wording of one indicator."""
    sites = tuple(level for level in Level if level.is_site)
    sources = [village.source(code, *sites) for code in "ab"]
    sources.append(village.source("c", *sites, cadence=PeriodType.YEAR))
    indicators = [CALLS, REACH, replace(CAMPAIGNS, notes=note), ENROLLMENT, SERVED]
    files = village.files(village.definitions(indicators, sources, village.places(moves)))
    return Workspace(Path(), Path(), parse(files), files)


@dataclass
class Office:
    """A steward with stores that forget."""

    state: MemoryState
    released: MemoryReleased
    intake: MemoryIntake

    def load(self, source: str, rows: Sequence[Row]) -> None:
        quarters = tuple({(r.quarter or village.Q4) for r in rows})
        load = Load(0, source, source, len(rows), LoadState.LOADING, "me", NOW, NOW, quarters)
        load_id = self.state.begin_load(load)
        table: pa.Table = village.table(rows).select(OBSERVATIONS.names)
        self.intake.append(load_id, table)
        self.state.finish_load(load_id, len(rows))

    @property
    def stores(self) -> Stores:
        return Stores(self.state, self.released, self.intake)

    def publish(
        self,
        *,
        note: str = "",
        moves: Mapping[str, Quarter] | None = None,
        dry_run: bool = False,
    ) -> Publication:
        release = next_release(self.state, "me", "the quarter is over", NOW)
        return publish(workspace(note, moves), self.stores, release, dry_run=dry_run)

    def cells(self, indicator: str) -> dict[str, dict[str, Any]]:
        """The cells of an indicator for the first quarter of this year in the newest release."""
        parts = self.state.parts(self.state.releases()[0].number)
        ids = [p.part_id for p in parts if (p.indicator, p.year) == (indicator, Q1.year)]
        rows = self.released.read(ids).to_pylist()
        return {
            row["org_unit"]: row
            for row in rows
            if (row["quarter"], row["period_type"]) == (Q1.ordinal, "quarter")
        }


def calls(quarter: Quarter = Q1, n: int = 30, **others: int) -> list[Row]:
    """Calls of every site, `others` at some of them."""
    return [Row("a", "calls", u, quarter, others.get(u, n)) for u in PARENTS]


def office() -> Office:
    """A year ago, and the first quarter of this year, loaded and not published."""
    found = Office(MemoryState(), MemoryReleased(), MemoryIntake())
    for quarter in (LAST_YEAR, Q1):
        found.load("a", [Row("a", "calls", u, quarter, 30) for u in PARENTS])
        found.load("b", [Row("b", "campaigns", u, quarter, 2) for u in PARENTS])
    found.load("c", [Row("c", "enrollment", u, None, 900) for u in PARENTS])
    return found
