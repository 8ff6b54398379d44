"""The data steward's service: check, load, publish, status. Commands and pages are thin over it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from wellness.domain.contents import ARRIVALS, read_arrivals
from wellness.domain.deliveries import Load
from wellness.domain.releases import Arrival, Release
from wellness.domain.workspace import Workspace
from wellness.publishing import load as loading
from wellness.publishing.awaited import awaited
from wellness.publishing.check import Receipt, check
from wellness.publishing.in_force import ready_loads, rows_in_force
from wellness.publishing.publish import Progress, Publication, Stores, next_release, publish
from wellness.publishing.reading import parse_file_name


@dataclass(frozen=True)
class Status:
    """Where things stand: the newest release, what is owed and absent, what was loaded since."""

    release: Release | None
    outstanding: tuple[Arrival, ...]
    loaded_since: tuple[Load, ...]


class PublishingService:
    """Everything a steward does, on one workspace and its stores."""

    def __init__(self, workspace: Workspace, stores: Stores) -> None:
        """Work on a workspace whose stores are open."""
        self.workspace, self.stores = workspace, stores

    def check(self, file_name: str, content: bytes, received_on: date, source: str = "") -> Receipt:
        """Judge a delivery; nothing is kept. Raises what `wellness.publishing.check` raises."""
        name = parse_file_name(file_name, self.workspace.definitions.district.calendar)
        sender = source or name.source

        def may_hold_the_same(kept: Load) -> bool:
            return kept.source == sender and any(name.spans(q, q) for q in kept.quarters)

        earlier = rows_in_force(self.stores.state, self.stores.intake, may_hold_the_same)
        definitions = self.workspace.definitions
        return check(file_name, content, definitions, received_on, earlier=earlier, source=source)

    def load(self, receipt: Receipt, by: str, *, accept_missing: bool = False) -> Load:
        """Keep the rows of an accepted delivery. Raises `NotLoadableError` for any other."""
        stores = loading.Stores(self.stores.state, self.stores.intake)
        return loading.load(receipt, stores, by, _now(), accept_missing=accept_missing)

    def publish(
        self,
        by: str,
        reason: str,
        *,
        dry_run: bool = False,
        progress: Progress = lambda _share, _sentence: None,
    ) -> Publication:
        """Publish all that is loaded as the next release. Raises `NothingToPublishError`."""
        release = next_release(self.stores.state, by, reason, _now())
        return publish(self.workspace, self.stores, release, dry_run=dry_run, progress=progress)

    def status(self, today: date) -> Status:
        """The newest release, loads not yet published, and what is owed by that day and absent."""
        state, definitions = self.stores.state, self.workspace.definitions
        release = next(iter(state.releases()), None)
        number = release.number if release else 0
        published = frozenset(state.published_loads(number))
        since = tuple(load for load in ready_loads(state) if load.load_id not in published)
        arrived = read_arrivals(state.documents(number)[ARRIVALS]) if release else ()
        return Status(release, awaited(definitions, arrived, since, today), since)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
