"""What About the data says: arrivals, definitions, sources and how much is shown."""

from dataclasses import dataclass
from datetime import date

from wellness.domain.indicators import Indicator
from wellness.domain.periods import Quarter
from wellness.reporting.answers import Finding


class Arrived:
    """Words for what a source had sent for a quarter."""

    COMPLETE = "complete"
    LATE = "late"
    PARTIAL = "partial"
    NONE = "none"
    NOT_DUE = "not due"


@dataclass(frozen=True, slots=True)
class ArrivalCell:
    """One source in one quarter: the word, and what is to be said of it, "" where all is well."""

    quarter: Quarter
    word: str
    text: str
    reported: int
    expected: int
    received_on: date | None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Completeness:
    """Which source reported when: one row a source, one cell a quarter, newest last."""

    quarters: tuple[tuple[Quarter, str], ...]
    sources: tuple[tuple[str, tuple[ArrivalCell, ...]], ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator as About the data explains it.

    `adding` says what its numbers may not be added to, `versions` how its definition changed.
    """

    indicator: Indicator
    source: str
    published: str
    breakdowns: tuple[str, ...]
    targets: tuple[str, ...]
    adding: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source as About the data lists it: who answers for it, on what ground, and when it owes."""

    title: str
    owner: str
    legal_basis: str
    due: str


@dataclass(frozen=True, slots=True)
class Disclosed:
    """How many numbers a release shows, withholds and lacks, and the rule in words."""

    shown: int
    withheld: int
    not_reported: int
    sentence: str
