"""Numbers that cannot all be true, told as sentences: which indicator, place and period."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wellness.disclosure.system import AT_LEAST, AT_MOST
from wellness.domain.errors import WellnessError
from wellness.domain.indicators import Catalogue, Indicator
from wellness.domain.periods import Calendar, Quarter
from wellness.publishing.protection.count_cells import REMAINDER, Key
from wellness.publishing.protection.families import denominator_count, numerator_count
from wellness.publishing.protection.tying import Tied
from wellness.publishing.rollup.arrays import IntArray, ordinals, period_type
from wellness.publishing.rollup.geography import Geography

_NAMED = 20  # sentences that the error holds


class ContradictionError(WellnessError):
    """Loaded numbers that cannot all be true: nothing may be published from them."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Keep every sentence, and say the first ones; none of them tells a number."""
        self.sentences = tuple(sentences)
        rest = len(self.sentences) - _NAMED
        more = (f"… and {rest:,} more.",) if rest > 0 else ()
        super().__init__(
            "Nothing was published, because loaded numbers contradict each other. "
            f"{' '.join((*self.sentences[:_NAMED], *more))} Correct the deliveries, or assign "
            "the difference to a named part, and publish again."
        )


@dataclass(frozen=True)
class Names:
    """How people call the counts, places and periods of one school year."""

    catalogue: Catalogue
    geography: Geography
    calendar: Calendar

    def of(self, key: Key, unit: int, period: int) -> str:
        """`Visits (Telehealth) of Ash School for 2026-27 Q1`."""
        quarter = Quarter.of_ordinal(ordinals(self.geography.year)[period])
        place = self.geography.places.name_in(self.geography.codes[unit], quarter)
        when = self.calendar.said(quarter, period_type(period))
        return f"{self._title(key.count)}{self._category(key)} of {place} for {when}"

    def _title(self, count: str) -> str:
        if count.startswith(REMAINDER):
            _, above = count.split(": ", 1)
            return f"The remainder of {self._titles.get(above, above)}"
        return self._titles.get(count, count)

    def _category(self, key: Key) -> str:
        if not key.category:
            return ""
        known = (i.breakdowns.get(key.breakdown) for i in self.catalogue.values())
        title = next((b.title_of(key.category) for b in known if b), key.category)
        return f" ({title})"

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """What the count of a name is called: as an indicator of its own, if it is one."""
        found: dict[str, str] = {}
        for indicator in sorted(self.catalogue.values(), key=_is_quotient):
            above = "The numerator of " if indicator.kind.is_quotient else ""
            found.setdefault(
                numerator_count(indicator, self.catalogue), f"{above}{indicator.title}"
            )
        for indicator in self.catalogue.values():
            below = denominator_count(indicator, self.catalogue)
            found.setdefault(below, f"The denominator of {indicator.title}")
        return found


def _is_quotient(indicator: Indicator) -> bool:
    return indicator.kind.is_quotient or indicator.derived is not None


def contradictions(tied: Tied, names: Names) -> tuple[str, ...]:
    """A sentence for every count that is told twice and differently, and for every row that fails.

    A row that two indicators give rise to is told once.
    """
    return tuple(dict.fromkeys((*_differing(tied, names), *_wrong_rows(tied, names))))


def _differing(tied: Tied, names: Names) -> Iterator[str]:
    for key, marks in tied.differing.items():
        for unit, period in np.argwhere(marks).tolist():
            yield f"{names.of(key, unit, period)} is another number in another indicator."


def _wrong_rows(tied: Tied, names: Names) -> Iterator[str]:
    wrong = tied.system.wrong_rows().tolist()
    if not wrong:
        return
    cells = _Cells(tied)
    for row in wrong:
        total, *parts = (cells.at(cell) for cell in tied.system.inside(row).tolist())
        differs = {AT_MOST: "more", AT_LEAST: "less"}.get(int(tied.system.sense[row]), "")
        if differs:
            yield f"{names.of(*total)} is {differs} than {_together(parts, names)}."
        else:
            yield f"{names.of(*total)} is not the sum of {_said(total, parts)}."


At = tuple[Key, int, int]  # a count, and the positions of unit and period


@dataclass(frozen=True)
class _Cells:
    """Which count, unit and period each cell of a system is."""

    tied: Tied

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        return tuple(self.tied.cells)

    @cached_property
    def firsts(self) -> IntArray:
        sizes = [found.count for found in self.tied.cells.values()]
        return np.cumsum([0, *sizes])[:-1]

    def at(self, cell: int) -> At:
        key = self.keys[int(np.searchsorted(self.firsts, cell, side="right")) - 1]
        unit, period = np.argwhere(self.tied.cells[key].at == cell)[0].tolist()
        return key, unit, period


def _together(parts: list[At], names: Names) -> str:
    if len(parts) == 1:
        return names.of(*parts[0])
    return f"its {len(parts)} parts together"


def _said(total: At, parts: list[At]) -> str:
    key, unit, period = parts[-1]
    if key.count.startswith(REMAINDER):
        return "those counted and those left"
    if unit != total[1]:
        return f"its {len(parts)} places"
    return f"its {len(parts)} quarters" if period != total[2] else f"its {len(parts)} categories"
