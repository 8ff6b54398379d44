"""Earlier releases as they were made: their own definitions, places and loads."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow as pa

from wellness.disclosure.policy import Policy
from wellness.domain.deliveries import LoadState
from wellness.domain.releases import Part
from wellness.domain.stores import IntakeStore, ReleasedStore, StateStore
from wellness.domain.workspace import parse_documents
from wellness.publishing.building import YearBuilder
from wellness.publishing.in_force import rows_of_year
from wellness.publishing.rollup.arrays import Counts
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.told import history


class Past:
    """All releases up to one, newest first; nothing is read before it is asked for."""

    def __init__(
        self,
        state: StateStore,
        released: ReleasedStore,
        intake: IntakeStore,
        policy: Policy,
        newest: int,
    ) -> None:
        """Look back from the release numbered `newest`; 0 is none."""
        self._state, self._released, self._intake = state, released, intake
        self._policy, self._newest = policy, newest
        self._parts: dict[int, tuple[Part, ...]] = {}
        self._builders: dict[tuple[int, int], YearBuilder] = {}

    def parts(self, number: int) -> tuple[Part, ...]:
        """The parts of a release."""
        if number not in self._parts:
            self._parts[number] = self._state.parts(number)
        return self._parts[number]

    def earlier(self, indicator: str, year: int) -> Iterator["EarlierPart"]:
        """The parts that an indicator had in one school year, each once, newest first."""
        given = set[Part]()
        for number in range(self._newest, 0, -1):
            of_year = [part for part in self.parts(number) if part.year == year]
            if not of_year:
                return
            for part in of_year:
                if part.indicator == indicator and part not in given:
                    given.add(part)
                    yield EarlierPart(self, number, part)

    def cells(self, part: Part) -> pa.Table:
        """What a part shows."""
        return self._released.read([part.part_id])

    def builder(self, number: int, year: int) -> YearBuilder:
        """What a release was made of in one school year."""
        if (number, year) not in self._builders:
            self._builders[number, year] = self._builder(number, year)
        return self._builders[number, year]

    def _builder(self, number: int, year: int) -> YearBuilder:
        ids = frozenset(self._state.published_loads(number))
        # Whatever became of them since, they were ready when the release was made.
        loads = [
            replace(load, state=LoadState.READY)
            for load in self._state.loads()
            if load.load_id in ids
        ]
        definitions = parse_documents(self._state.documents(number))
        rows = rows_of_year(loads, self._intake, year)
        before = history(loads, self._intake).before(year)
        return YearBuilder(definitions, self._policy, rows, year, before)


@dataclass(frozen=True)
class EarlierPart:
    """A part as a release had it; implements `wellness.publishing.versions.Earlier`."""

    past: Past
    number: int
    part: Part

    @cached_property
    def cells(self) -> pa.Table:
        """What it showed."""
        return self.past.cells(self.part)

    def counts(self) -> tuple[Counts, Geography] | None:
        """What it was made of, worked out by the definitions and places of its day."""
        builder = self.past.builder(self.number, self.part.year)
        if not builder.has(self.part.indicator):
            return None
        return builder.counts(self.part.indicator), builder.geography
