"""Adding up once more, in loops over dictionaries: what the arrays must agree with.

Knows flows, proportions, unique counts and stocks; one or two sources; sites that move.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tests.unit.publishing.village import Q1, Q2, Q3, Q4, Row
from wellness.domain.indicators import Indicator, Kind, Rule
from wellness.domain.periods import Quarter
from wellness.domain.places import Level
from wellness.domain.workspace import Definitions

QUARTERS = (Q1, Q2, Q3, Q4)
Slot = tuple[str, str]
Key = tuple[str, Quarter | None, Slot]
TOTAL: Slot = ("", "")


@dataclass
class Number:
    status: str
    numerator: int = 0
    denominator: int = 0


@dataclass
class Plain:
    """The numbers of one indicator in one year, by place, period and category."""

    definitions: Definitions
    indicator: Indicator
    rows: list[Row]
    found: dict[Key, Number] = field(default_factory=dict)
    sent: dict[tuple[str, str, Quarter | None], dict[Slot, Row]] = field(default_factory=dict)

    def work(self) -> dict[Key, Number]:
        self._receive()
        for period in (*QUARTERS, None):
            for unit in self._sites():
                for slot in self._slots():
                    self.found[unit, period, slot] = self._at_site(unit, period, slot)
            for place in self._larger():
                for slot in self._slots():
                    self.found[place, period, slot] = self._at_place(place, period, slot)
        if self.indicator.quarters_rule is not Rule.NEVER and all(map(self._complete, QUARTERS)):
            self._make_years()
        return self.found

    def _receive(self) -> None:
        for row in self.rows:
            if row.indicator == self.indicator.code:
                key = (row.source, row.org_unit, row.quarter)
                self.sent.setdefault(key, {})[row.breakdown, row.category] = row
        for slots in self.sent.values():
            if TOTAL not in slots:
                self._add_total(slots)

    def _add_total(self, slots: dict[Slot, Row]) -> None:
        for breakdown in self.indicator.breakdowns.values():
            parts = [row for (code, _), row in slots.items() if code == breakdown.code]
            if breakdown.partition and parts:
                above = sum(row.numerator or 0 for row in parts)
                below = sum(row.denominator or 0 for row in parts)
                first = parts[0]
                slots[TOTAL] = Row(
                    first.source, first.indicator, first.org_unit, first.quarter, above, below
                )
                return

    def _at_site(self, unit: str, period: Quarter | None, slot: Slot) -> Number:
        lacking = bool(self._lacking(unit, period)) and self._started(period)
        parts = [
            self.sent[s, unit, period][slot]
            for s in self.indicator.sources
            if slot in self.sent.get((s, unit, period), {})
        ]
        above = sum(row.numerator or 0 for row in parts)
        below = sum(row.denominator or 0 for row in parts)
        if slot == TOTAL and lacking:
            return Number("missing", above, below)
        if parts:
            return Number("reported", above, below)
        if lacking and self._reports_it(unit, slot):
            return Number("missing")
        return Number("absent")

    def _reports_it(self, unit: str, slot: Slot) -> bool:
        own = [slots for (_, u, _), slots in self.sent.items() if u == unit]
        return any(slot in slots for slots in own or self.sent.values())

    def _at_place(self, place: str, period: Quarter | None, slot: Slot) -> Number:
        members = list(self._members(place, period))
        parts = [self.found[unit, period, slot] for unit in members]
        delivered = [
            unit
            for unit in members
            for s in self.indicator.sources
            if slot in self.sent.get((s, unit, period), {})
        ]
        above, below = sum(p.numerator for p in parts), sum(p.denominator for p in parts)
        lacking = self._started(period) and any(self._lacking(u, period) for u in members)
        if not delivered:
            return Number("missing" if lacking else "absent", above, below)
        waits = slot == TOTAL and not self._complete(period)
        return Number("missing" if waits else "reported", above, below)

    def _make_years(self) -> None:
        for unit in (*self._sites(), *self._larger()):
            for slot in self._slots():
                quarters = [self.found[unit, q, slot] for q in QUARTERS]
                made = self._year(quarters)
                if made.status != "absent":
                    self.found[unit, None, slot] = made

    def _year(self, quarters: list[Number]) -> Number:
        if self.indicator.quarters_rule is Rule.LAST:
            return quarters[-1]
        known = {number.status for number in quarters}
        status = next((s for s in ("missing", "reported") if s in known), "absent")
        above = sum(number.numerator for number in quarters)
        return Number(status, above, sum(number.denominator for number in quarters))

    def _lacking(self, unit: str, period: Quarter | None) -> list[str]:
        return [
            s
            for s in self.indicator.sources
            if self._owes(s, unit, period) and (s, unit, period) not in self.sent
        ]

    def _owes(self, source: str, unit: str, period: Quarter | None) -> bool:
        seen = any(r.source == source and r.org_unit == unit for r in self.rows)
        reports = any((s, u) == (source, unit) for s, u, _ in self.sent)
        found = self.definitions
        owed = found.district.sources[source].expects(found.places.unit(unit), period or Q4)
        return owed and (reports or not seen)

    def _started(self, period: Quarter | None) -> bool:
        return any(p == period for _, _, p in self.sent)

    def _complete(self, period: Quarter | None) -> bool:
        arrived = {s for s, _, p in self.sent if p == period}
        return bool(arrived) and all(
            s in arrived or not any(self._expects(s, u, period) for u in self._sites())
            for s in self.indicator.sources
        )

    def _expects(self, source: str, unit: str, period: Quarter | None) -> bool:
        found = self.definitions
        return found.district.sources[source].expects(found.places.unit(unit), period or Q4)

    def _members(self, place: str, period: Quarter | None) -> Iterator[str]:
        found = self.definitions.places
        if found.unit(place).level is Level.DISTRICT:
            yield from self._sites()
            return
        yield from (u.code for u in found.members(place, period or Q4) if u.level.is_site)

    def _sites(self) -> list[str]:
        return [u.code for u in self.definitions.places.units.values() if u.level.is_site]

    def _larger(self) -> list[str]:
        return [u.code for u in self.definitions.places.units.values() if not u.level.is_site]

    def _slots(self) -> list[Slot]:
        breakdowns: Iterable[Slot] = (
            (b.code, c) for b in self.indicator.breakdowns.values() for c in b.categories
        )
        return [TOTAL, *breakdowns]


def has_denominator(indicator: Indicator) -> bool:
    return indicator.kind in {Kind.PROPORTION, Kind.RATIO}
