"""The data steward's service: check, load, publish, status. Commands and pages are thin over it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from wellness.domain.contents import ARRIVALS, read_arrivals
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.errors import UnknownNameError
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.domain.releases import Arrival, Release
from wellness.domain.workspace import Workspace
from wellness.publishing import load as loading
from wellness.publishing.awaited import awaited
from wellness.publishing.check import YEARS, Receipt, check, read_mapped
from wellness.publishing.in_force import ready_loads, rows_in_force
from wellness.publishing.mapping import Mapped, mapping_for
from wellness.publishing.open_data import Exported, export
from wellness.publishing.publish import Progress, Publication, Stores, next_release, publish
from wellness.publishing.reading import FileName, admit, parse_file_name
from wellness.publishing.rehearsal import Rehearsal, rehearse
from wellness.publishing.template import Template, template
from wellness.publishing.withdrawing import (
    WithdrawnLoad,
    WithdrawnRelease,
    withdraw_load,
    withdraw_release,
)


@dataclass(frozen=True)
class Status:
    """Where things stand: the newest release, what is owed and absent, what was loaded since.

    `withdrawn_since` are loads that readers see until the next publication.
    """

    release: Release | None
    outstanding: tuple[Arrival, ...]
    loaded_since: tuple[Load, ...]
    withdrawn_since: tuple[Load, ...] = ()


class PublishingService:
    """Everything a steward does, on one workspace and its stores."""

    def __init__(self, workspace: Workspace, stores: Stores) -> None:
        """Work on a workspace whose stores are open."""
        self.workspace, self.stores = workspace, stores

    def check(
        self,
        file_name: str,
        content: bytes,
        received_on: date,
        source: str = "",
        mapping: str = "",
    ) -> Receipt:
        """Judge a delivery; nothing is kept. Raises what `wellness.publishing.check` raises."""
        admit(file_name, len(content))
        definitions = self.workspace.definitions
        chosen = mapping_for(file_name, definitions.mappings, mapping, source)
        calendar = definitions.district.calendar
        name = FileName(chosen.source) if chosen else parse_file_name(file_name, calendar)
        sender = source or name.source
        # Questions look back some years. Beyond, an older load may come back to life here, and
        # nothing is compared so far back.
        span = YEARS * QUARTERS_A_YEAR

        def may_hold_the_same(kept: Load) -> bool:
            return kept.source == sender and any(name.spans(q, q + span) for q in kept.quarters)

        state, intake = self.stores.state, self.stores.intake
        earlier = rows_in_force(state, intake, may_hold_the_same, name.looks_back(span))
        return check(
            file_name,
            content,
            definitions,
            received_on,
            earlier=earlier,
            source=source,
            mapping=mapping,
        )

    def explain(
        self, file_name: str, content: bytes, source: str = "", mapping: str = ""
    ) -> Mapped:
        """How a mapping reads a file. Raises `UnknownNameError` where none does."""
        admit(file_name, len(content))
        definitions = self.workspace.definitions
        chosen = mapping_for(file_name, definitions.mappings, mapping, source)
        if chosen is None:
            raise UnknownNameError(
                f"No mapping reads {file_name}: it is taken for a tidy file. Name one with "
                "--mapping, or give one a pattern in “files” that fits the name."
            )
        return read_mapped(file_name, content, chosen, definitions)

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

    def rehearse(self, receipt: Receipt | None = None) -> Rehearsal:
        """The next release, as if a delivery were loaded; keeps nothing, raises as `publish`."""
        release = next_release(self.stores.state, "", "", _now())
        return rehearse(self.workspace, self.stores, release, receipt)

    def withdraw_release(
        self, number: int, by: str, reason: str, to: int = 0, *, dry_run: bool = False
    ) -> WithdrawnRelease:
        """Publish an earlier release's parts again. Raises `CannotWithdrawError`."""
        state = self.stores.state
        release = next_release(state, by, reason, _now())
        return withdraw_release(state, number, release, to, dry_run=dry_run)

    def withdraw_load(
        self, load_id: int, by: str, reason: str, *, dry_run: bool = False
    ) -> WithdrawnLoad:
        """Leave a load out from now on. Raises `CannotWithdrawError`."""
        state, intake = self.stores.state, self.stores.intake
        return withdraw_load(
            state, intake, load_id, by=by, reason=reason, now=_now(), dry_run=dry_run
        )

    def export(self, release: str, folder: Path) -> Exported:
        """Write the open data of a release. Raises `ExportError`."""
        return export(self.stores.state, self.stores.released, release, folder)

    def template(self, source: str, quarter: str) -> Template:
        """A workbook for a source to fill in. Raises `UnknownNameError`."""
        definitions = self.workspace.definitions
        sender = definitions.district.source(source)
        asked = definitions.district.calendar.parse(quarter)
        ago = {asked.year_ago, asked.closing.year_ago}

        def holds_last_year(kept: Load) -> bool:
            return kept.source == source and not ago.isdisjoint(kept.quarters)

        before = rows_in_force(self.stores.state, self.stores.intake, holds_last_year)
        return template(definitions, sender, asked, before)

    def status(self, today: date) -> Status:
        """The newest release, loads not yet published, and what is owed by that day and absent."""
        state, definitions = self.stores.state, self.workspace.definitions
        release = next(iter(state.releases()), None)
        number = release.number if release else 0
        published = frozenset(state.published_loads(number))
        since = tuple(load for load in ready_loads(state) if load.load_id not in published)
        arrived = read_arrivals(state.documents(number)[ARRIVALS]) if release else ()
        withdrawn = tuple(
            load
            for load in state.loads()
            if load.load_id in published and load.state is LoadState.WITHDRAWN
        )
        return Status(release, awaited(definitions, arrived, since, today), since, withdrawn)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
