"""Which site sent what to one source, quarter by quarter, as the release knew it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from wellness.domain.cells import State
from wellness.domain.district import DataSource
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.readers import EVERYTHING, Scope
from wellness.domain.releases import Arrival, Contents
from wellness.domain.stores import Source
from wellness.reporting import wording
from wellness.reporting.answers import Finding
from wellness.reporting.memory import remembered
from wellness.reporting.messages import capital, say

PERIODS = {PeriodType.QUARTER: 12, PeriodType.YEAR: 6}


class Sent(StrEnum):
    """What a site had sent for a period. A site that sent late sent with its source's delivery."""

    REPORTED = "reported"
    LATE = "late"
    PARTIAL = "partial"
    MISSING = "not reported"
    NOT_DUE = "not due"
    NOT_EXPECTED = "never expected"
    UNKNOWN = "not known"


GAPS = (Sent.MISSING, Sent.PARTIAL)


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site: what it had sent, a word for each period."""

    code: str
    name: str
    sent: tuple[Sent, ...]

    @property
    def gaps(self) -> int:
        """For how many periods something is missing."""
        return sum(word in GAPS for word in self.sent)


@dataclass(frozen=True)
class SiteMatrix:
    """The sites of a source, those with the most gaps first; periods with the newest last."""

    source: DataSource
    periods: tuple[str, ...]
    rows: tuple[SiteRow, ...]
    finding: Finding

    @property
    def with_gaps(self) -> tuple[SiteRow, ...]:
        """The sites of which something is missing."""
        return tuple(row for row in self.rows if row.gaps)


@remembered
def sites(source: Source, code: str, scope: Scope = EVERYTHING) -> SiteMatrix:
    """Every site that a source expects in the last twelve quarters, or six years.

    A site is partial where it sent something and lacks an indicator that this source alone sends.
    """
    contents = source.contents
    sender = contents.district.source(code)
    periods = tuple(_period(source, sender, quarter) for quarter in _periods(contents, sender))
    quarters = tuple(period.quarter for period in periods)
    rows = [
        SiteRow(
            unit.code,
            contents.places.name_in(unit.code, quarters[-1]),
            tuple(period.sent_by(unit) for period in periods),
        )
        for unit in _expected(contents, sender, quarters)
        if unit.code in scope
    ]
    rows.sort(key=lambda row: (-row.gaps, row.name))
    labels = tuple(_label(contents, sender, quarter) for quarter in quarters)
    return SiteMatrix(sender, labels, tuple(rows), _finding(contents, sender, labels, rows))


@dataclass(frozen=True)
class _Period:
    """What a source had sent for one period.

    `arrival` is None where nothing was told of it; `is_due` says whether it was owed by then;
    `lacking` are the places that sent something else, but not all.
    """

    sender: DataSource
    quarter: Quarter
    arrival: Arrival | None
    is_due: bool
    lacking: frozenset[str]

    def sent_by(self, unit: OrgUnit) -> Sent:
        """The word for one site."""
        if not self.sender.expects(unit, self.quarter):
            return Sent.NOT_EXPECTED
        if self.arrival is None or self.arrival.received_on is None:
            return self._without_it
        return self._sent(unit.code, self.arrival)

    @property
    def _without_it(self) -> Sent:
        return Sent.MISSING if self.is_due else Sent.NOT_DUE

    def _sent(self, code: str, arrival: Arrival) -> Sent:
        if code in arrival.absent:
            return self._without_it
        if arrival.reported + len(arrival.absent) < arrival.expected:
            return Sent.UNKNOWN  # a release of a version that did not keep who was absent
        if code in self.lacking:
            return Sent.PARTIAL
        return Sent.LATE if arrival.days_late > 0 else Sent.REPORTED


def _period(source: Source, sender: DataSource, quarter: Quarter) -> _Period:
    contents = source.contents
    told = (a for a in contents.arrivals if (a.source, a.quarter) == (sender.code, quarter))
    arrival = next(told, None)
    published = contents.release.published_at.date()
    is_due = arrival is not None and arrival.due_on <= published
    return _Period(sender, quarter, arrival, is_due, _lacking(source, sender, quarter))


def _periods(contents: Contents, sender: DataSource) -> tuple[Quarter, ...]:
    """The periods that the source's arrivals tell of, oldest first."""
    told = sorted({a.quarter for a in contents.arrivals if a.source == sender.code})
    return tuple(told[-PERIODS[sender.cadence] :]) or (contents.release.through,)


def _expected(
    contents: Contents, sender: DataSource, periods: Iterable[Quarter]
) -> Iterator[OrgUnit]:
    quarters = tuple(periods)
    for unit in contents.places.units.values():
        if any(sender.expects(unit, quarter) for quarter in quarters):
            yield unit


def _lacking(source: Source, sender: DataSource, quarter: Quarter) -> frozenset[str]:
    """The places without a number of an indicator that nobody else sends for them."""
    alone = [
        indicator
        for indicator in source.contents.catalogue.values()
        if tuple(indicator.sources) == (sender.code,) and indicator.cadence is sender.cadence
    ]
    return frozenset(
        cell.org_unit
        for indicator in alone
        for cell in source.across(indicator.code, quarter, sender.cadence, tuple(Level))
        if cell.state is State.NOT_REPORTED
    )


def _label(contents: Contents, sender: DataSource, quarter: Quarter) -> str:
    calendar = contents.calendar
    return calendar.year(quarter) if sender.cadence is PeriodType.YEAR else calendar.label(quarter)


def _finding(
    contents: Contents, sender: DataSource, labels: tuple[str, ...], rows: list[SiteRow]
) -> Finding:
    gaps = sum(row.gaps > 0 for row in rows)
    counts: Mapping[Sent, int] = Counter(word for row in rows for word in row.sent)
    numbers = {"gaps": wording.count(gaps), "sites": wording.count(len(rows))}
    message = "sites.title" if gaps else "sites.title.none"
    told = [
        say("sites.count", word=word.value, count=wording.count(counts[word]))
        for word in Sent
        if counts.get(word)
    ]
    sentence = say(
        "sites.sentence",
        first=labels[0],
        last=labels[-1],
        number=contents.release.number,
        counts=capital(wording.listed(told)),
    )
    return Finding(say(message, source=sender.title, **numbers), sentence)
