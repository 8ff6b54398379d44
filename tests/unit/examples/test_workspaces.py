"""Every example is a workspace of its own: definitions, no code and no data."""

import pytest

from wellness.domain.workspace import EXAMPLES, read_workspace
from wellness.publishing.deliveries_list import read_deliveries

NAMES = ("chicago", "england_sdq", "new_york")
SORTS = {".toml", ".csv", ".md"}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_read_without_a_fault(name: str) -> None:
    found = read_workspace(EXAMPLES / name).definitions

    assert found.mappings
    assert not found.district.sample
    assert "Public figures" in found.district.notice


@pytest.mark.parametrize("name", NAMES)
def test_an_example_holds_definitions_alone(name: str) -> None:
    files = [path for path in (EXAMPLES / name).rglob("*") if path.is_file()]

    assert {path.suffix for path in files} == SORTS
    assert [path.name for path in files if path.suffix == ".csv"] == ["org_units.csv"]


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_file_is_one_that_its_mapping_reads(name: str) -> None:
    mappings = read_workspace(EXAMPLES / name).definitions.mappings
    listed = read_deliveries(EXAMPLES / name)

    files = [file for release in listed.releases for file in release.files]
    assert {file.mapping for file in files} == set(mappings)
    assert all(mappings[file.mapping].reads(file.file) for file in files)


@pytest.mark.parametrize("name", NAMES)
def test_a_readme_tells_where_the_figures_and_the_places_are_from(name: str) -> None:
    told = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")

    assert "**Publisher**" in told
    assert "`org_units.csv`** was made once" in told
