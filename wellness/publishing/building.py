"""The parts of one school year: add up, protect, make cells."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wellness.disclosure.policy import Policy
from wellness.disclosure.protect import ProtectionReport, protect
from wellness.disclosure.system import SHOWN
from wellness.domain.indicators import Indicator
from wellness.domain.workspace import Definitions
from wellness.publishing.parts import BuiltPart, Withheld, build_part, nothing_of
from wellness.publishing.plan import planned
from wellness.publishing.protection.bands import telling_bands
from wellness.publishing.protection.contradictions import ContradictionError, Names, contradictions
from wellness.publishing.protection.count_cells import keys
from wellness.publishing.protection.families import reference_of
from wellness.publishing.protection.tying import Tied, tie
from wellness.publishing.rollup.adding import add_up
from wellness.publishing.rollup.arrays import BoolArray, Counts, slots
from wellness.publishing.rollup.expected import expected
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.joining import derive, means_something, with_denominator
from wellness.publishing.rollup.rows import YearRows
from wellness.publishing.rollup.told import Told
from wellness.publishing.versions import Earlier, versions

Past = Callable[[str, int], Iterable[Earlier]]  # an indicator's parts in a year, newest first


def no_past(_indicator: str, _year: int) -> Iterable[Earlier]:
    """Nothing was published before."""
    return ()


class YearBuilder:
    """Counts and parts of one school year, from its rows (`OBSERVATIONS` with `source`).

    What several indicators need (places, expected units, reference series) is worked out once.
    """

    def __init__(
        self,
        definitions: Definitions,
        policy: Policy,
        rows: pa.Table,
        year: int,
        before: Told | None = None,
    ) -> None:
        """Take the rows of that year alone, and what was told of in the years before."""
        self.catalogue, self.policy = definitions.catalogue, policy
        self.geography = Geography(definitions.places, year)
        self.rows = YearRows(rows, self.geography, before)
        self._names = Names(self.catalogue, self.geography, definitions.district.calendar)
        self._sources = definitions.district.sources
        self._counts: dict[str, Counts] = {}
        self._planned: dict[str, BoolArray] = {}

    @cached_property
    def _expected(self) -> dict[str, BoolArray]:
        return {code: expected(source, self.geography) for code, source in self._sources.items()}

    def has(self, code: str) -> bool:
        """Whether there is anything to publish of an indicator."""
        if code not in self.catalogue:
            return False
        indicator = self.catalogue[code]
        return self.has(indicator.derived[0]) if indicator.derived else self.rows.has(indicator)

    def counts(self, code: str) -> Counts:
        """An indicator's counts everywhere, as reported and added up."""
        if code not in self._counts:
            self._counts[code] = self._count(self.catalogue[code])
        return self._counts[code]

    def planned(self, code: str) -> BoolArray:
        """Which of an indicator's numbers are published: units × periods × categories."""
        if code not in self._planned:
            self._planned[code] = planned(self.catalogue[code], self.geography.levels)
        return self._planned[code]

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
        codes = [code for code in family if self.has(code)]
        plans = {code: self.planned(code) for code in codes}
        found = [self.counts(code) for code in codes]
        return tie(found, plans, self.geography, self.catalogue, self.policy)

    def parts(
        self, family: Sequence[str], past: Past = no_past
    ) -> tuple[list[BuiltPart], ProtectionReport | None]:
        """The parts of a family's indicators, protected together.

        Raises `ContradictionError` where their numbers cannot all be true.
        """
        codes = [code for code in family if self.has(code)]
        tied = self.tied(codes)
        if tied is None:
            open_ = map(self.counts, codes)
            return [self._part(counts, nothing_of(counts), past) for counts in open_], None
        told = contradictions(tied, self._names)
        if told:
            raise ContradictionError(told)
        protection = protect(tied.system, self.policy)
        made = [
            self._part(counts, self._withheld(counts, tied, protection.states), past)
            for counts in map(self.counts, codes)
        ]
        return made, protection.report

    def _part(self, counts: Counts, withheld: Withheld, past: Past) -> BuiltPart:
        code = counts.indicator.code
        return build_part(
            counts,
            self.planned(code),
            withheld,
            versions(counts, self.geography, past(code, counts.year)),
            self.geography,
        )

    def _withheld(self, counts: Counts, tied: Tied, states: NDArray[np.uint8]) -> Withheld:
        """A rate is withheld if any count in it is; a denominator only if it is itself."""
        rate = np.zeros(counts.status.shape, dtype=np.bool_)
        below = np.zeros_like(rate)
        for position, slot in enumerate(slots(counts.indicator)):
            found = [
                tied.states(states, key, SHOWN) != SHOWN
                for key in keys(counts.indicator, slot, self.catalogue)
            ]
            rate[:, :, position] = np.logical_or.reduce(found)
            below[:, :, position] = found[1]
        return Withheld(rate, below, telling_bands(counts, below, self.catalogue, self.policy))
