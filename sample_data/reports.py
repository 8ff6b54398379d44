"""What a source reports: which places it counts, how soon it sends, and its series of numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sample_data.chance import Flags, Floats, Ints
from sample_data.world import World
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level

_SCHOOLS = (Level.SCHOOL,)
_SITES = (Level.SCHOOL, Level.UNATTRIBUTED)


@dataclass(frozen=True)
class SourceHabits:
    """The levels a source reports for, and how many days after the quarter it sends."""

    reports: tuple[Level, ...]
    days: int
    cadence: PeriodType = PeriodType.QUARTER
    first: Quarter | None = None


SOURCES = {
    "smh_records": SourceHabits(_SITES, 18),
    "wellness_centers": SourceHabits((Level.CENTER,), 28),
    "telehealth": SourceHabits(_SITES, 22, first=Quarter(2020, 1)),
    # Its outcomes are those after 60 days, so it sends no earlier.
    "referral_log": SourceHabits(_SITES, 70),
    "staff_support": SourceHabits((Level.REGION, Level.DISTRICT), 27),
    "training_register": SourceHabits(_SITES, 12),
    "qpr_register": SourceHabits(_SITES, 13),
    "experience_survey": SourceHabits(_SCHOOLS, 26, PeriodType.YEAR),
    "attendance": SourceHabits(_SCHOOLS, 17),
    "campaigns": SourceHabits(_SITES, 16),
    "pathways": SourceHabits(_SCHOOLS, 8),
    # The census is in fall: long before the school year, whose number it is, has ended.
    "student_information": SourceHabits(_SITES, -254, PeriodType.YEAR),
}


@dataclass(frozen=True)
class Series:
    """One indicator and category: grids of org units × quarters, or × years.

    `reported` says which numbers are sent at all; `first_numerator` are numbers as they were
    sent before they were corrected, where they ever were.
    """

    source: str
    indicator: str
    breakdown: str
    category: str
    period_type: PeriodType
    reported: Flags
    numerator: Ints | None = None
    denominator: Ints | None = None
    value: Floats | None = None
    first_numerator: Ints | None = None


@dataclass(frozen=True)
class Sender:
    """Makes the series of one source; `reported` holds for all of them."""

    source: str
    reported: Flags
    period_type: PeriodType = PeriodType.QUARTER

    def total(
        self,
        indicator: str,
        numerator: Ints,
        denominator: Ints | None = None,
        first: Ints | None = None,
    ) -> Series:
        """The total of an indicator."""
        return Series(
            self.source,
            indicator,
            "",
            "",
            self.period_type,
            self.reported,
            numerator,
            denominator,
            first_numerator=first,
        )

    def split(
        self,
        indicator: str,
        breakdown: str,
        numerators: Mapping[str, Ints],
        denominators: Mapping[str, Ints] | None = None,
        first: Mapping[str, Ints] | None = None,
    ) -> list[Series]:
        """One series a category."""
        below, before = denominators or {}, first or {}
        return [
            replace(
                self.total(indicator, counts, below.get(category), before.get(category)),
                breakdown=breakdown,
                category=category,
            )
            for category, counts in numerators.items()
        ]

    def partition(
        self,
        indicator: str,
        breakdown: str,
        numerators: Mapping[str, Ints],
        denominators: Mapping[str, Ints] | None = None,
    ) -> list[Series]:
        """The total, added up from categories that do not overlap, and each of them."""
        below = added(denominators.values()) if denominators else None
        total = self.total(indicator, added(numerators.values()), below)
        return [total, *self.split(indicator, breakdown, numerators, denominators)]

    def ready_made(self, indicator: str, value: Floats, members: Ints, reported: Flags) -> Series:
        """A value that cannot be made from counts, with its n as the denominator."""
        return Series(
            self.source,
            indicator,
            "",
            "",
            self.period_type,
            reported,
            denominator=members,
            value=value,
        )


def sender(world: World, source: str) -> Sender:
    """A source that reports every quarter, for each of its places that is open."""
    habits = SOURCES[source]
    begun = world.timeline.between(habits.first or world.timeline.invented[0], None)
    sends = world.places.at(*habits.reports)[:, None] & begun & ~world.plot.touched("silent")
    return Sender(source, sends & world.exists)


def yearly(world: World, quarterly: Sender, *, whole: bool = True) -> Sender:
    """The same source, about school years; `whole`: only those delivered from first to last."""
    years = world.timeline.whole_years if whole else True
    reported = world.by_year(quarterly.reported) & years
    return Sender(quarterly.source, reported, PeriodType.YEAR)


def added(parts: Iterable[Ints]) -> Ints:
    """The sum of some grids."""
    return np.asarray(sum(parts))


def by_band(counts: Ints, bands: Iterable[str]) -> dict[str, Ints]:
    """Org units × periods × grade bands, as one grid a band."""
    return {band: counts[:, :, number] for number, band in enumerate(bands)}
