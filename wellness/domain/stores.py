"""What the product asks of its stores; `data_access` implements it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import pyarrow as pa

from wellness.domain.cells import Cell, Spread, State
from wellness.domain.deliveries import Load
from wellness.domain.periods import PeriodType, Quarter, Span
from wellness.domain.places import Level
from wellness.domain.releases import Contents, Part, Release


class Source(Protocol):
    """The reading half's one door to data: released cells of one release, and nothing else."""

    @property
    def contents(self) -> Contents:
        """The release that is read: its definitions, places and arrivals."""
        ...

    def history(
        self, indicators: Sequence[str], org_unit: str, breakdown: str = ""
    ) -> tuple[Cell, ...]:
        """Every released quarter and year of one place, all categories of the breakdown.

        Ordered by indicator (as given), period type, quarter, category.
        """
        ...

    def history_across(
        self, indicator: str, org_units: Sequence[str], breakdown: str = ""
    ) -> tuple[Cell, ...]:
        """The history of some places, one after the other in the order given."""
        ...

    def across(
        self,
        indicator: str,
        quarter: Quarter,
        period_type: PeriodType,
        levels: Sequence[Level],
        breakdown: str = "",
    ) -> tuple[Cell, ...]:
        """One period of every place of some levels, all categories, ordered by org unit."""
        ...

    def spreads(
        self, indicators: Sequence[str], school_type: str, quarters: Sequence[Quarter]
    ) -> tuple[Spread, ...]:
        """How the schools of a type spread, ordered by indicator (as given), period type, quarter.

        A year is found by its closing quarter.
        """
        ...

    def states(self, indicators: Sequence[str]) -> Mapping[State, int]:
        """How many released cells of some indicators are in each state, breakdowns included."""
        ...


class StateStore(Protocol):
    """Loads and releases: the one place where publishing happens, in one transaction."""

    def begin_load(self, load: Load) -> int:
        """Record a load as loading; returns its id."""
        ...

    def finish_load(self, load_id: int, rows: int) -> None:
        """Mark a load ready, with its event in the audit trail: one transaction.

        Raises `StoreError` unless it was loading.
        """
        ...

    def discard_load(self, load_id: int) -> None:
        """Mark a load discarded: its rows may be deleted."""
        ...

    def withdraw_load(self, load_id: int, by: str, reason: str, at: datetime) -> None:
        """Mark a ready load withdrawn, with its event in the audit trail: one transaction.

        Raises `StoreError` unless it is ready.
        """
        ...

    def loads(self) -> tuple[Load, ...]:
        """Every load, oldest first, whatever its state."""
        ...

    def releases(self) -> tuple[Release, ...]:
        """Every release, newest first."""
        ...

    def parts(self, number: int) -> tuple[Part, ...]:
        """The complete list of parts of a release."""
        ...

    def named_parts(self) -> frozenset[str]:
        """The ids of all parts that any release names."""
        ...

    def documents(self, number: int) -> Mapping[str, str]:
        """The definitions stored with a release: name of the document → its JSON."""
        ...

    def publish(
        self,
        release: Release,
        parts: Sequence[Part],
        documents: Mapping[str, str],
        loads: Sequence[int],
        withdrawn: int = 0,
    ) -> None:
        """Publish in one transaction, with its event in the audit trail.

        `withdrawn` is the number of a release that this one takes back, which has an event of its
        own; 0 for none. Raises `StoreError` if the number was taken meanwhile, or a load is not
        ready.
        """
        ...

    def published_loads(self, number: int) -> tuple[int, ...]:
        """The loads whose rows a release was made of."""
        ...

    def record(self, actor: str, verb: str, subject: str, detail: str, at: datetime) -> None:
        """Append to the audit trail."""
        ...


class ReleasedStore(Protocol):
    """Released cells by part. A part is written once, whole, and never changed."""

    def write(self, part: Part, cells: pa.Table, spreads: pa.Table) -> None:
        """Keep a part (schemas of `wellness.domain.tables`).

        Of one that is there already it keeps only that it is needed again.
        """
        ...

    def read(self, part_ids: Sequence[str]) -> pa.Table:
        """The cells of some parts behind a column `part_id`, ordered by part (as given) and key.

        Raises `StoreError` for a part that is not there.
        """
        ...

    def sweep(self, named: Collection[str], before: datetime) -> tuple[str, ...]:
        """Forget parts that are not among the `named`, nor needed since; returns their ids."""
        ...

    def source(self, contents: Contents) -> Source:
        """The door through which the reading half sees one release."""
        ...


class IntakeStore(Protocol):
    """Rows as reported: append, select, delete by load. Publishing alone opens it."""

    def append(self, load_id: int, rows: pa.Table) -> None:
        """Keep the rows of a load; all of them or none."""
        ...

    def select(self, load_ids: Iterable[int], between: Span | None = None) -> pa.Table:
        """The rows of some loads with their `load_id`, ordered by load.

        `between` leaves out rows before its first quarter and after its last.
        """
        ...

    def count(self, load_id: int) -> int:
        """How many rows of a load are kept."""
        ...

    def first_told(self, load_ids: Iterable[int]) -> pa.Table:
        """The first quarter that some loads hold of each indicator and org unit.

        A table of `tables.FIRST_TOLD`, ordered by indicator and org unit.
        """
        ...

    def delete(self, load_id: int) -> None:
        """Forget the rows of a load."""
        ...
