"""Which places each source has told of, and with which indicators: what it can be asked for."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import pyarrow as pa

from wellness.domain.deliveries import Load
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.domain.stores import IntakeStore

Units = frozenset[str]


@dataclass(frozen=True)
class Told:
    """The org units that each source ever sent a row of: by source, and by source and indicator."""

    places: Mapping[str, Units] = field(default_factory=dict)
    indicators: Mapping[tuple[str, str], Units] = field(default_factory=dict)

    def digest(self, indicators: Iterable[str], sources: Iterable[str]) -> str:
        """A hash of what some sources told of: equal exactly where it is the same."""
        told = {
            source: [
                sorted(self.places.get(source, ())),
                {i: sorted(self.indicators.get((source, i), ())) for i in sorted(indicators)},
            ]
            for source in sources
        }
        return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


class History:
    """What each source had told of before a school year began, in any load."""

    def __init__(self, first_told: Mapping[str, pa.Table]) -> None:
        """Take for each source the first quarter of each indicator and org unit: `FIRST_TOLD`."""
        self._first_told = first_told

    def before(self, year: int) -> Told:
        """What was told of in the school years before."""
        places: dict[str, Units] = {}
        indicators: dict[tuple[str, str], set[str]] = {}
        for source, table in self._first_told.items():
            earlier = table.filter(pa.array(table["quarter"].to_numpy() < year * QUARTERS_A_YEAR))
            names = earlier["org_unit"].to_pylist()
            places[source] = frozenset(names)
            for indicator, unit in zip(earlier["indicator"].to_pylist(), names, strict=True):
                indicators.setdefault((source, indicator), set()).add(unit)
        return Told(places, {key: frozenset(units) for key, units in indicators.items()})


def history(loads: Iterable[Load], intake: IntakeStore) -> History:
    """The history that some loads tell."""
    by_source: dict[str, list[int]] = {}
    for load in loads:
        by_source.setdefault(load.source, []).append(load.load_id)
    return History({source: intake.first_told(ids) for source, ids in by_source.items()})
