"""The sample, from nothing to two releases."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from data_access.stores import open_publishing
from wellness.domain.contents import contents
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.errors import StoreError
from wellness.domain.releases import Contents
from wellness.domain.workspace import read_workspace
from wellness.publishing import first_run as sample
from wellness.publishing.building import YearBuilder
from wellness.publishing.in_force import rows_in_force
from wellness.publishing.protection.families import families
from wellness.publishing.publish import policy_of

SMALL = sample.Settings(schools=20, quarters=5)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """A small sample, made once."""
    found = {"WELLNESS_DATA": str(tmp_path_factory.mktemp("sample"))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WELLNESS_DATA", found["WELLNESS_DATA"])
        sample.first_run(SMALL, found, quiet)
        yield found


def quiet(_share: float, _sentence: str) -> None:
    """Nobody watches."""


def newest(environment: Mapping[str, str]) -> Contents:
    with open_publishing(environment) as stores:
        release = stores.state.releases()[0]
        parts, documents = (
            stores.state.parts(release.number),
            stores.state.documents(release.number),
        )
    return contents(release, parts, documents)


def test_the_sample_is_published_as_history_and_newest_quarter(
    environment: Mapping[str, str],
) -> None:
    found = newest(environment)

    assert found.release.number == 2
    assert found.release.through == found.latest_finished
    assert found.latest_finished < max(found.quarters)
    assert set(found.parts_by_indicator) == set(found.catalogue)


def test_a_release_keeps_its_own_words(environment: Mapping[str, str]) -> None:
    found = newest(environment)

    assert found.places.district.name == found.district.name
    assert "visits" in found.catalogue
    assert {a.quarter for a in found.arrivals if a.received_on is None} >= {max(found.quarters)}


def test_every_row_of_every_system_holds_for_the_sample(environment: Mapping[str, str]) -> None:
    """Regions, types, boards, categories, remainders, years and subsets of what was delivered."""
    workspace = read_workspace()
    with open_publishing(environment) as stores:
        rows = rows_in_force(stores.state, stores.intake, lambda _: True)
    years = rows["quarter"].to_numpy() // 4
    checked = 0
    for year in sorted(set(years.tolist())):
        here = rows.filter(pa.array(years == year))
        builder = YearBuilder(workspace.definitions, policy_of(workspace), here, year)
        for family in families(workspace.definitions.catalogue):
            tied = builder.tied(family)
            if tied is not None:
                tied.system.check()
                checked += tied.system.rows

    assert checked > 1000


def test_a_later_run_returns_at_once(environment: Mapping[str, str]) -> None:
    said: list[str] = []

    sample.first_run(SMALL, environment, lambda _share, sentence: said.append(sentence))

    assert said == []


def test_loads_that_nobody_published_are_not_overwritten(tmp_path: Path) -> None:
    environment = {"WELLNESS_DATA": str(tmp_path)}
    with open_publishing(environment) as stores:
        stores.state.begin_load(_load())

    with pytest.raises(StoreError, match="nothing is published"):
        sample.first_run(SMALL, environment, quiet)


@pytest.mark.slow
def test_a_run_that_was_killed_starts_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLNESS_DATA", str(tmp_path))
    environment = {"WELLNESS_DATA": str(tmp_path)}

    def killed(_share: float, sentence: str) -> None:
        if "Loading" in sentence:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sample.first_run(SMALL, environment, killed)
    sample.first_run(SMALL, environment, quiet)

    assert newest(environment).release.number == 2
    assert not list(tmp_path.glob(".sample*"))


def _load() -> Load:
    now = datetime(2026, 11, 20, tzinfo=UTC)
    return Load(0, "a", "a", 0, LoadState.LOADING, "me", now, now)
