"""What two releases say differently, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wellness.domain.indicators import Indicator
from wellness.domain.places import Level
from wellness.domain.releases import Part, Release
from wellness.reporting.answers import Finding


class Change(StrEnum):
    """What became of a number between two releases, in the words of a heading."""

    RESTATED = "restated"
    WITHHELD = "newly withheld"
    MISSING = "missing now"
    UNCOVERED = "no longer withheld"
    ARRIVED = "reported since"
    NEW = "in new periods"


@dataclass(frozen=True)
class Step:
    """A release with its parts: what is needed to tell which release made a part anew."""

    release: Release
    parts: frozenset[Part]


@dataclass(frozen=True, slots=True)
class Revision:
    """One number that two releases say differently, and the releases that may have changed it.

    `size` is how far the two shown numbers are apart for what chance would do, 0 without both.
    """

    indicator: Indicator
    org_unit: str
    place: str
    level: Level
    period: str
    category: str
    change: Change
    then: str
    now: str
    releases: tuple[int, ...]
    size: float


@dataclass(frozen=True, slots=True)
class IndicatorRevisions:
    """How many numbers of an indicator differ, by what became of them."""

    indicator: Indicator
    counts: Mapping[Change, int]


@dataclass(frozen=True)
class Revisions:
    """Everything that differs between two releases.

    `releases` are those after the older one up to the newer, the newest first: who published
    them, and why. `rows` hold every number but those of new periods, which are only counted: the
    largest difference first. `definitions` says in a sentence each what is defined otherwise.
    """

    then: Release
    now: Release
    finding: Finding
    releases: tuple[Release, ...]
    definitions: tuple[str, ...]
    indicators: tuple[IndicatorRevisions, ...]
    rows: tuple[Revision, ...]
