"""The parts of one school year: add up, protect, make cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wellness.disclosure.policy import Policy
from wellness.disclosure.protect import ProtectionReport, protect
from wellness.disclosure.system import SHOWN
from wellness.domain.indicators import Indicator
from wellness.domain.workspace import Definitions
from wellness.publishing.parts import BuiltPart, Hidden, build_part
from wellness.publishing.protection.count_cells import keys
from wellness.publishing.protection.families import reference_of
from wellness.publishing.protection.tying import Tied, tie
from wellness.publishing.rollup.adding import add_up
from wellness.publishing.rollup.arrays import BoolArray, Counts, slots
from wellness.publishing.rollup.expected import expected
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.joining import derive, means_something, with_denominator
from wellness.publishing.rollup.rows import YearRows
from wellness.publishing.versions import Versions, first_versions, next_versions


class YearBuilder:
    """Counts and parts of one school year, from its rows (`OBSERVATIONS` with `source`).

    What several indicators need (places, expected units, reference series) is worked out once.
    """

    def __init__(self, definitions: Definitions, policy: Policy, rows: pa.Table, year: int) -> None:
        """Take the rows of that year alone."""
        self.catalogue, self.policy = definitions.catalogue, policy
        self.geography = Geography(definitions.places, year)
        self.rows = YearRows(rows, self.geography)
        self._sources = definitions.district.sources
        self._counts: dict[str, Counts] = {}

    @cached_property
    def _expected(self) -> dict[str, BoolArray]:
        return {code: expected(source, self.geography) for code, source in self._sources.items()}

    def has(self, code: str) -> bool:
        """Whether there is anything to publish of an indicator."""
        indicator = self.catalogue[code]
        return self.has(indicator.derived[0]) if indicator.derived else self.rows.has(indicator)

    def counts(self, code: str) -> Counts:
        """An indicator's counts everywhere, as reported and added up."""
        if code not in self._counts:
            self._counts[code] = self._count(self.catalogue[code])
        return self._counts[code]

    def _count(self, indicator: Indicator) -> Counts:
        if indicator.derived:
            return derive(indicator, *map(self.counts, indicator.derived))
        if not indicator.denominator_from:
            return add_up(indicator, self.rows, self._expected)
        reference = self.counts(reference_of(indicator))
        applicable = means_something(reference)
        return with_denominator(add_up(indicator, self.rows, self._expected, applicable), reference)

    def tied(self, family: Sequence[str]) -> Tied | None:
        """The disclosure system of a family; None if nothing in it is controlled."""
        found = [self.counts(code) for code in family if self.has(code)]
        return tie(found, self.geography, self.catalogue, self.policy)

    def parts(
        self, family: Sequence[str], earlier: "Earlier | None" = None
    ) -> tuple[list[BuiltPart], ProtectionReport | None]:
        """The parts of a family's indicators, protected together."""
        codes = [code for code in family if self.has(code)]
        tied = self.tied(codes)
        if tied is None:
            return [self._part(self.counts(code), None, earlier) for code in codes], None
        protection = protect(tied.system, self.policy)
        made = [
            self._part(counts, self._hidden(counts, tied, protection.states), earlier)
            for counts in map(self.counts, codes)
        ]
        return made, protection.report

    def _part(self, counts: Counts, hidden: Hidden | None, earlier: "Earlier | None") -> BuiltPart:
        nothing = np.zeros(counts.status.shape, dtype=np.bool_)
        versions = earlier.versions(counts) if earlier else first_versions(counts)
        return build_part(counts, hidden or Hidden(nothing, nothing), versions, self.geography)

    def _hidden(self, counts: Counts, tied: Tied, states: NDArray[np.uint8]) -> Hidden:
        """A rate is hidden if any count in it is; a denominator only if it is itself."""
        rate = np.zeros(counts.status.shape, dtype=np.bool_)
        below = np.zeros_like(rate)
        for position, slot in enumerate(slots(counts.indicator)):
            found = [
                tied.states(states, key, SHOWN) != SHOWN
                for key in keys(counts.indicator, slot, self.catalogue)
            ]
            rate[:, :, position] = np.logical_or.reduce(found)
            below[:, :, position] = found[1]
        return Hidden(rate, below)


@dataclass(frozen=True)
class Earlier:
    """The release before, in one school year: its counts as reported and its cells by indicator."""

    builder: YearBuilder
    cells: Mapping[str, pa.Table]

    def versions(self, counts: Counts) -> Versions:
        """The versions of an indicator's counts in the release to come."""
        code = counts.indicator.code
        if code not in self.cells or not self.builder.has(code):
            return first_versions(counts)
        before, geography = self.builder.counts(code), self.builder.geography
        return next_versions(counts, before, self.cells[code], geography)
