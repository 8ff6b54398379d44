"""Rehearse: publish on stores that keep nothing, and see what the release would show."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from wellness.domain.contents import contents
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.releases import Release
from wellness.domain.stores import Source
from wellness.domain.workspace import Workspace
from wellness.publishing.check import Receipt
from wellness.publishing.publish import Stores, publish
from wellness.publishing.rehearsal.changes import Changes, compare
from wellness.publishing.rehearsal.source import RehearsedSource
from wellness.publishing.rehearsal.stores import (
    Imagined,
    RehearsalIntake,
    RehearsalReleased,
    RehearsalState,
)


@dataclass(frozen=True)
class Rehearsal:
    """A release as it would be: its number and words, what it changes, and the door to it."""

    release: Release
    changes: Changes
    source: Source


def rehearse(
    workspace: Workspace, stores: Stores, release: Release, receipt: Receipt | None = None
) -> Rehearsal:
    """What publishing would do now, with the delivery of an accepted receipt as if it were loaded.

    Small numbers are protected as at publishing. Raises what `publish` raises, among it
    `ContradictionError` for numbers that cannot all be true.
    """
    imagined = _imagined(stores, receipt, release.published_at)
    state = RehearsalState(stores.state, imagined)
    released = RehearsalReleased(stores.released)
    intake = RehearsalIntake(stores.intake, imagined)
    publish(workspace, Stores(state, released, intake), release)
    announced = state.announced[-1]
    before = stores.state.parts(release.number - 1)
    found = contents(announced.release, announced.parts, announced.documents)
    return Rehearsal(
        announced.release,
        compare(released.cells, before, stores.released),
        RehearsedSource.of(found, released),
    )


def _imagined(stores: Stores, receipt: Receipt | None, now: datetime) -> Imagined | None:
    """The delivery as the load that would come next."""
    if receipt is None or receipt.delivery is None:
        return None
    number = max((load.load_id for load in stores.state.loads()), default=0) + 1
    received = datetime.combine(receipt.received_on, time(), UTC)
    rows, quarters = receipt.delivery, receipt.quarters
    load = Load(
        number,
        receipt.source,
        receipt.file_name,
        rows.num_rows,
        LoadState.READY,
        "",
        now,
        received,
        quarters,
    )
    return Imagined(load, rows)
