"""`make example`: the workspaces that it knows, where their data lie, and what it refuses."""

from pathlib import Path

import pytest

from data_access.stores import open_reading
from wellness.domain.errors import StoreError, WorkspaceError
from wellness.domain.workspace import EXAMPLES, data_folder, read_workspace
from wellness.publishing.deliveries_list import read_deliveries
from wellness.publishing.examples import publish_example

NAMES = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
SMALL = """HB,Month,ReferralsAccepted,ReferralsReceived
S08000016,201901,10,20
S08000016,201902,10,20
S08000016,201903,10,20
"""


def publish(name: str, data: Path, folder: Path) -> list[str]:
    said: list[str] = []
    settings = {"WELLNESS_DATA": str(folder)}
    publish_example(name, data, settings, lambda _share, _sentence: None, said.append)
    return said


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_definitions_alone_and_says_where_its_figures_come_from(name: str) -> None:
    kept = {path.suffix for path in (EXAMPLES / name).rglob("*") if path.is_file()}
    district = read_workspace(EXAMPLES / name).definitions.district

    assert kept <= {".toml", ".md", ".csv"}
    assert [path.name for path in (EXAMPLES / name).rglob("*.csv")] == ["org_units.csv"]
    assert (EXAMPLES / name / "README.md").is_file()
    assert not district.sample
    assert district.notice


@pytest.mark.parametrize("name", NAMES)
def test_the_data_of_an_example_lie_in_the_folder_of_what_is_built(name: str) -> None:
    home = {"WELLNESS_HOME": str(EXAMPLES / name)}

    assert data_folder(home) == EXAMPLES.parent / "build/examples" / name
    assert data_folder(home | {"WELLNESS_DATA": "elsewhere"}) == Path("elsewhere")


def test_another_workspace_keeps_its_data_inside_of_itself(tmp_path: Path) -> None:
    assert data_folder({"WELLNESS_HOME": str(tmp_path)}) == tmp_path / "data"


def test_an_example_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"no example “scotland”\. Name one .*scotland_beds"):
        publish("scotland", tmp_path, tmp_path)


def test_a_file_that_is_not_in_the_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"does not hold camhs_waiting_times/camhs-"):
        publish("scotland_camhs", tmp_path, tmp_path / "data")


def test_a_refused_file_ends_it_and_publishes_nothing(tmp_path: Path) -> None:
    """The folder holds files of the right names with the columns of another."""
    for release in read_deliveries(EXAMPLES / "scotland_camhs").releases:
        for path in (tmp_path / listed.file for listed in release.files):
            path.parent.mkdir(exist_ok=True)
            path.write_text(SMALL, encoding="utf-8")

    with pytest.raises(WorkspaceError, match="is refused: its receipt says why"):
        publish("scotland_camhs", tmp_path, tmp_path / "data")
    with pytest.raises(StoreError, match="Nothing has been published yet"):
        open_reading({"WELLNESS_DATA": str(tmp_path / "data")})
