"""A workspace is read whole, and everything that is wrong with it is said at once."""

from pathlib import Path

import pytest

from tests.unit.publishing.small import FILES
from wellness.domain.errors import WorkspaceError
from wellness.domain.indicators import Kind
from wellness.domain.periods import Quarter
from wellness.domain.workspace import parse, read_district, read_workspace


def changed(file: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[file]
    return FILES | {file: FILES[file].replace(old, new)}


def refusal(files: dict[str, str]) -> str:
    with pytest.raises(WorkspaceError) as error:
        parse(files)
    return str(error.value)


def written(home: Path, *, without: str = "") -> Path:
    (home / "indicators").mkdir(parents=True)
    for name, text in FILES.items():
        if name != without:
            (home / name).write_text(text, encoding="utf-8")
    return home


def test_files_become_definitions() -> None:
    found = parse(FILES)

    assert found.district.name == "Two Hills"
    assert found.district.sources["clinic"].due_days == 20
    assert found.catalogue["visits"].kind is Kind.FLOW
    assert found.catalogue["reach"].derived == ("served", "enrolled")
    assert found.places.unit("oak").valid_to == Quarter(2025, 4)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "indicators/visits.toml",
            "partition =",
            'counts.scool = "visits_at_school"\npartition =',
            "breakdowns.channel.counts: “scool” is not known. Did you mean “school”?",
        ),
        (
            "indicators/visits.toml",
            "improvement =",
            "improvment =",
            "indicators/visits.toml: “improvment” is not a field. Did you mean “improvement”?",
        ),
        (
            "indicators/visits.toml",
            'kind = "flow"',
            'kind = "flwo"',
            "indicators/visits.toml, kind: “flwo” is not one of its values. Did you mean “flow”?",
        ),
        (
            "indicators/visits.toml",
            'unit = "visits"',
            "",
            "indicators/visits.toml: the field “unit” is missing. Add it.",
        ),
        (
            "indicators/visits.toml",
            'sources = ["clinic"]',
            'sources = ["clinc"]',
            "indicators/visits.toml, sources: “clinc” is not known. Did you mean “clinic”?",
        ),
        (
            "indicators/visits.toml",
            'sources = ["clinic"]',
            "",
            "indicators/visits.toml, sources: nobody delivers it.",
        ),
        (
            "indicators/reach.toml",
            '"enrolled"',
            '"enroled"',
            (
                "indicators/reach.toml, derived.denominator: “enroled” is not known. "
                "Did you mean “enrolled”?"
            ),
        ),
        (
            "indicators/visits.toml",
            "2024-25 Q1",
            "2024 Q1",
            "indicators/visits.toml, definitions: “2024 Q1” is not a quarter",
        ),
        ("indicators/visits.toml", "[breakdowns", "[[breakdowns", "this is not TOML"),
        (
            "district.toml",
            'reports = ["school"]',
            'reports = ["skool"]',
            "“skool” is not one of its values. Did you mean “school”?",
        ),
        (
            "org_units.csv",
            "elm,Elm School,school",
            "elm,Elm School,skool",
            "org_units.csv, line 6: “skool” is not a level. Did you mean “school”?",
        ),
        (
            "org_units.csv",
            "false,,E,region,,",
            "false,,F,region,,",
            "org_units.csv, line 5: “F” is not known.",
        ),
        (
            "org_units.csv",
            "true,,W,region",
            "true,,W,district",
            "org_units.csv, line 6: the parent “W” is a region. Say so.",
        ),
    ],
)
def test_a_fault_is_told_with_file_and_field_and_how_to_mend_it(
    file: str, old: str, new: str, sentence: str
) -> None:
    assert sentence in refusal(changed(file, old, new))


def test_all_faults_are_told_at_once() -> None:
    files = changed("indicators/visits.toml", 'kind = "flow"', 'kind = "flwo"')
    files |= {"indicators/seen.toml": FILES["indicators/seen.toml"].replace("unit", "unti")}

    told = refusal(files)

    assert told.startswith("2 things in this workspace are to be mended:")
    assert "visits.toml" in told
    assert "seen.toml" in told


def test_a_school_that_moves_needs_an_end_to_its_first_membership() -> None:
    moved = FILES["org_units.csv"] + "ash,Ash School,school,high,false,,W,region,2026-27 Q1,\n"

    assert "“ash” has two parents of level region at a time" in refusal(
        FILES | {"org_units.csv": moved}
    )


def test_a_workspace_is_read_from_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WELLNESS_DATA", raising=False)
    found = read_workspace(written(tmp_path / "home"))

    assert found.data == tmp_path / "home" / "data"
    assert found.files == FILES
    assert found.definitions.district == parse(FILES).district


def test_the_places_of_the_data_folder_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = written(tmp_path / "home", without="org_units.csv")
    (tmp_path / "org_units.csv").write_text(FILES["org_units.csv"], encoding="utf-8")
    monkeypatch.setenv("WELLNESS_HOME", str(home))
    monkeypatch.setenv("WELLNESS_DATA", str(tmp_path))

    assert "ash" in read_workspace().definitions.places


def test_the_district_can_be_read_before_there_are_places(tmp_path: Path) -> None:
    home = written(tmp_path / "home", without="org_units.csv")

    assert read_district(home).name == "Two Hills"
    with pytest.raises(WorkspaceError, match=r"org_units\.csv does not exist"):
        read_workspace(home)


def test_the_samples_own_files_fit_together() -> None:
    root = Path(__file__).parents[3]
    paths = sorted((root / "indicators").glob("*.toml"))
    files = {f"indicators/{path.name}": path.read_text(encoding="utf-8") for path in paths}
    files |= {"district.toml": (root / "district.toml").read_text(encoding="utf-8")}

    found = parse(files | {"org_units.csv": FILES["org_units.csv"]})

    assert len(found.catalogue.published()) >= 30
