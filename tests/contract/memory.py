"""The stores as plain dictionaries and loops: what every other implementation must agree with."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Lock
from typing import Any

import pyarrow as pa

from data_access.audit import AuditEvent
from wellness.domain import tables
from wellness.domain.cells import Cell, Spread, State
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.errors import StoreError
from wellness.domain.periods import PeriodType, Quarter, Span
from wellness.domain.places import Level
from wellness.domain.releases import Contents, Part, Release

Row = dict[str, Any]
KEY = ("org_unit", "breakdown", "category", "period_type", "quarter")


@dataclass
class Published:
    """What a release was made of."""

    release: Release
    parts: tuple[Part, ...]
    documents: dict[str, str]
    loads: tuple[int, ...]


@dataclass
class MemoryState:
    """Loads, releases and the audit trail in lists."""

    kept: list[Load] = field(default_factory=list)
    published: list[Published] = field(default_factory=list)
    events: list[AuditEvent] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def begin_load(self, load: Load) -> int:
        load_id = len(self.kept) + 1
        quarters = tuple(sorted(set(load.quarters)))
        state = LoadState.LOADING
        self.kept.append(replace(load, load_id=load_id, state=state, quarters=quarters))
        return load_id

    def finish_load(self, load_id: int, rows: int) -> None:
        if self._load(load_id).state is not LoadState.LOADING:
            raise StoreError(f"Load {load_id} was finished or discarded.")
        load = replace(self._load(load_id), state=LoadState.READY, rows=rows)
        self.kept[load_id - 1] = load
        subject, detail = f"load {load_id}", f"{load.source}: {rows} rows"
        self.record(load.loaded_by, "load", subject, detail, load.loaded_at)

    def discard_load(self, load_id: int) -> None:
        self.kept[load_id - 1] = replace(self._load(load_id), state=LoadState.DISCARDED)

    def withdraw_load(self, load_id: int, by: str, reason: str, at: datetime) -> None:
        if self._load(load_id).state is not LoadState.READY:
            raise StoreError(f"Load {load_id} is not ready.")
        self.kept[load_id - 1] = replace(self._load(load_id), state=LoadState.WITHDRAWN)
        self.record(by, "withdraw", f"load {load_id}", reason, at)

    def _load(self, load_id: int) -> Load:
        for load in self.kept:
            if load.load_id == load_id:
                return load
        raise StoreError(f"There is no load {load_id}.")

    def loads(self) -> tuple[Load, ...]:
        return tuple(self.kept)

    def releases(self) -> tuple[Release, ...]:
        return tuple(p.release for p in reversed(self.published))

    def _published(self, number: int) -> Published | None:
        return self.published[number - 1] if 1 <= number <= len(self.published) else None

    def parts(self, number: int) -> tuple[Part, ...]:
        found = self._published(number)
        return tuple(sorted(found.parts, key=lambda p: (p.indicator, p.year))) if found else ()

    def named_parts(self) -> frozenset[str]:
        return frozenset(part.part_id for p in self.published for part in p.parts)

    def documents(self, number: int) -> Mapping[str, str]:
        found = self._published(number)
        return found.documents if found else {}

    def published_loads(self, number: int) -> tuple[int, ...]:
        found = self._published(number)
        return found.loads if found else ()

    def publish(
        self,
        release: Release,
        parts: Sequence[Part],
        documents: Mapping[str, str],
        loads: Sequence[int],
        withdrawn: int = 0,
    ) -> None:
        with self.lock:
            newest = len(self.published)
            if newest >= release.number:
                raise StoreError(f"Somebody published release {newest} meanwhile.")
            if newest < release.number - 1:
                raise StoreError(f"Release {release.number} cannot follow release {newest}.")
            if any(self._load(load_id).state is not LoadState.READY for load_id in loads):
                raise StoreError("A load is not ready.")
            made_of = tuple(sorted(set(loads)))
            self.published.append(Published(release, tuple(parts), dict(documents), made_of))
            actor, detail, at = release.published_by, release.reason, release.published_at
            if withdrawn:
                self.record(actor, "withdraw", f"release {withdrawn}", detail, at)
            self.record(actor, "publish", f"release {release.number}", detail, at)

    def record(self, actor: str, verb: str, subject: str, detail: str, at: datetime) -> None:
        last = self.events[-1] if self.events else None
        event = AuditEvent.after(last, at, actor=actor, verb=verb, subject=subject, detail=detail)
        self.events.append(event)

    def trail(self) -> tuple[AuditEvent, ...]:
        return tuple(self.events)


@dataclass
class MemoryReleased:
    """Rows of cells and of spreads by the id of their part."""

    cells: dict[str, list[Row]] = field(default_factory=dict)
    spreads: dict[str, list[Row]] = field(default_factory=dict)
    needed: dict[str, datetime] = field(default_factory=dict)

    def write(self, part: Part, cells: pa.Table, spreads: pa.Table) -> None:
        if part.part_id in self.cells:
            self.needed[part.part_id] = datetime.now(UTC)
        if part.part_id in self.cells:
            return
        rows = sorted(cells.to_pylist(), key=_key)
        keys = [_key(row) for row in rows]
        if len(set(keys)) < len(keys):
            raise StoreError("Two cells have one key.")
        self.cells[part.part_id] = rows
        self.spreads[part.part_id] = spreads.to_pylist()
        self.needed[part.part_id] = datetime.now(UTC)

    def read(self, part_ids: Sequence[str]) -> pa.Table:
        found = []
        for part_id in part_ids:
            if part_id not in self.cells:
                raise StoreError("A part is not here.")
            found += [{"part_id": part_id, **row} for row in self.cells[part_id]]
        first = pa.field("part_id", pa.string(), nullable=False)
        return pa.Table.from_pylist(found, tables.CELLS.insert(0, first))

    def sweep(self, named: Collection[str], before: datetime) -> tuple[str, ...]:
        stray = [p for p, needed in self.needed.items() if needed < before and p not in named]
        for part_id in stray:
            for kept in (self.cells, self.spreads, self.needed):
                del kept[part_id]
        return tuple(stray)

    def source(self, contents: Contents) -> "MemorySource":
        if any(part.part_id not in self.cells for part in contents.parts):
            raise StoreError("A part is not here.")
        return MemorySource(self, contents)


@dataclass
class MemorySource:
    """Every question walks through every row."""

    store: MemoryReleased
    contents: Contents

    def history(
        self, indicators: Sequence[str], org_unit: str, breakdown: str = ""
    ) -> tuple[Cell, ...]:
        found: list[Cell] = []
        for indicator in dict.fromkeys(indicators):
            cells = [
                cell
                for cell in self._cells(indicator)
                if cell.org_unit == org_unit and cell.breakdown == breakdown
            ]
            found += _in_time(cells)
        return tuple(found)

    def history_across(
        self, indicator: str, org_units: Sequence[str], breakdown: str = ""
    ) -> tuple[Cell, ...]:
        found: dict[str, list[Cell]] = {place: [] for place in org_units}
        for cell in self._cells(indicator):
            if cell.org_unit in found and cell.breakdown == breakdown:
                found[cell.org_unit].append(cell)
        return tuple(cell for cells in found.values() for cell in _in_time(cells))

    def across(
        self,
        indicator: str,
        quarter: Quarter,
        period_type: PeriodType,
        levels: Sequence[Level],
        breakdown: str = "",
    ) -> tuple[Cell, ...]:
        wanted = (quarter, period_type, breakdown)
        found = [
            cell
            for cell in self._cells(indicator, levels)
            if (cell.quarter, cell.period_type, cell.breakdown) == wanted
        ]
        return tuple(sorted(found, key=lambda c: (c.org_unit, c.category)))

    def spreads(
        self, indicators: Sequence[str], school_type: str, quarters: Sequence[Quarter]
    ) -> tuple[Spread, ...]:
        found: list[Spread] = []
        for indicator in dict.fromkeys(indicators):
            spreads = [
                spread
                for spread in self._spreads(indicator)
                if spread.school_type == school_type and spread.quarter in quarters
            ]
            found += sorted(spreads, key=lambda s: (s.period_type, s.quarter))
        return tuple(found)

    def states(self, indicators: Sequence[str]) -> Mapping[State, int]:
        cells = [cell for indicator in set(indicators) for cell in self._cells(indicator)]
        return {state: sum(cell.state is state for cell in cells) for state in State}

    def _cells(self, indicator: str, levels: Iterable[Level] = tuple(Level)) -> list[Cell]:
        return [
            _cell(indicator, row)
            for part in self.contents.parts
            if part.indicator == indicator
            for row in self.store.cells[part.part_id]
            if row["level"] in levels
        ]

    def _spreads(self, indicator: str) -> list[Spread]:
        return [
            Spread(indicator=indicator, **_with_period(row))
            for part in self.contents.parts
            if part.indicator == indicator
            for row in self.store.spreads[part.part_id]
        ]


@dataclass
class MemoryIntake:
    """Rows as reported by the id of their load."""

    rows: dict[int, list[Row]] = field(default_factory=dict)

    def append(self, load_id: int, rows: pa.Table) -> None:
        if self.rows.get(load_id):
            raise StoreError(f"Load {load_id} has rows already.")
        self.rows[load_id] = rows.to_pylist()

    def select(self, load_ids: Iterable[int], between: Span | None = None) -> pa.Table:
        first_asked, last_asked = between or (Quarter(1, 1), Quarter(9999, 4))
        found = [
            {"load_id": load_id, **row}
            for load_id in sorted(set(load_ids))
            for row in self.rows.get(load_id, ())
            if first_asked.ordinal <= row["quarter"] <= last_asked.ordinal
        ]
        first = pa.field("load_id", pa.int64(), nullable=False)
        return pa.Table.from_pylist(found, tables.OBSERVATIONS.insert(0, first))

    def count(self, load_id: int) -> int:
        return len(self.rows.get(load_id, ()))

    def first_told(self, load_ids: Iterable[int]) -> pa.Table:
        found: dict[tuple[str, str], int] = {}
        for load_id in load_ids:
            for row in self.rows.get(load_id, ()):
                key = (row["indicator"], row["org_unit"])
                found[key] = min(row["quarter"], found.get(key, row["quarter"]))
        rows = [{"indicator": i, "org_unit": u, "quarter": found[i, u]} for i, u in sorted(found)]
        return pa.Table.from_pylist(rows, tables.FIRST_TOLD)

    def delete(self, load_id: int) -> None:
        self.rows.pop(load_id, None)


def _in_time(cells: list[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: (cell.period_type, cell.quarter, cell.category))


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEY)


def _with_period(row: Row) -> Row:
    period = {
        "quarter": Quarter.of_ordinal(row["quarter"]),
        "period_type": PeriodType(row["period_type"]),
    }
    return row | period


def _cell(indicator: str, row: Row) -> Cell:
    hidden = ("level", "numerator_version", "denominator_version")
    states = {name: State(row[name]) for name in ("state", "denominator_state")}
    seen = {name: value for name, value in row.items() if name not in hidden}
    return Cell(indicator=indicator, **(_with_period(seen) | states))
