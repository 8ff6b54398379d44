"""What a release must hold, cell by cell: numbers after the plan and the small-cell policy."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

from tests.property.plain import PERIODS, YEAR, Number, Slot, slots
from tests.property.plain_year import PlainYear
from wellness.domain.indicators import DisclosureClass, Indicator, Kind
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level

Key = tuple[str, str, str, str, str, int]  # indicator, place, breakdown, category, period, quarter
Cell = dict[str, object]
SpreadKey = tuple[str, str, str, int]  # indicator, school type, period, quarter
Count = tuple[str, Slot, str, str]  # name of a count, category, place, period
Planned = tuple[Indicator, str, str, Slot, Number]
CONTROLLED = (DisclosureClass.SENSITIVE, DisclosureClass.SURVEY)
PERCENTILES = (5, 25, 50, 75, 95)
FEWEST_SCHOOLS = 10
_STATES = {"reported": "shown", "missing": "not_reported"}
_Z = NormalDist().inv_cdf(0.975)


@dataclass
class PlainRelease:
    """The released cells and spreads of one school year."""

    year: PlainYear

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """Every cell but for its versions, which depend on the releases before."""
        return {
            self._key(indicator, unit, period, slot): self._cell(
                indicator, (slot, unit, period), number
            )
            for indicator, unit, period, slot, number in self._planned
        }

    @cached_property
    def reported(self) -> dict[Key, Number]:
        """The number behind each cell, shown or not."""
        return {
            self._key(indicator, unit, period, slot): number
            for indicator, unit, period, slot, number in self._planned
            if number.state == "reported"
        }

    @cached_property
    def spreads(self) -> dict[SpreadKey, list[float]]:
        """By indicator, school type, period type and quarter: how many schools, percentiles."""
        amounts: dict[SpreadKey, list[float]] = {}
        for (code, unit, breakdown, _, period, quarter), cell in self.cells.items():
            if breakdown or self.year.map.levels[unit] != "school":
                continue
            amount = _amount(self.year.definitions.catalogue[code], cell)
            if amount is not None:
                key = (code, self.year.map.school_types[unit], period, quarter)
                amounts.setdefault(key, []).append(amount)
        return {
            key: [len(found), *(_percentile(found, p) for p in PERCENTILES)]
            for key, found in amounts.items()
            if len(found) >= FEWEST_SCHOOLS
        }

    def _key(self, indicator: Indicator, unit: str, period: str, slot: Slot) -> Key:
        kind = PeriodType.YEAR if period == YEAR else PeriodType.QUARTER
        return (indicator.code, unit, *slot, kind.value, self.year.map.quarter(period).ordinal)

    @cached_property
    def _planned(self) -> list[Planned]:
        return list(self._plan())

    def _plan(self) -> Iterator[Planned]:
        """Every number that the indicator files publish, and that somebody expects."""
        catalogue = self.year.definitions.catalogue
        for indicator in filter(self._has_rows, catalogue.values()):
            numbers = self.year.numbers(indicator.code)
            for slot in slots(indicator):
                for period in PERIODS:
                    kind = PeriodType.YEAR if period == YEAR else PeriodType.QUARTER
                    levels = indicator.plan(slot[0]).levels(kind)
                    for unit, level in self.year.map.levels.items():
                        number = numbers[unit, period][slot]
                        if Level(level) in levels and number.state != "absent":
                            yield indicator, unit, period, slot, number

    def _has_rows(self, indicator: Indicator) -> bool:
        code = self.year.counted(indicator).code
        return any(row["indicator"] == code for row in self.year.rows)

    @cached_property
    def _withheld(self) -> set[Count]:
        """Small counts, and numerators of shares that leave few of those asked, or none."""
        return {
            (count, slot, unit, period)
            for indicator, unit, period, slot, number in self._planned
            if number.state == "reported"
            for count in self._small_counts(indicator, number)
        }

    def _small_counts(self, indicator: Indicator, number: Number) -> set[str]:
        above, below = self._counts(indicator)
        found = {above} if self._is_small(number.above) else set()
        if number.below is not None:
            found |= {below} if self._is_small(number.below) else set()
            left = number.below - number.above
            few = self._is_small(left) or (left == 0 and number.below > 0)
            found |= {above} if indicator.kind is Kind.PROPORTION and few else set()
        return found & self._controlled

    def _cell(self, indicator: Indicator, at: tuple[Slot, str, str], number: Number) -> Cell:
        above, below = self._counts(indicator)
        hidden = {count for count in (above, below) if (count, *at) in self._withheld}
        state, under = self._states(indicator, number, hidden)
        shown = state == "shown"
        _, unit, period = at
        reporting, expected = self.year.coverage(self.year.counted(indicator), unit, period)
        cell: Cell = {
            "level": self.year.map.levels[unit],
            "state": state,
            "denominator_state": under,
            "numerator": number.above if shown and not indicator.kind.arrives_ready else None,
            "denominator": number.below if under == "shown" else None,
            "value": number.value if shown and indicator.kind.arrives_ready else None,
            "definition_version": indicator.version_in(self.year.map.quarter(period)),
            "reporting": reporting,
            "expected": expected,
        }
        return cell | dict(zip(("low", "high"), _interval(indicator, cell), strict=True))

    def _states(self, indicator: Indicator, number: Number, hidden: set[str]) -> tuple[str, str]:
        """The state of the rate, which takes both counts, and of the denominator.

        Counts have no denominator: it is not applicable.
        """
        state = _STATES[number.state]
        has_denominator = indicator.kind.is_quotient or indicator.kind.arrives_ready
        if state != "shown":
            return state, state if has_denominator else "not_applicable"
        state = "withheld" if hidden else "shown"
        if not has_denominator:
            return state, "not_applicable"
        if number.below is None:
            return state, "not_reported"
        return state, "withheld" if self._counts(indicator)[1] in hidden else "shown"

    def _counts(self, indicator: Indicator) -> tuple[str, str]:
        """The names of the counts above and below the line; "" for none."""
        catalogue = self.year.definitions.catalogue
        if indicator.derived:
            parent, reference = (catalogue[code] for code in indicator.derived)
            return self._counts(parent)[0], self._counts(reference)[0]
        above = "" if indicator.kind.arrives_ready else indicator.numerator_count or indicator.code
        if indicator.denominator_from:
            return above, self._counts(catalogue[indicator.denominator_from])[0]
        if indicator.kind.is_quotient or indicator.kind.arrives_ready:
            return above, indicator.denominator_count or f"{indicator.code}.n"
        return above, ""

    @cached_property
    def _controlled(self) -> set[str]:
        """Counts of care and of surveys, but for those that are public anyway."""
        found: dict[bool, set[str]] = {True: set(), False: set()}
        for indicator in self.year.definitions.catalogue.values():
            above, below = self._counts(indicator)
            if indicator.disclosure_class in CONTROLLED:
                found[True] |= {above, below}
            if indicator.disclosure_class is DisclosureClass.PUBLIC:
                found[False].add(above)
        return found[True] - found[False] - {""}

    def _is_small(self, count: int) -> bool:
        return 1 <= count < self.year.definitions.district.policy.threshold


def _amount(indicator: Indicator, cell: Cell) -> float | None:
    """The number that is shown of a cell; None for none, and for a rate of nobody."""
    if cell["state"] != "shown":
        return None
    if indicator.kind.arrives_ready:
        return float(str(cell["value"]))
    above = int(str(cell["numerator"]))
    if not indicator.kind.is_quotient:
        return above
    below = int(str(cell["denominator"]))
    return above / below if below else None


def _interval(indicator: Indicator, cell: Cell) -> tuple[float | None, float | None]:
    """Where a share p would lie if |observed - p| were at most z standard errors of p.

    These are the roots of (observed - p)² = z² p (1 - p) / n: Wilson's interval, found otherwise.
    """
    if indicator.kind is not Kind.PROPORTION or cell["state"] != "shown" or not cell["denominator"]:
        return None, None
    n = int(str(cell["denominator"]))
    observed = int(str(cell["numerator"])) / n
    a, b, c = 1 + _Z**2 / n, -(2 * observed + _Z**2 / n), observed**2
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return max(0.0, (-b - root) / (2 * a)), min(1.0, (-b + root) / (2 * a))


def _percentile(amounts: list[float], percent: int) -> float:
    """Linear between the two nearest of the sorted amounts."""
    ordered = sorted(amounts)
    place = (len(ordered) - 1) * percent / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
