"""Stores for a rehearsal: what is kept can be read through them, what is written is gone after it.

They implement the Protocols of `wellness.domain.stores`, so that publishing itself cannot tell.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.deliveries import Load
from wellness.domain.periods import Span
from wellness.domain.releases import Contents, Part, Release
from wellness.domain.stores import IntakeStore, ReleasedStore, Source, StateStore
from wellness.domain.tables import FIRST_TOLD


@dataclass(frozen=True)
class Imagined:
    """A delivery as if it were loaded: its load and its rows (`OBSERVATIONS`)."""

    load: Load
    rows: pa.Table

    @property
    def selected(self) -> pa.Table:
        """The rows as a store gives them, with the number of the load."""
        numbers = pa.array([self.load.load_id] * self.rows.num_rows, pa.int64())
        return self.rows.append_column("load_id", numbers)


@dataclass(frozen=True)
class Announced:
    """What was handed over to be published."""

    release: Release
    parts: tuple[Part, ...]
    documents: Mapping[str, str]


@dataclass
class RehearsalState:
    """The loads and releases there are, and perhaps one load more."""

    kept: StateStore
    imagined: Imagined | None = None
    announced: list[Announced] = field(default_factory=list)

    def loads(self) -> tuple[Load, ...]:
        """Every load, the imagined one last."""
        more = (self.imagined.load,) if self.imagined else ()
        return (*self.kept.loads(), *more)

    def releases(self) -> tuple[Release, ...]:
        """Every release, newest first."""
        return self.kept.releases()

    def parts(self, number: int) -> tuple[Part, ...]:
        """The parts of a release."""
        return self.kept.parts(number)

    def named_parts(self) -> frozenset[str]:
        """The ids of all parts that any release names."""
        return self.kept.named_parts()

    def documents(self, number: int) -> Mapping[str, str]:
        """The definitions stored with a release."""
        return self.kept.documents(number)

    def published_loads(self, number: int) -> tuple[int, ...]:
        """The loads whose rows a release was made of."""
        return self.kept.published_loads(number)

    def publish(
        self,
        release: Release,
        parts: Sequence[Part],
        documents: Mapping[str, str],
        loads: Sequence[int],
        withdrawn: int = 0,
    ) -> None:
        """Remember what would be published."""
        del loads, withdrawn
        self.announced.append(Announced(release, tuple(parts), documents))

    def begin_load(self, load: Load) -> int:
        """Keep nothing."""
        return load.load_id

    def finish_load(self, load_id: int, rows: int) -> None:
        """Keep nothing."""

    def discard_load(self, load_id: int) -> None:
        """Keep nothing."""

    def withdraw_load(self, load_id: int, by: str, reason: str, at: datetime) -> None:
        """Keep nothing."""

    def record(self, actor: str, verb: str, subject: str, detail: str, at: datetime) -> None:
        """Keep nothing."""


@dataclass
class RehearsalReleased:
    """The parts there are, and those that were made anew."""

    kept: ReleasedStore
    cells: dict[Part, pa.Table] = field(default_factory=dict)
    spreads: dict[Part, pa.Table] = field(default_factory=dict)

    def write(self, part: Part, cells: pa.Table, spreads: pa.Table) -> None:
        """Remember a part."""
        self.cells[part], self.spreads[part] = cells, spreads

    def read(self, part_ids: Sequence[str]) -> pa.Table:
        """The cells of parts that are kept."""
        return self.kept.read(part_ids)

    def sweep(self, named: Collection[str], before: datetime) -> tuple[str, ...]:
        """Forget nothing."""
        del named, before
        return ()

    def source(self, contents: Contents) -> Source:
        """The door to a release that is kept."""
        return self.kept.source(contents)


@dataclass(frozen=True)
class RehearsalIntake:
    """The rows there are, and those of the imagined load."""

    kept: IntakeStore
    imagined: Imagined | None = None

    def append(self, load_id: int, rows: pa.Table) -> None:
        """Keep nothing."""

    def delete(self, load_id: int) -> None:
        """Forget nothing."""

    def select(self, load_ids: Iterable[int], between: Span | None = None) -> pa.Table:
        """The rows of some loads with their `load_id`; of the imagined one always all."""
        kept, imagined = self._apart(load_ids)
        found = self.kept.select(kept, between)
        if imagined is None:
            return found
        more = imagined.selected.select(found.schema.names).cast(found.schema)
        return pa.concat_tables([found, more])

    def count(self, load_id: int) -> int:
        """How many rows a load has."""
        kept, imagined = self._apart([load_id])
        return imagined.rows.num_rows if imagined else sum(map(self.kept.count, kept))

    def first_told(self, load_ids: Iterable[int]) -> pa.Table:
        """The first quarter that some loads hold of each indicator and org unit."""
        kept, imagined = self._apart(load_ids)
        found = self.kept.first_told(kept)
        if imagined is None:
            return found
        both = pa.concat_tables([found, imagined.rows.select(FIRST_TOLD.names).cast(FIRST_TOLD)])
        keys = ["indicator", "org_unit"]
        first = both.group_by(keys).aggregate([("quarter", "min")])
        told = first.rename_columns([*keys, "quarter"]).select(FIRST_TOLD.names).cast(FIRST_TOLD)
        return told.take(pc.sort_indices(told, [(key, "ascending") for key in keys]))

    def _apart(self, load_ids: Iterable[int]) -> tuple[list[int], Imagined | None]:
        asked = list(load_ids)
        imagined = self.imagined
        if imagined is None or imagined.load.load_id not in asked:
            return asked, None
        return [number for number in asked if number != imagined.load.load_id], imagined
