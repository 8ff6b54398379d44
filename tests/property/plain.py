"""Deliveries put together a second way: what is in force, who sent what, and who owed it.

Knows the definitions of `wellness.domain` and nothing of publishing. Where the design leaves a
choice, the function says which reading it takes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.property.plain_files import Row, read_rows
from wellness.domain.indicators import Indicator, Rule, Theme
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.workspace import Definitions

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
YEAR = "year"
PERIODS = (*QUARTERS, YEAR)
SITES = {"school", "center", "unattributed"}
Slot = tuple[str, str]
TOTAL: Slot = ("", "")
Amounts = dict[Slot, "Number"]


@dataclass
class Number:
    """What is known before protection. `state` is reported, missing, withheld or absent."""

    state: str
    above: int = 0
    below: int | None = None
    value: float | None = None


def rows_in_force(files: Iterable[tuple[str, Path]]) -> dict[int, list[Row]]:
    """By school year, the newest rows of each source, quarter and period type.

    `files` are source and path, oldest first. A year is a period of its own: its rows are replaced
    by a later file's year rows of the same closing quarter, never by its quarter rows.
    """
    held: dict[tuple[str, str, str], list[Row]] = {}
    for source, path in files:
        found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in read_rows(path):
            found[source, row["quarter"], row["period_type"]].append({**row, "source": source})
        held.update(found)
    years: dict[int, list[Row]] = defaultdict(list)
    for (_, quarter, _), rows in held.items():
        years[int(quarter[:4])] += rows
    return dict(years)


def slots(indicator: Indicator) -> list[Slot]:
    """The total and every category."""
    return [TOTAL, *((b.code, c) for b in indicator.breakdowns.values() for c in b.categories)]


def told_before(files: Iterable[tuple[str, Path]], year: int) -> set[tuple[str, str, str]]:
    """Source, indicator and place of every row of the school years before, in force or not."""
    return {
        (source, row["indicator"], row["org_unit"])
        for source, path in files
        for row in read_rows(path)
        if int(row["quarter"][:4]) < year
    }


def makes_years(indicator: Indicator) -> bool:
    """Whether its years are made of its quarters."""
    quarterly = indicator.cadence is PeriodType.QUARTER
    return quarterly and indicator.quarters_rule is not Rule.NEVER


def added(numbers: Sequence[Number]) -> Number:
    """The sum of some numbers; a ready-made value stays only if it is alone.

    Nobody knows a sum of which a part was withheld.
    """
    if any(n.state == "withheld" for n in numbers):
        return Number("withheld")
    below = [n.below for n in numbers if n.below is not None]
    value = numbers[0].value if len(numbers) == 1 else None
    above = sum(n.above for n in numbers)
    return Number("reported", above, sum(below) if below else None, value)


@dataclass(frozen=True)
class Map:
    """`org_units.csv` in one school year."""

    rows: Sequence[Row]
    year: int

    @cached_property
    def levels(self) -> dict[str, str]:
        return {row["org_unit"]: row["level"] for row in self.rows}

    @cached_property
    def school_types(self) -> dict[str, str]:
        return {row["org_unit"]: row["school_type"] for row in self.rows}

    @cached_property
    def opened(self) -> set[tuple[str, str]]:
        """Which place existed in which period: in a year, if it did in any of its quarters."""
        held = {(r["org_unit"], q) for r in self.rows for q in QUARTERS if self._holds(r, q)}
        return held | {(unit, YEAR) for unit, _ in held}

    @cached_property
    def members(self) -> dict[tuple[str, str], list[str]]:
        """The sites inside each larger place in each period.

        A year goes by the closing quarter, or the last one in which the site had such a parent.
        """
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for site in (unit for unit, level in self.levels.items() if level in SITES):
            for period in PERIODS:
                found["district", period].append(site)
                for level in ("region", "board_district", "school_type"):
                    for parent in self._parent(site, level, period):
                        found[parent, period].append(site)
        return found

    def quarter(self, period: str) -> Quarter:
        """The quarter that a period carries; a year its closing one."""
        return Quarter(self.year, 4 if period == YEAR else int(period[1]))

    def _parent(self, site: str, level: str, period: str) -> list[str]:
        tried = reversed(QUARTERS) if period == YEAR else (period,)
        mine = [r for r in self.rows if r["org_unit"] == site and r["parent_level"] == level]
        return [r["parent"] for quarter in tried for r in mine if self._holds(r, quarter)][:1]

    def _holds(self, row: Row, quarter: str) -> bool:
        """`2025-26 Q1` sorts as it runs: texts compare like quarters."""
        label = f"{self.year}-{(self.year + 1) % 100:02d} {quarter}"
        return row["valid_from"] <= label <= (row["valid_to"] or "9999")


@dataclass
class PlainLedger:
    """Who sent what in one school year, and who owed it."""

    definitions: Definitions
    map: Map
    rows: Sequence[Row]
    before: AbstractSet[tuple[str, str, str]]

    def said(self, indicator: Indicator, unit: str, period: str) -> Iterator[Amounts]:
        """What each source said of the indicator at a place."""
        for source in indicator.sources:
            if (source, indicator.code, unit, period) in self._sent:
                yield self._sent[source, indicator.code, unit, period]

    def usual(self, indicator: Indicator, unit: str, slot: Slot) -> bool:
        """Whether the place sends a category in any period; of a silent one, whether others do."""
        own = [said for period in PERIODS for said in self.said(indicator, unit, period)]
        return any(slot in said for said in own) if own else slot in self._known[indicator.code]

    def begun(self, indicator: Indicator, period: str) -> bool:
        """Whether any source of the indicator sent something for the period."""
        return any((s, indicator.code, period) in self._arrived for s in indicator.sources)

    def complete(self, indicator: Indicator, period: str) -> bool:
        """Whether every source that owes anything sent something.

        "Once every expected source reported" is read of sources, not of all their places.
        """
        return self.begun(indicator, period) and all(
            (source, indicator.code, period) in self._arrived
            or not any(self._expects(source, unit, period) for unit in self._applies(indicator))
            for source in indicator.sources
        )

    def lacks(self, indicator: Indicator, unit: str, period: str) -> bool:
        """Whether a source owes a number of the place, and did not send it while others did."""
        return self.begun(indicator, period) and any(
            self._owes(indicator, source, unit, period)
            and (source, indicator.code, unit, period) not in self._sent
            for source in indicator.sources
        )

    def coverage(self, indicator: Indicator, unit: str, period: str) -> tuple[int, int]:
        """Pairs of source and place that reported, and that were expected to.

        A larger place has those of its sites, or its own where nothing is expected of its sites;
        a district of whose sites nothing is expected has those of its regions.
        Of a number that only larger places deliver, it counts the sites that the source could
        look at.
        """
        pairs = self._looked_at if indicator.places_rule is Rule.NEVER else self._pairs
        inside = [pairs(indicator, u, period) for u in self.map.members.get((unit, period), ())]
        expected = sum(owed for _, owed in inside)
        if self.map.levels[unit] == "district" and not expected:
            regions = (u for u, level in self.map.levels.items() if level == "region")
            inside = [self._pairs(indicator, u, period) for u in regions]
            expected = sum(owed for _, owed in inside)
        if self.map.levels[unit] in SITES or not expected:
            return self._pairs(indicator, unit, period)
        return sum(sent for sent, _ in inside), expected

    @cached_property
    def _sent(self) -> dict[tuple[str, str, str, str], Amounts]:
        """Source, indicator, place and period → category → number as delivered."""
        found: dict[tuple[str, str, str, str], Amounts] = defaultdict(dict)
        for row in self.rows:
            period = YEAR if row["period_type"] == "year" else row["quarter"][-2:]
            key = (row["source"], row["indicator"], row["org_unit"], period)
            found[key][row["breakdown"], row["category"]] = _number(row)
        known: dict[tuple[str, str, str], set[Slot]] = defaultdict(set)
        for (source, code, _, period), amounts in found.items():
            known[source, code, period] |= amounts.keys()
        for (source, code, _, period), amounts in found.items():
            indicator = self.definitions.catalogue[code]
            _withhold_parts(amounts, indicator, known[source, code, period])
            _add_total(amounts, indicator)
        return dict(found) | self._references(found)

    def _references(
        self, sent: Mapping[tuple[str, str, str, str], Amounts]
    ) -> dict[tuple[str, str, str, str], Amounts]:
        """A yearly reference series holds for each quarter in which the place was open."""
        return {
            (source, code, unit, quarter): amounts
            for (source, code, unit, _), amounts in sent.items()
            if self.definitions.catalogue[code].theme is Theme.REFERENCE
            for quarter in QUARTERS
            if (unit, quarter) in self.map.opened
        }

    @cached_property
    def _arrived(self) -> set[tuple[str, str, str]]:
        return {(source, code, period) for source, code, _, period in self._sent}

    @cached_property
    def _reporting(self) -> set[tuple[str, str, str]]:
        """Source, indicator and place that were together in any period of the year."""
        return {(source, code, unit) for source, code, unit, _ in self._sent}

    @cached_property
    def _told(self) -> dict[str, set[str]]:
        """The places that anything was sent of, by indicator."""
        found: dict[str, set[str]] = defaultdict(set)
        for _, code, unit in self._reporting:
            found[code].add(unit)
        return found

    @cached_property
    def _heard(self) -> set[tuple[str, str, str]]:
        """Source, place and period of every row, whatever it tells of."""
        return {(source, unit, period) for source, _, unit, period in self._sent}

    @cached_property
    def _heard_of(self) -> set[tuple[str, str]]:
        """Source and place of every row of this year and the years before."""
        earlier = {(source, unit) for source, _, unit in self.before}
        return earlier | {(source, unit) for source, unit, _ in self._heard}

    @cached_property
    def _known(self) -> dict[str, set[Slot]]:
        """The categories that anybody sent of an indicator."""
        found: dict[str, set[Slot]] = defaultdict(set)
        for (_, code, _, _), said in self._sent.items():
            found[code] |= said.keys()
        return found

    def _owes(self, indicator: Indicator, source: str, unit: str, period: str) -> bool:
        """A place that its source told of by now, but never with this indicator, owes none of it.

        A larger place that delivers the number itself owes it whenever its source owes anything.
        """
        reports = (source, indicator.code, unit) in self._reporting | self.before
        if reports and self.map.levels[unit] not in SITES:
            due = self.definitions.district.sources[source].expected_in(self.map.quarter(period))
            return due and (unit, period) in self.map.opened
        silent = (source, unit) not in self._heard_of
        expected = self._expects(source, unit, period) and unit in self._applies(indicator)
        return expected and (reports or silent)

    def _expects(self, source: str, unit: str, period: str) -> bool:
        """What `district.toml` says; of a year, as of its closing quarter."""
        settings = self.definitions.district.sources[source]
        return (
            (unit, "Q4" if period == YEAR else period) in self.map.opened
            and Level(self.map.levels[unit]) in settings.reports
            and settings.expected_in(self.map.quarter(period))
        )

    def _applies(self, indicator: Indicator) -> AbstractSet[str]:
        """Places for which the reference series under the indicator means something."""
        return self._told.get(indicator.denominator_from) or self.map.levels.keys()

    def _pairs(self, indicator: Indicator, unit: str, period: str) -> tuple[int, int]:
        """Of the place itself. A year that is made of quarters is owed if any of them is."""
        inside = QUARTERS if period == YEAR and makes_years(indicator) else (period,)
        owed = [
            [(s, indicator.code, unit, p) for p in inside if self._owes(indicator, s, unit, p)]
            for s in indicator.sources
        ]
        kept = [all(key in self._sent for key in keys) for keys in owed if keys]
        return sum(kept), len(kept)

    def _looked_at(self, indicator: Indicator, unit: str, period: str) -> tuple[int, int]:
        due = [s for s in indicator.sources if self._expects(s, unit, period)]
        return sum((source, unit, period) in self._heard for source in due), len(due)


def _number(row: Row) -> Number:
    if row["flag"] == "withheld":
        return Number("withheld")
    above, below, value = row["numerator"], row["denominator"], row["value"]
    return Number(
        "reported",
        int(above or 0),
        int(below) if below else None,
        float(value) if value else None,
    )


def _withhold_parts(amounts: Amounts, indicator: Indicator, known: AbstractSet[Slot]) -> None:
    """A total that was withheld without its categories withholds those that others send."""
    if TOTAL not in amounts or amounts[TOTAL].state != "withheld":
        return
    for split in indicator.breakdowns.values():
        parts = [(split.code, c) for c in split.categories]
        if not any(part in amounts for part in parts):
            amounts.update({part: Number("withheld") for part in parts if part in known})


def _add_total(amounts: Amounts, indicator: Indicator) -> None:
    """A source that sends a partition and no total means its sum, if any partition is known."""
    if TOTAL in amounts or indicator.kind.arrives_ready:
        return
    sums = []
    for split in filter(lambda split: split.partition, indicator.breakdowns.values()):
        parts = [amounts[split.code, c] for c in split.categories if (split.code, c) in amounts]
        sums += [added(parts)] if parts else []
    if sums:
        amounts[TOTAL] = next((n for n in sums if n.state != "withheld"), sums[0])
