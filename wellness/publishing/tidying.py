"""What was left lying: loads that never finished, and parts that no release names."""

from datetime import datetime, timedelta

from wellness.domain.deliveries import LoadState
from wellness.domain.stores import IntakeStore, ReleasedStore, StateStore

_LONGEST_LOAD = timedelta(days=1)


def tidy(
    state: StateStore, released: ReleasedStore, intake: IntakeStore, now: datetime
) -> tuple[str, ...]:
    """Discard loads that broke off, forget rows of discarded ones and parts of broken publications.

    A part is kept if any release names it, or if it was needed since the newest release began: a
    publication that is running beside this one may be about to name it. Returns the ids of the
    parts that are gone.
    """
    for load in state.loads():
        if load.state is LoadState.LOADING and load.loaded_at < now - _LONGEST_LOAD:
            state.discard_load(load.load_id)  # first: a loader that still runs can no longer finish
    for load in state.loads():
        if load.state is LoadState.DISCARDED:
            intake.delete(load.load_id)
    newest = next(iter(state.releases()), None)
    return released.sweep(state.named_parts(), newest.published_at) if newest else ()
