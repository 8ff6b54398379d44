"""Rows in force of some loads only: a release of one quarter need not read ten years."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa

from wellness.domain.deliveries import Load, LoadState
from wellness.domain.stores import IntakeStore, StateStore
from wellness.publishing.load import active_rows


def ready_loads(state: StateStore) -> tuple[Load, ...]:
    """The loads whose rows may be published, oldest first."""
    return tuple(load for load in state.loads() if load.state is LoadState.READY)


def rows_in_force(
    state: StateStore, intake: IntakeStore, wanted: Callable[[Load], bool]
) -> pa.Table:
    """`active_rows` of the loads that are wanted.

    Right for a source and quarter only if *every* load that holds them is wanted: an older load
    whose successor is left out would come back to life.
    """
    chosen = frozenset(load.load_id for load in ready_loads(state) if wanted(load))
    return active_rows(state, _Some(intake, chosen))


@dataclass(frozen=True)
class _Some:
    """An intake store that knows some loads only."""

    intake: IntakeStore
    chosen: frozenset[int]

    def append(self, load_id: int, rows: pa.Table) -> None:
        self.intake.append(load_id, rows)

    def select(self, load_ids: Iterable[int]) -> pa.Table:
        return self.intake.select(sorted(self.chosen.intersection(load_ids)))

    def delete(self, load_id: int) -> None:
        self.intake.delete(load_id)
