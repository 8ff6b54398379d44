"""Releases: what was published, numbered and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from wellness.domain.district import District
from wellness.domain.indicators import Catalogue
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.domain.places import Places

FINISHED_SHARE = 0.8  # of the expected sources: `docs/glossary.md`, "unfinished"


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator in one school year: the id of its cells in the released store.

    `rounded_to` are the steps that sources had rounded its numbers to; none for exact ones.
    """

    part_id: str
    indicator: str
    year: int
    rounded_to: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One publication, as the list of releases shows it."""

    number: int
    published_at: datetime
    published_by: str
    reason: str
    through: Quarter
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one source had sent for one quarter when the release was published.

    `reported` and `expected` count reporting units, and `absent` are the codes of the expected
    ones that are not in what came. A source from which nothing came has `received_on` None and
    names none. `period_type` is year for sources that report once a year.
    """

    source: str
    quarter: Quarter
    period_type: PeriodType
    reported: int
    expected: int
    received_on: date | None
    due_on: date
    absent: tuple[str, ...] = ()

    @property
    def days_late(self) -> int:
        """Days after the due date; negative for early; 0 where nothing came."""
        return (self.received_on - self.due_on).days if self.received_on else 0


@dataclass(frozen=True)
class Contents:
    """Everything about a release that is not a cell: its own definitions, names and arrivals.

    It is stored with the release, so that an old release keeps the words of its day.
    """

    release: Release
    district: District
    catalogue: Catalogue
    places: Places
    arrivals: tuple[Arrival, ...]
    parts: tuple[Part, ...]

    @property
    def calendar(self) -> Calendar:
        """How this district names its quarters."""
        return self.district.calendar

    @cached_property
    def is_yearly(self) -> bool:
        """Whether all sources report once a year: their years then stand for last quarters."""
        return all(s.cadence is PeriodType.YEAR for s in self.district.sources.values())

    def judges(self, arrival: Arrival) -> bool:
        """Whether what came decides if its quarter is finished; quarterly sources go first."""
        return self.is_yearly or not _yearly(arrival)

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """Every quarter for which anything arrived, oldest first."""
        arrived = {a.quarter for a in self.arrivals if a.received_on and self.judges(a)}
        return tuple(sorted(arrived))

    @cached_property
    def finished(self) -> frozenset[Quarter]:
        """The quarters for which at least 80 % of the sources that are expected reported."""
        return frozenset(q for q in self.quarters if self._share(q) >= FINISHED_SHARE)

    @cached_property
    def latest_finished(self) -> Quarter:
        """The quarter a reader meets first."""
        return max(self.finished, default=self.release.through)

    def arrivals_in(self, quarter: Quarter) -> tuple[Arrival, ...]:
        """What the sources had sent for a quarter, and for the year that it closes."""
        return self._arrivals.get(quarter, ())

    @cached_property
    def _arrivals(self) -> Mapping[Quarter, tuple[Arrival, ...]]:
        found: dict[Quarter, list[Arrival]] = {}
        for arrival in self.arrivals:
            found.setdefault(arrival.quarter, []).append(arrival)
        return {quarter: tuple(arrived) for quarter, arrived in found.items()}

    def _share(self, quarter: Quarter) -> float:
        due = [a for a in self.arrivals_in(quarter) if self.judges(a) and a.expected]
        return sum(a.received_on is not None for a in due) / len(due) if due else 0.0

    def rounded_to(self, indicator: str) -> tuple[int, ...]:
        """The steps that the numbers of an indicator were rounded to, the finest first."""
        parts = self.parts_by_indicator.get(indicator, ())
        return tuple(sorted({step for part in parts for step in part.rounded_to}))

    @cached_property
    def parts_by_indicator(self) -> Mapping[str, tuple[Part, ...]]:
        """The parts of each indicator, oldest year first."""
        found: dict[str, list[Part]] = {}
        for part in sorted(self.parts, key=lambda p: p.year):
            found.setdefault(part.indicator, []).append(part)
        return {code: tuple(parts) for code, parts in found.items()}


def _yearly(arrival: Arrival) -> bool:
    return arrival.period_type is PeriodType.YEAR
