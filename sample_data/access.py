"""Who is served by the district's own staff, and how often they come."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sample_data.chance import Flags, Floats, Ints, intercept, log_odds, logistic
from sample_data.places import BANDS
from sample_data.reports import SOURCES, Sender, Series, added, by_band, sender, yearly
from sample_data.world import World
from wellness.domain.places import Level

SEASON = (0.55, 1.10, 1.20, 1.15)
_SPREAD = 0.35  # lasting differences between schools, on log-odds
_NOISE = 0.08
_GROWTH = 0.03
_BAND_LOG_ODDS = np.array([-0.20, 0.05, 0.25])
_TELEHEALTH_SHARE = 0.07
_ALSO_AT_SCHOOL = 0.4
_NEW_IN_YEAR = 0.45  # of those seen outside the fullest quarter, the share seen only there


@dataclass(frozen=True)
class Access:
    """Students served and their visits; grids of org units × quarters unless said otherwise."""

    world: World

    @cached_property
    def usual(self) -> Floats:
        """The chance to be served if nothing had been planted, × grade bands, without noise."""
        world = self.world
        season = np.log(world.timeline.by_number(SEASON))
        schools = world.differences("students served", _SPREAD)
        x = (schools + season + _GROWTH * world.timeline.elapsed)[:, :, None] + _BAND_LOG_ODDS
        return logistic(x + intercept(x, world.students, world.reach))

    @cached_property
    def likely(self) -> Floats:
        """The chance to be served, × grade bands, with stories and noise."""
        shift = self.world.plot.log_odds("students_served")
        shift = shift + self.world.noise("students served", _NOISE)
        odds = self.usual / (1 - self.usual) * np.exp(shift)[:, :, None]
        return np.asarray(odds / (1 + odds))

    @cached_property
    def expected(self) -> Floats:
        """How many students are expected to be served."""
        return np.asarray((self.world.students * self.likely).sum(axis=2))

    @cached_property
    def bands(self) -> Ints:
        """Students served, × grade bands."""
        return self.world.rng("students served").binomial(self.world.students, self.likely)

    @cached_property
    def served(self) -> Ints:
        """Students served."""
        return np.asarray(self.bands.sum(axis=2))

    @cached_property
    def channels(self) -> dict[str, Ints]:
        """Students served at school and by telehealth; some are in both."""
        rng = self.world.rng("channels")
        growth = self.world.plot.log_odds("students_served", "telehealth")
        share = logistic(log_odds(_TELEHEALTH_SHARE) + growth)
        begun = self.world.timeline.between(
            SOURCES["telehealth"].first or self.world.timeline.invented[0], None
        )
        remote = rng.binomial(self.served, share * begun)
        both = rng.binomial(remote, _ALSO_AT_SCHOOL)
        return {"school_based": self.served - remote + both, "telehealth": remote}

    @cached_property
    def extra(self) -> dict[str, Ints]:
        """Visits beyond each student's first at school or by telehealth, and those of families."""
        rng = self.world.rng("visits")
        at_school, remote = self.channels["school_based"], self.channels["telehealth"]
        lasting, passing = self.world.differences("visits", 0.15), self.world.noise("visits", 0.05)
        intensity = np.exp(lasting + passing)
        return {
            "school_based students": rng.poisson(2.1 * intensity * at_school),
            "school_based families": rng.poisson(0.22 * intensity * at_school),
            "off_campus students": rng.poisson(0.10 * intensity * self.served),
            "off_campus families": rng.poisson(0.08 * intensity * self.served),
            "telehealth students": rng.poisson(1.6 * intensity * remote),
            "telehealth families": rng.poisson(0.30 * intensity * remote),
        }


def whole_year(world: World, subject: str, quarterly: Ints) -> Ints:
    """People counted once a year: between the largest quarter and the sum of the four."""
    quarters = world.in_years(quarterly)
    most, every = quarters.max(axis=2), quarters.sum(axis=2)
    return np.asarray(most + world.rng(f"year {subject}").binomial(every - most, _NEW_IN_YEAR))


def deliver(access: Access) -> Iterator[Series]:
    """Students served and visits, as the district's records and the telehealth partner count."""
    records = sender(access.world, "smh_records")
    yield records.total("students_served", access.served)
    yield from records.split("students_served", "channel", access.channels)
    yield from records.split("students_served", "grade_band", by_band(access.bands, BANDS))
    yield from _years(access, yearly(access.world, records))
    yield from _visits(access, records, ("school_based", "off_campus"))
    yield from _visits(access, sender(access.world, "telehealth"), ("telehealth",))


def _years(access: Access, records: Sender) -> Iterator[Series]:
    world = access.world
    bands = np.minimum(whole_year(world, "students served", access.bands), world.enrollment)
    yield from records.partition("students_served", "grade_band", by_band(bands, BANDS))
    channels = _channels_of_year(access, bands.sum(axis=2))
    yield from records.split("students_served", "channel", channels)


def _channels_of_year(access: Access, total: Ints) -> dict[str, Ints]:
    """Each at least its largest quarter, at most the total, and together no less than it."""
    world = access.world
    quarters = {name: world.in_years(counts) for name, counts in access.channels.items()}
    every = {name: counts.sum(axis=2) for name, counts in quarters.items()}
    found: dict[str, Ints] = {}
    for name, other in (("school_based", "telehealth"), ("telehealth", "school_based")):
        missing = total - found[other] if other in found else total - every[other]
        low = np.maximum(quarters[name].max(axis=2), missing)
        counted = whole_year(world, name, access.channels[name])
        found[name] = np.clip(counted, low, np.minimum(every[name], total))
    return found


def _visits(access: Access, source: Sender, channels: tuple[str, ...]) -> Iterator[Series]:
    late = access.world.plot.touched("restated") & (source.source == "smh_records")
    now, before = _split(access, channels, None), _split(access, channels, late)
    total = added(now[c] for c in channels)
    yield source.total("visits", total, first=added(before[c] for c in channels))
    for breakdown, categories in (("channel", channels), ("population", ("students", "families"))):
        yield from source.split("visits", breakdown, {c: now[c] for c in categories}, first=before)


def _split(access: Access, channels: tuple[str, ...], late: Flags | None) -> dict[str, Ints]:
    """Visits by channel and by population, without those that were entered late."""
    share = 1.0 if late is None else _entered(access.world, late)
    cells = {key: np.floor(extra * share).astype(np.int64) for key, extra in access.extra.items()}
    for channel, students in access.channels.items():
        cells[f"{channel} students"] = cells[f"{channel} students"] + students
    populations = ("students", "families")
    return {
        **{c: added(cells[f"{c} {p}"] for p in populations) for c in channels},
        **{p: added(cells[f"{c} {p}"] for c in channels) for p in populations},
    }


def _entered(world: World, late: Flags) -> Floats:
    size = next((story.size for story in world.plot.of("restated")), 1.0)
    return np.where(late, size, 1.0)


def furthest_by_chance(access: Access) -> str:
    """The school with no story whose newest finished quarter strays furthest above the usual."""
    world = access.world
    column = world.timeline.column(world.timeline.finished[-1])
    usual = (world.students * access.usual)[:, column].sum(axis=1)
    told = np.abs(world.plot.log_odds("students_served")).sum(axis=1) > 0
    told |= np.isin([u.code for u in world.places.units], [s.org_unit for s in world.plot.stories])
    fit = world.places.at(Level.SCHOOL) & ~told & (usual > np.median(usual[usual > 0]))
    strays = np.where(fit, (access.served[:, column] - usual) / np.sqrt(usual + 1), -np.inf)
    return world.places.units[int(strays.argmax())].code
