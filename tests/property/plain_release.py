"""What a release must hold, cell by cell: numbers after the plan and the small-cell policy."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import NormalDist

from tests.property.plain import PERIODS, TOTAL, YEAR, Number, Slot, slots
from tests.property.plain_year import PlainYear
from wellness.domain.indicators import DisclosureClass, Indicator, Kind
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level

Key = tuple[str, str, str, str, str, int]  # indicator, place, breakdown, category, period, quarter
Cell = dict[str, object]
SpreadKey = tuple[str, str, str, int]  # indicator, school type, period, quarter
Named = tuple[str, Slot]  # name of a count, category
Count = tuple[str, Slot, str, str]  # and place, period
Planned = tuple[Indicator, str, str, Slot, Number]
CONTROLLED = (DisclosureClass.SENSITIVE, DisclosureClass.SURVEY)
PERCENTILES = (5, 25, 50, 75, 95)
FEWEST_SCHOOLS = 10
_STATES = {"reported": "shown", "missing": "not_reported", "withheld": "withheld"}
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
        withheld: dict[SpreadKey, int] = {}
        for (code, unit, breakdown, _, period, quarter), cell in self.cells.items():
            if breakdown or self.year.map.levels[unit] != "school":
                continue
            key = (code, self.year.map.school_types[unit], period, quarter)
            withheld[key] = withheld.get(key, 0) + (cell["state"] == "withheld")
            amount = _amount(self.year.definitions.catalogue[code], cell)
            if amount is not None:
                amounts.setdefault(key, []).append(amount)
        return {
            key: [len(found), *(_percentile(found, p) for p in PERCENTILES)]
            for key, found in amounts.items()
            if len(found) >= max(FEWEST_SCHOOLS, withheld[key])
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
        """Small counts, numerators of shares that leave few or none, and what a sender withheld."""
        return {
            (*count, unit, period)
            for indicator, unit, period, slot, number in self._planned
            for count in self._withheld_counts(indicator, slot, number)
        }

    def _withheld_counts(self, indicator: Indicator, slot: Slot, number: Number) -> set[Named]:
        above, below = self._counts(indicator, slot)
        found = set[Named]()
        if number.state == "withheld" and not indicator.derived:
            found = {above}
        elif number.state == "reported":
            found = {above} if self._is_small(number.above) else found
            if number.below is not None:
                found |= {below} if self._is_small(number.below) else set()
                left = number.below - number.above
                few = self._is_small(left) or (left == 0 and number.below > 0)
                found |= {above} if indicator.kind is Kind.PROPORTION and few else set()
        return {count for count in found if count[0] in self._controlled}

    def _cell(self, indicator: Indicator, at: tuple[Slot, str, str], number: Number) -> Cell:
        slot, unit, period = at
        hidden = {
            count
            for count in self._counts(indicator, slot)
            if (*count, unit, period) in self._withheld
        }
        state, under = self._states(indicator, slot, number, hidden)
        shown = state == "shown"
        reporting, expected = self.year.coverage(self.year.counted(indicator), unit, period)
        cell: Cell = {
            "level": self.year.map.levels[unit],
            "state": state,
            "denominator_state": under,
            "numerator": number.above if shown and not indicator.kind.arrives_ready else None,
            "denominator": number.below if under == "shown" else None,
            "value": number.value if shown and indicator.kind.arrives_ready else None,
            "band": None,  # nothing in the sample is top- or bottom-coded
            "definition_version": indicator.version_in(self.year.map.quarter(period)),
            "reporting": reporting,
            "expected": expected,
        }
        return cell | dict(zip(("low", "high"), _interval(indicator, cell), strict=True))

    def _states(
        self, indicator: Indicator, slot: Slot, number: Number, hidden: set[Named]
    ) -> tuple[str, str]:
        """The state of the rate, which takes both counts, and of the denominator.

        Counts have no denominator: it is not applicable. A public one is shown below a number
        that was withheld, too.
        """
        state = _STATES[number.state]
        if not (indicator.kind.is_quotient or indicator.kind.arrives_ready):
            return "withheld" if state == "shown" and hidden else state, "not_applicable"
        if state == "not_reported" or (state == "withheld" and number.below is None):
            return state, state
        state = "withheld" if hidden else state
        if number.below is None:
            return state, "not_reported"
        return state, "withheld" if self._counts(indicator, slot)[1] in hidden else "shown"

    def _counts(self, indicator: Indicator, slot: Slot) -> tuple[Named, Named]:
        """The counts above and below the line, each with its category; "" for none.

        A category whose count has a name of its own is all of that count.
        """
        catalogue = self.year.definitions.catalogue
        if indicator.derived:
            parent, reference = (catalogue[code] for code in indicator.derived)
            return self._counts(parent, slot)[0], self._counts(reference, slot)[0]
        above = "" if indicator.kind.arrives_ready else indicator.numerator_count or indicator.code
        split = indicator.breakdowns.get(slot[0])
        named = split.counts.get(slot[1]) if split else None
        numerator = (named, TOTAL) if named else (above, slot)
        if indicator.denominator_from:
            return numerator, self._counts(catalogue[indicator.denominator_from], slot)[0]
        if indicator.kind.is_quotient or indicator.kind.arrives_ready:
            return numerator, (indicator.denominator_count or f"{indicator.code}.n", slot)
        return numerator, ("", slot)

    @cached_property
    def _controlled(self) -> set[str]:
        """Counts of care and of surveys, but for those that are public anyway."""
        found: dict[bool, set[str]] = {True: set(), False: set()}
        for indicator in self.year.definitions.catalogue.values():
            for slot in slots(indicator):
                above, below = self._counts(indicator, slot)
                if indicator.disclosure_class in CONTROLLED:
                    found[True] |= {above[0], below[0]}
                if indicator.disclosure_class is DisclosureClass.PUBLIC:
                    found[False].add(above[0])
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
