"""A workspace: what one district configures, read from its files and checked as a whole."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wellness.domain import reading_district, reading_indicators, reading_places
from wellness.domain.district import District
from wellness.domain.errors import WorkspaceError
from wellness.domain.faults import FaultList
from wellness.domain.indicators import Catalogue
from wellness.domain.places import Places
from wellness.domain.reading_district import read_district_file
from wellness.domain.reading_indicators import check_indicators, read_indicator_files
from wellness.domain.reading_places import read_places_file

_REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Definitions:
    """What the words of one district mean: its settings, its indicators and its places."""

    district: District
    catalogue: Catalogue
    places: Places


@dataclass(frozen=True)
class Workspace:
    """Definitions with the folders they came from; `files` are their texts, kept by a release."""

    home: Path
    data: Path
    definitions: Definitions
    files: Mapping[str, str]


def parse(files: Mapping[str, str]) -> Definitions:
    """Definitions from the texts of `district.toml`, `indicators/*.toml` and `org_units.csv`.

    Raises `WorkspaceError` with everything that is wrong, file by file.
    """
    faults = FaultList()
    _require(files, reading_district.FILE, reading_places.FILE)
    district = _district(files[reading_district.FILE], faults)
    catalogue = _catalogue(files, district, faults)
    places = read_places_file(files[reading_places.FILE], district.calendar, faults)
    _check_units(district, places, faults)
    faults.raise_any()
    return Definitions(district, catalogue, places)


def parse_documents(documents: Mapping[str, str]) -> Definitions:
    """The definitions that a release was made with, from its documents. Raises `WorkspaceError`."""
    return parse({name: text for name, text in documents.items() if not name.endswith(".json")})


def read_workspace(home: Path | None = None) -> Workspace:
    """The workspace in a folder: WELLNESS_HOME, else this repository's sample.

    Its data folder is WELLNESS_DATA, else `data` inside it. Raises `WorkspaceError`.
    """
    home = home or _home()
    data = Path(os.environ.get("WELLNESS_DATA") or home / "data")
    files = _settings(home)
    in_data = data / reading_places.FILE
    files[reading_places.FILE] = _text(in_data if in_data.exists() else home / reading_places.FILE)
    return Workspace(home, data, parse(files), files)


def read_settings(home: Path | None = None) -> tuple[District, Catalogue]:
    """Settings and indicators, for a workspace that has no places yet. Raises `WorkspaceError`."""
    faults = FaultList()
    files = _settings(home or _home())
    district = _district(files[reading_district.FILE], faults)
    catalogue = _catalogue(files, district, faults)
    faults.raise_any()
    return district, catalogue


def read_district(home: Path | None = None) -> District:
    """The settings alone. Raises `WorkspaceError`."""
    faults = FaultList()
    district = _district(_text((home or _home()) / reading_district.FILE), faults)
    faults.raise_any()
    return district


def _settings(home: Path) -> dict[str, str]:
    files = {reading_district.FILE: _text(home / reading_district.FILE)}
    for path in sorted((home / reading_indicators.FOLDER).glob("*.toml")):
        files[reading_indicators.file_of(path.stem)] = _text(path)
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


def _home() -> Path:
    return Path(os.environ.get("WELLNESS_HOME") or _REPOSITORY)


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
