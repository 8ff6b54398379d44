"""One school year added up in loops: every indicator, place, period and category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.property.plain import (
    PERIODS,
    QUARTERS,
    SITES,
    TOTAL,
    YEAR,
    Amounts,
    Number,
    PlainLedger,
    added,
    makes_years,
    slots,
)
from wellness.domain.indicators import Indicator, Rule

At = tuple[str, str]  # place and period
ABSENT = Number("absent")


@dataclass
class PlainYear(PlainLedger):
    """The numbers of one school year before anything is withheld."""

    _done: dict[str, dict[At, Amounts]] = field(default_factory=dict)

    def numbers(self, code: str) -> dict[At, Amounts]:
        """Place and period → category → number, of one indicator."""
        if code not in self._done:
            self._done[code] = self._work(self.definitions.catalogue[code])
        return self._done[code]

    def counted(self, indicator: Indicator) -> Indicator:
        """The indicator itself, or for a derived one that of its numerator."""
        parent = indicator.derived
        return self.definitions.catalogue[parent[0]] if parent else indicator

    def _work(self, indicator: Indicator) -> dict[At, Amounts]:
        """A derived indicator's year is its numerator's year over the reference of that year."""
        if indicator.derived:
            parent, reference = indicator.derived
            return self._divided(indicator, self.numbers(parent), reference)
        found = self._counts(indicator)
        if makes_years(indicator) and all(self.complete(indicator, q) for q in QUARTERS):
            for unit in self.map.levels:
                year = _year(indicator, [found[unit, quarter] for quarter in QUARTERS])
                found[unit, YEAR] = year
        if indicator.denominator_from:
            return self._divided(indicator, found, indicator.denominator_from)
        return found

    def _counts(self, indicator: Indicator) -> dict[At, Amounts]:
        """What sites sent, and what larger places have of them, or sent themselves."""
        alone = indicator.places_rule is Rule.NEVER
        found: dict[At, Amounts] = {}
        for period in PERIODS:
            larger = []
            for unit, level in self.map.levels.items():
                if alone or level in SITES:
                    found[unit, period] = self._own(indicator, unit, period)
                else:
                    larger.append(unit)
            for place in larger:
                found[place, period] = self._summed(indicator, place, period, found)
        return found

    def _own(self, indicator: Indicator, unit: str, period: str) -> Amounts:
        """A place's own numbers, all sources together.

        A total is missing if any source owes it. A category that nobody sent is missing where the
        place sends it in another period, or sends nothing all year while others do. What any
        source withheld is withheld.
        """
        lacks = self.lacks(indicator, unit, period)
        found = {}
        for slot in slots(indicator):
            parts = [said[slot] for said in self.said(indicator, unit, period) if slot in said]
            number = added(parts) if parts else Number("absent")
            waits = slot == TOTAL or (not parts and self.usual(indicator, unit, slot))
            if lacks and waits and number.state != "withheld":
                number.state = "missing"
            found[slot] = number
        return found

    def _summed(
        self, indicator: Indicator, place: str, period: str, sites: Mapping[At, Amounts]
    ) -> Amounts:
        """What the place's sites sent, however many did; its total waits for every source.

        A sum that lacks what a sender withheld is withheld.
        """
        inside = self.map.members.get((place, period), [])
        short = any(self.lacks(indicator, site, period) for site in inside)
        found = {}
        for slot in slots(indicator):
            sent = any(slot in said for u in inside for said in self.said(indicator, u, period))
            number = added([sites[site, period][slot] for site in inside])
            waits = slot == TOTAL and not self.complete(indicator, period)
            if number.state != "withheld":
                number.state = "reported" if sent else "missing" if short else "absent"
                number.state = "missing" if sent and waits else number.state
            found[slot] = number
        return found

    def _divided(
        self, indicator: Indicator, above: Mapping[At, Amounts], reference: str
    ) -> dict[At, Amounts]:
        """Numbers over a reference series, which gives its total where it has no such category.

        Where the reference means nothing there is no number; where it lacks, none is reported.
        """
        below = self.numbers(reference)
        return {
            at: {
                slot: _over(amounts.get(slot, ABSENT), below[at].get(slot, below[at][TOTAL]))
                for slot in slots(indicator)
            }
            for at, amounts in above.items()
        }


def _over(number: Number, under: Number) -> Number:
    state = number.state
    if under.state == "absent":
        state = "absent"
    elif under.state != "reported" and state == "reported":
        state = under.state
    return Number(state, number.above, under.above if under.state == "reported" else None)


def _year(indicator: Indicator, quarters: Sequence[Amounts]) -> Amounts:
    """The last quarter of a stock; else the sum, which three quarters and a gap are not."""
    found = {}
    for slot in slots(indicator):
        numbers = [amounts[slot] for amounts in quarters]
        if indicator.quarters_rule is Rule.LAST:
            found[slot] = numbers[-1]
            continue
        found[slot] = added(numbers)
        states = {number.state for number in numbers}
        order = ("withheld", "missing", "reported")
        found[slot].state = next((s for s in order if s in states), "absent")
    return found
