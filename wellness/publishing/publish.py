"""Publish: build what changed, write its parts, and make a release in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pyarrow as pa

from wellness.disclosure.policy import Policy
from wellness.disclosure.protect import ProtectionReport
from wellness.domain.contents import ARRIVALS, read_arrivals
from wellness.domain.deliveries import LoadState
from wellness.domain.errors import WellnessError
from wellness.domain.periods import Quarter
from wellness.domain.releases import Arrival, Contents, Part, Release
from wellness.domain.stores import IntakeStore, ReleasedStore, StateStore
from wellness.domain.workspace import Workspace
from wellness.publishing.agenda import Item, agenda
from wellness.publishing.arrivals import arrivals
from wellness.publishing.building import YearBuilder
from wellness.publishing.changes import describe
from wellness.publishing.documents import documents, made_of
from wellness.publishing.in_force import ready_loads, rows_of_year
from wellness.publishing.parts import BuiltPart
from wellness.publishing.past import Past
from wellness.publishing.protection.contradictions import ContradictionError
from wellness.publishing.rollup.told import history
from wellness.publishing.tidying import tidy

Progress = Callable[[float, str], None]


class NothingToPublishError(WellnessError):
    """A publication that would say nothing new."""


@dataclass(frozen=True)
class Stores:
    """The three stores that publishing needs."""

    state: StateStore
    released: ReleasedStore
    intake: IntakeStore


@dataclass(frozen=True)
class Publication:
    """What publishing did, or would do: `release` is not in the store after a dry run.

    `built` are the parts that were made anew, `carried` how many were taken over.
    """

    release: Release
    parts: tuple[Part, ...]
    built: tuple[str, ...]
    carried: int
    protection: tuple[ProtectionReport, ...]


def publish(
    workspace: Workspace,
    stores: Stores,
    release: Release,
    *,
    dry_run: bool = False,
    progress: Progress = lambda _share, _sentence: None,
) -> Publication:
    """Publish everything that is loaded; `release` brings number, name, reason and time.

    Parts are written first: a crash before the last step leaves parts that no release names, and
    the next publication forgets what nobody needs. Raises `NothingToPublishError`,
    `ContradictionError` where loaded numbers cannot all be true, and `StoreError` if another
    release took the number meanwhile.
    """
    if not dry_run:
        tidy(stores.state, stores.released, stores.intake, release.published_at)
    return _Publishing(workspace, stores, release, progress).run(dry_run=dry_run)


class _Publishing:
    """One publication: what is loaded, what was published before, and what has to be built."""

    def __init__(
        self, workspace: Workspace, stores: Stores, release: Release, progress: Progress
    ) -> None:
        self.workspace, self.stores, self.progress = workspace, stores, progress
        self.definitions, self.release = workspace.definitions, release
        self.policy = policy_of(workspace)
        self.loads = ready_loads(stores.state)
        self.history = history(self.loads, stores.intake)
        self.agenda = agenda(workspace, self.policy, self.loads, self.history)
        self._recall(release.number - 1)
        self.made_of = {
            item.fingerprint: self.before[item.fingerprint]
            for item in self.agenda
            if item.fingerprint in self.before
        }
        self.built: list[str] = []
        self.reports: list[ProtectionReport] = []
        self.contradictions: list[str] = []

    def _recall(self, number: int) -> None:
        """The release before, if there is one."""
        stores = self.stores
        texts = stores.state.documents(number)
        self.before = made_of(texts)
        self.arrived = read_arrivals(texts[ARRIVALS]) if texts else ()
        self.past = Past(stores.state, stores.released, stores.intake, self.policy, number)
        self.parts = {part.part_id: part for part in self.past.parts(number)}
        self.published = frozenset(stores.state.published_loads(number))
        self.withdrawn = [
            load
            for load in stores.state.loads()
            if load.load_id in self.published and load.state is LoadState.WITHDRAWN
        ]
        changed = any(texts.get(name) != text for name, text in self.workspace.files.items())
        self.redefined = bool(texts) and changed

    def run(self, *, dry_run: bool) -> Publication:
        """Build, write, publish."""
        todo = [item for item in self.agenda if item.fingerprint not in self.before]
        if not self.agenda or (not todo and len(self.agenda) == len(self.before)):
            raise self._no_news()
        carried = sum(map(len, self.made_of.values()))
        # What was withdrawn may leave a family without rows: nothing to do, and yet no arrival.
        lost = {quarter.year for load in self.withdrawn for quarter in load.quarters}
        for year in sorted({item.year for item in todo} | lost):
            label = self.definitions.district.calendar.year(Quarter(year, 1))
            done = sum(item.year < year for item in todo)
            self.progress(done / max(len(todo), 1), f"Adding up {label}")
            self._build(year, [item for item in todo if item.year == year], dry_run=dry_run)
        if self.contradictions:
            raise ContradictionError(self.contradictions)
        release = self._named()
        ids = sorted(part_id for kept in self.made_of.values() for part_id in kept)
        parts = tuple(self.parts[part_id] for part_id in ids)
        if not dry_run:
            self.progress(1.0, "Publishing")
            texts = documents(self.workspace.files, self.arrived, self.made_of)
            self.stores.state.publish(release, parts, texts, [load.load_id for load in self.loads])
        return Publication(release, parts, tuple(self.built), carried, tuple(self.reports))

    def _no_news(self) -> NothingToPublishError:
        if self.before and not self.agenda:
            return NothingToPublishError(
                "Every load is withdrawn, so there is nothing to publish. Load a delivery first."
            )
        since = f"since release {self.release.number - 1}" if self.before else "yet"
        return NothingToPublishError(
            f"Nothing was loaded {since}, so there is nothing to publish. Load a delivery first."
        )

    def _build(self, year: int, items: Sequence[Item], *, dry_run: bool) -> None:
        """Make and write the parts of one year, and look again at what arrived in it.

        Contradictions are kept until every year is built, so that all are said at once.
        """
        rows = rows_of_year(self.loads, self.stores.intake, year)
        self.arrived = self._arrivals(year, rows)
        before = self.history.before(year)
        builder = YearBuilder(self.definitions, self.policy, rows, year, before)
        for item in items:
            try:
                made, report = builder.parts(item.family, self.past.earlier)
            except ContradictionError as error:
                self.contradictions += error.sentences
                continue
            self.made_of[item.fingerprint] = tuple(built.part.part_id for built in made)
            self._keep(made, dry_run=dry_run)
            if report:
                self.reports.append(report)

    def _keep(self, made: Sequence[BuiltPart], *, dry_run: bool) -> None:
        """Write the parts that the release before does not have."""
        for built in made:
            if built.part.part_id in self.parts:
                continue
            self.parts[built.part.part_id] = built.part
            self.built.append(built.part.part_id)
            if not dry_run:
                self.stores.released.write(built.part, built.cells, built.spreads)

    def _arrivals(self, year: int, rows: pa.Table) -> tuple[Arrival, ...]:
        """What had arrived, with one year looked at again."""
        again = arrivals(self.definitions, rows, self.loads)
        others = [arrival for arrival in self.arrived if arrival.quarter.year != year]
        here = [arrival for arrival in again if arrival.quarter.year == year]
        return tuple(sorted([*others, *here], key=lambda a: (a.quarter, a.source)))

    def _named(self) -> Release:
        """The release with what it holds, in words, and the newest quarter that is finished."""
        found = self.definitions
        changed = describe(
            found.district,
            self.loads,
            self.published,
            redefined=self.redefined,
            withdrawn=self.withdrawn,
        )
        release = replace(self.release, changed=changed)
        contents = Contents(
            release, found.district, found.catalogue, found.places, self.arrived, ()
        )
        newest = max(arrival.quarter for arrival in self.arrived if arrival.received_on)
        return replace(release, through=max(contents.finished, default=newest))


def policy_of(workspace: Workspace) -> Policy:
    """The small-cell policy of the workspace."""
    settings = workspace.definitions.district.policy
    return Policy(
        settings.threshold, settings.width, "small" if settings.zeros == "small" else "shown"
    )


def next_release(state: StateStore, by: str, reason: str, now: datetime) -> Release:
    """The release that comes next, before anything is known of what it holds."""
    number = max((release.number for release in state.releases()), default=0) + 1
    return Release(number, now, by, reason, Quarter(0, 1))
