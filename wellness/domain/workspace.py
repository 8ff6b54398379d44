"""A workspace: what one district configures, read from its files and checked as a whole."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wellness.domain import (
    reading_district,
    reading_indicators,
    reading_mappings,
    reading_places,
)
from wellness.domain.checking_mappings import check_mappings
from wellness.domain.district import District
from wellness.domain.errors import WorkspaceError
from wellness.domain.faults import FaultList
from wellness.domain.indicators import Catalogue
from wellness.domain.mappings import FileMapping
from wellness.domain.places import Places
from wellness.domain.reading_district import read_district_file
from wellness.domain.reading_indicators import check_indicators, read_indicator_files
from wellness.domain.reading_mappings import read_mapping_files
from wellness.domain.reading_places import read_places_file

_REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLES = _REPOSITORY / "examples"


@dataclass(frozen=True)
class Definitions:
    """What the words of one district mean: its settings, indicators, places and mappings."""

    district: District
    catalogue: Catalogue
    places: Places
    mappings: Mapping[str, FileMapping] = field(default_factory=dict)


@dataclass(frozen=True)
class Workspace:
    """Definitions with the folders they came from; `files` are their texts, kept by a release."""

    home: Path
    data: Path
    definitions: Definitions
    files: Mapping[str, str]


def parse(files: Mapping[str, str]) -> Definitions:
    """Definitions from the texts of `district.toml`, `org_units.csv`, indicators and mappings.

    Raises `WorkspaceError` with everything that is wrong, file by file.
    """
    faults = FaultList()
    _require(files, reading_district.FILE, reading_places.FILE)
    district = _district(files[reading_district.FILE], faults)
    catalogue = _catalogue(files, district, faults)
    places = read_places_file(files[reading_places.FILE], district.calendar, faults)
    _check_units(district, places, faults)
    mappings = read_mapping_files(files, district.calendar, faults)
    check_mappings(mappings.values(), district, catalogue, places.units, faults)
    faults.raise_any()
    return Definitions(district, catalogue, places, mappings)


def parse_documents(documents: Mapping[str, str]) -> Definitions:
    """The definitions that a release was made with, from its documents. Raises `WorkspaceError`.

    Its mappings are kept as a record of how files were read; nothing is read by them again.
    """
    mappings = f"{reading_mappings.FOLDER}/"
    return parse(
        {
            name: text
            for name, text in documents.items()
            if not (name.endswith(".json") or name.startswith(mappings))
        }
    )


def read_workspace(home: Path | None = None) -> Workspace:
    """The workspace in a folder: WELLNESS_HOME, else this repository's sample.

    Its data folder is `data_folder`. Raises `WorkspaceError`.
    """
    home = home or home_folder(os.environ)
    data = data_folder(os.environ, home)
    files = _settings(home)
    in_data = data / reading_places.FILE
    files[reading_places.FILE] = _text(in_data if in_data.exists() else home / reading_places.FILE)
    return Workspace(home, data, parse(files), files)


def read_settings(home: Path | None = None) -> tuple[District, Catalogue]:
    """Settings and indicators, for a workspace that has no places yet. Raises `WorkspaceError`."""
    faults = FaultList()
    files = _settings(home or home_folder(os.environ))
    district = _district(files[reading_district.FILE], faults)
    catalogue = _catalogue(files, district, faults)
    faults.raise_any()
    return district, catalogue


def read_district(home: Path | None = None) -> District:
    """The settings alone. Raises `WorkspaceError`."""
    faults = FaultList()
    district = _district(_text((home or home_folder(os.environ)) / reading_district.FILE), faults)
    faults.raise_any()
    return district


def _settings(home: Path) -> dict[str, str]:
    files = {reading_district.FILE: _text(home / reading_district.FILE)}
    for path in sorted((home / reading_indicators.FOLDER).glob("*.toml")):
        files[reading_indicators.file_of(path.stem)] = _text(path)
    for path in sorted((home / reading_mappings.FOLDER).glob("*.toml")):
        files[f"{reading_mappings.FOLDER}/{path.name}"] = _text(path)
    return files


def _district(text: str, faults: FaultList) -> District:
    """The settings, or `WorkspaceError`: nothing else can be read without a calendar."""
    district = read_district_file(text, faults)
    if district is None:
        faults.raise_any()
        raise AssertionError  # a district that cannot be read has a reason
    return district


def _catalogue(files: Mapping[str, str], district: District, faults: FaultList) -> Catalogue:
    catalogue = read_indicator_files(files, district.calendar, faults)
    check_indicators(catalogue, files, district, faults)
    return catalogue


def home_folder(environment: Mapping[str, str]) -> Path:
    """The folder of the workspace: WELLNESS_HOME, else this repository."""
    return Path(environment.get("WELLNESS_HOME") or _REPOSITORY)


def data_folder(environment: Mapping[str, str], home: Path | None = None) -> Path:
    """Where a workspace keeps its data: WELLNESS_DATA, else `data` inside it.

    The examples of this repository hold definitions alone: theirs is `build/examples/NAME`.
    """
    home = home or home_folder(environment)
    if given := environment.get("WELLNESS_DATA"):
        return Path(given)
    if home.resolve().parent == EXAMPLES:
        return _REPOSITORY / "build" / EXAMPLES.name / home.resolve().name
    return home / "data"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        message = f"{path} does not exist. A workspace needs it; `make run` makes the sample's."
        raise WorkspaceError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8."
        raise WorkspaceError(message) from error


def _require(files: Mapping[str, str], *names: str) -> None:
    for name in names:
        if name not in files:
            message = f"{name} is missing. A workspace needs it beside its indicator files."
            raise WorkspaceError(message)


def _check_units(district: District, places: Places, faults: FaultList) -> None:
    """Every place that a source is to report for must be a place."""
    for source in district.sources.values():
        for unit in source.units:
            faults.require_known(
                reading_district.FILE,
                f"sources.{source.code}.units",
                unit.org_unit,
                places.units,
            )
