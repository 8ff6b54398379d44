"""What a publication has to build: which families and years differ from the release before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wellness.disclosure.policy import Policy
from wellness.domain.deliveries import Load
from wellness.domain.indicators import Catalogue, Indicator
from wellness.domain.workspace import Workspace
from wellness.publishing.protection.families import families, reference_of
from wellness.publishing.rollup.told import History, Told

# Grows when the same rows would give other cells: every part is then built anew.
METHOD = 4


@dataclass(frozen=True)
class Item:
    """A family in a school year, and the fingerprint of everything its parts are made of."""

    family: tuple[str, ...]
    year: int
    fingerprint: str


def agenda(
    workspace: Workspace, policy: Policy, loads: Iterable[Load], told: History
) -> tuple[Item, ...]:
    """Every family and year that has rows, in order of year and catalogue.

    A fingerprint covers the loads that hold rows of the year and which places were told of before,
    never the rows themselves: it is kept in the release, where nothing may depend on a count that
    is withheld.
    """
    catalogue = workspace.definitions.catalogue
    held = _loads_by_year(loads)
    years = [_Year(year, held[year], told.before(year)) for year in sorted(held)]
    return tuple(
        Item(family, year.year, _fingerprint(family, year, workspace, policy))
        for year in years
        for family in families(catalogue)
        if _sources(family, catalogue) & year.held.keys()
    )


@dataclass(frozen=True)
class _Year:
    """A school year: the loads that hold rows of it, by source, and what was told of before."""

    year: int
    held: Mapping[str, list[int]]
    told: Told


def _loads_by_year(loads: Iterable[Load]) -> Mapping[int, Mapping[str, list[int]]]:
    """The loads that hold rows of each year, by source."""
    found: dict[int, dict[str, list[int]]] = {}
    for load in loads:
        for year in {quarter.year for quarter in load.quarters}:
            found.setdefault(year, {}).setdefault(load.source, []).append(load.load_id)
    return found


def _sources(family: Iterable[str], catalogue: Catalogue) -> set[str]:
    """The sources that the numbers of a family come from, reference series aside."""
    indicators = [catalogue[code] for code in family]
    return {source for indicator in indicators for source in indicator.sources}


def _fingerprint(family: tuple[str, ...], year: _Year, workspace: Workspace, policy: Policy) -> str:
    catalogue, held = workspace.definitions.catalogue, year.held
    used = sorted({*family, *_references(map(catalogue.__getitem__, family))})
    sources = sorted(_sources(used, catalogue))
    made_of = {
        "method": METHOD,
        "policy": policy.sha256(),
        "year": year.year,
        "family": family,
        "files": {name: _hash(workspace.files[name]) for name in _files(used, workspace)},
        "loads": {source: sorted(held[source]) for source in sources if source in held},
        "told": year.told.digest(used, sources),
    }
    return _hash(json.dumps(made_of, sort_keys=True))


def _references(indicators: Iterable[Indicator]) -> set[str]:
    return {reference_of(indicator) for indicator in indicators} - {""}


def _files(codes: Iterable[str], workspace: Workspace) -> list[str]:
    """The texts that decide about cells: shared ones, and those of the indicators."""
    shared = [name for name in workspace.files if not name.startswith("indicators/")]
    return [*shared, *(f"indicators/{code}.toml" for code in codes)]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
