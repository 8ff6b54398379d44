"""A release is all or nothing, costs what is new, and says what is new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from tests.contract.memory import MemoryIntake, MemoryReleased, MemoryState
from tests.unit.publishing import village
from tests.unit.publishing.village import PARENTS, Q1, Q2, Row
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.errors import StoreError
from wellness.domain.indicators import DisclosureClass, Kind, Theme
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.releases import Part
from wellness.domain.tables import OBSERVATIONS
from wellness.domain.workspace import Workspace
from wellness.publishing.documents import made_of
from wellness.publishing.publish import (
    NothingToPublishError,
    Publication,
    Stores,
    next_release,
    publish,
)

NOW = datetime(2026, 11, 20, tzinfo=UTC)
LAST_YEAR = Quarter(2024, 4)
CALLS = village.indicator("calls", Kind.FLOW, sources=("a",))
REACH = village.indicator("reach", Kind.PROPORTION, derived=("calls", "enrollment"))
CAMPAIGNS = village.indicator(
    "campaigns", Kind.FLOW, sources=("b",), disclosure_class=DisclosureClass.OPEN
)
ENROLLMENT = village.indicator(
    "enrollment",
    Kind.STOCK,
    theme=Theme.REFERENCE,
    cadence=PeriodType.YEAR,
    disclosure_class=DisclosureClass.PUBLIC,
    sources=("c",),
)


def workspace(note: str = "") -> Workspace:
    sites = tuple(level for level in Level if level.is_site)
    sources = [village.source(code, *sites) for code in "ab"]
    sources.append(village.source("c", *sites, cadence=PeriodType.YEAR))
    found = village.definitions([CALLS, REACH, CAMPAIGNS, ENROLLMENT], sources)
    files = {f"indicators/{code}.toml": "" for code in found.catalogue}
    files |= {"district.toml": "", "org_units.csv": "", "indicators/campaigns.toml": note}
    return Workspace(Path(), Path(), found, files)


@dataclass
class Office:
    """A steward with stores that forget."""

    state: MemoryState
    released: MemoryReleased
    intake: MemoryIntake

    def load(self, source: str, rows: Sequence[Row]) -> None:
        quarters = tuple({(r.quarter or village.Q4) for r in rows})
        load = Load(0, source, source, "", len(rows), LoadState.LOADING, "me", NOW, NOW, quarters)
        load_id = self.state.begin_load(load)
        table: pa.Table = village.table(rows).select(OBSERVATIONS.names)
        self.intake.append(load_id, table)
        self.state.finish_load(load_id, len(rows))

    def publish(self, *, note: str = "", dry_run: bool = False) -> Publication:
        stores = Stores(self.state, self.released, self.intake)
        release = next_release(self.state, "me", "the quarter is over", NOW)
        return publish(workspace(note), stores, release, dry_run=dry_run)


@pytest.fixture
def office() -> Office:
    """A year ago, and the first quarter of this year, loaded and not published."""
    found = Office(MemoryState(), MemoryReleased(), MemoryIntake())
    for quarter in (LAST_YEAR, Q1):
        found.load("a", [Row("a", "calls", u, quarter, 30) for u in PARENTS])
        found.load("b", [Row("b", "campaigns", u, quarter, 2) for u in PARENTS])
    found.load("c", [Row("c", "enrollment", u, None, 900) for u in PARENTS])
    return found


def by_name(parts: Sequence[Part]) -> dict[tuple[str, int], str]:
    return {(part.indicator, part.year): part.part_id for part in parts}


def test_a_release_holds_every_indicator_of_every_year_that_has_rows(office: Office) -> None:
    done = office.publish()

    assert set(by_name(done.parts)) == {
        ("calls", 2024), ("campaigns", 2024), ("reach", 2024),
        ("calls", 2025), ("campaigns", 2025), ("reach", 2025), ("enrollment", 2025),
    }  # fmt: skip
    assert office.state.parts(1) == tuple(sorted(done.parts, key=lambda p: (p.indicator, p.year)))
    assert done.release.through == Q1
    assert office.released.read([p.part_id for p in done.parts]).num_rows > 0


def test_a_new_quarter_takes_the_other_parts_over_by_reference(office: Office) -> None:
    first = by_name(office.publish().parts)
    office.load("a", [Row("a", "calls", u, Q2, 40) for u in PARENTS])

    done = office.publish()

    second = by_name(done.parts)
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {("calls", 2025), ("reach", 2025)}
    assert done.carried == 5
    assert len(done.built) == 2
    assert done.release.changed == "2025-26 Q2 added"


def test_the_same_rows_sent_again_change_no_part(office: Office) -> None:
    first = by_name(office.publish().parts)
    office.load("a", [Row("a", "calls", u, Q1, 30) for u in PARENTS])

    done = office.publish()

    assert by_name(done.parts) == first
    assert done.built == ()
    assert done.release.changed == "a 2025-26 Q1 restated"


def test_a_restated_number_is_another_version_of_its_cell(office: Office) -> None:
    office.publish()
    rows = [Row("a", "calls", u, Q1, 31 if u == "S1" else 30) for u in PARENTS]
    office.load("a", rows)

    done = office.publish()

    cells = office.released.read([by_name(done.parts)["calls", 2025]]).to_pylist()
    again = {c["org_unit"] for c in cells if c["numerator_version"] == 2}
    assert again == {"S1", "N", "E", "low", "D"}
    third = office.publish(note="so that there is news")
    assert by_name(third.parts)["calls", 2025] == by_name(done.parts)["calls", 2025]


def test_a_changed_definition_builds_its_own_indicator_anew(office: Office) -> None:
    office.publish()

    done = office.publish(note="another wording")

    fresh = set(made_of(office.state.documents(2))) - set(made_of(office.state.documents(1)))
    assert len(fresh) == 2
    assert done.release.changed == "definitions changed"


def test_a_release_without_news_is_refused(office: Office) -> None:
    office.publish()

    with pytest.raises(NothingToPublishError, match="since release 1"):
        office.publish()


def test_nothing_loaded_is_nothing_to_publish() -> None:
    empty = Office(MemoryState(), MemoryReleased(), MemoryIntake())

    with pytest.raises(NothingToPublishError, match="Nothing was loaded yet"):
        empty.publish()


def test_a_dry_run_leaves_no_trace(office: Office) -> None:
    done = office.publish(dry_run=True)

    assert done.protection[0].cells > 0
    assert office.state.releases() == ()
    with pytest.raises(StoreError):
        office.released.read([done.parts[0].part_id])


class Interrupted(MemoryState):
    """A state store whose power fails at the last step."""

    def publish(self, *_: object) -> None:
        raise StoreError("The power failed.")


def test_a_crash_before_the_last_step_publishes_nothing(office: Office) -> None:
    failing = Interrupted(**vars(office.state))

    with pytest.raises(StoreError, match="power"):
        replace(office, state=failing).publish()
    assert office.state.releases() == ()
    assert office.publish().release.number == 1


def test_two_publications_of_the_same_loads_are_equal_byte_for_byte(office: Office) -> None:
    again = Office(MemoryState(), MemoryReleased(), MemoryIntake())
    again.state.kept, again.intake = office.state.kept, office.intake

    first, second = office.publish(), again.publish()

    ids = [part.part_id for part in first.parts]
    assert first == second
    assert office.released.read(ids).equals(again.released.read(ids))
    assert office.state.documents(1) == again.state.documents(1)
