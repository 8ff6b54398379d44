"""Rows in force of some loads only: a release of one quarter need not read ten years."""

from collections.abc import Callable, Iterable

import pyarrow as pa

from wellness.domain.deliveries import Load, LoadState
from wellness.domain.periods import QUARTERS_A_YEAR, Span
from wellness.domain.stores import IntakeStore, StateStore
from wellness.publishing.load import active_rows


def ready_loads(state: StateStore) -> tuple[Load, ...]:
    """The loads whose rows may be published, oldest first."""
    return tuple(load for load in state.loads() if load.state is LoadState.READY)


def rows_in_force(
    state: StateStore,
    intake: IntakeStore,
    wanted: Callable[[Load], bool],
    between: Span | None = None,
) -> pa.Table:
    """`active_rows` of the loads that are wanted, or of some quarters of theirs.

    Right for a source and quarter only if *every* load that holds them is wanted: an older load
    whose successor is left out would come back to life.
    """
    return active_rows(filter(wanted, ready_loads(state)), intake, between)


def rows_of_year(loads: Iterable[Load], intake: IntakeStore, year: int) -> pa.Table:
    """The rows of one school year, as if only these loads were there."""
    rows = active_rows((load for load in loads if _holds(load, year)), intake)
    return rows.filter(pa.array(rows["quarter"].to_numpy() // QUARTERS_A_YEAR == year))


def _holds(load: Load, year: int) -> bool:
    return any(quarter.year == year for quarter in load.quarters)
