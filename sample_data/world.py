"""What every subject of the sample knows: the places, the quarters, the students, the stories."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from sample_data import places
from sample_data.chance import Flags, Floats, Ints, stream
from sample_data.names import REGIONS
from sample_data.places import Places
from sample_data.stories import Plot
from sample_data.timeline import TREND_ORIGIN, Timeline
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.domain.places import Level

Grid = TypeVar("Grid", Ints, Floats, Flags)
_FEWER_EACH_YEAR = 0.012
_CENSUS_YEAR = 2024  # the year in which the district has its typical size


@dataclass(frozen=True)
class World:
    """All grids are org units × quarters (or × years), in the order of `places.units`."""

    seed: int
    reach: float
    timeline: Timeline
    places: Places
    plot: Plot

    def rng(self, subject: str) -> np.random.Generator:
        """The stream of chance of one subject."""
        return stream(self.seed, subject)

    @property
    def shape(self) -> tuple[int, int]:
        """Org units × quarters."""
        return len(self.places.units), len(self.timeline.invented)

    @cached_property
    def exists(self) -> Flags:
        """Whether a place is open: org units × quarters."""
        opened = [self.timeline.between(u.opened or TREND_ORIGIN, None) for u in self.places.units]
        always = np.array([[u.opened is None] for u in self.places.units])
        return (always | np.array(opened)) & ~self.plot.touched("closed")

    @cached_property
    def enrollment(self) -> Ints:
        """Students on census day: org units × years × grade bands."""
        rng = self.rng("enrollment")
        size = places.students_by_band(self.places)[:, None, :]
        years = np.array(self.timeline.years)
        trend = (1 - _FEWER_EACH_YEAR) ** (years - _CENSUS_YEAR)
        wander = np.cumsum(rng.normal(0, 0.015, (len(size), len(years))), axis=1)
        drawn = np.round(size * (trend * np.exp(wander))[:, :, None]).astype(np.int64)
        return drawn * self.by_year(self.exists)[:, :, None]

    @cached_property
    def students(self) -> Ints:
        """Students in each quarter: org units × quarters × grade bands."""
        return self.by_quarter(self.enrollment)

    def by_quarter(self, yearly: Grid) -> Grid:
        """Hold each year's number for its four quarters."""
        return np.repeat(yearly, QUARTERS_A_YEAR, axis=1)

    def by_year(self, quarterly: Flags) -> Flags:
        """Whether something held in all four quarters of a year."""
        return np.asarray(self.in_years(quarterly).all(axis=2))

    def in_years(self, quarterly: Grid) -> Grid:
        """Fold quarters into years: org units × years × four quarters × whatever follows."""
        rows, columns, *rest = quarterly.shape
        return quarterly.reshape(rows, columns // QUARTERS_A_YEAR, QUARTERS_A_YEAR, *rest)

    def differences(self, subject: str, spread: float) -> Floats:
        """A lasting difference of each org unit, normal around 0: org units × 1."""
        return self.rng(f"{subject} differences").normal(0, spread, (self.shape[0], 1))

    def noise(self, subject: str, spread: float) -> Floats:
        """What comes and goes by the quarter, normal around 0: org units × quarters."""
        return self.rng(f"{subject} noise").normal(0, spread, self.shape)

    @cached_property
    def region(self) -> Ints:
        """The number of the region each site is in, -1 for none: org units × quarters."""
        column = np.array([[u.region] for u in self.places.units])
        beyond = (column + 1) % len(REGIONS)
        return np.where(self.plot.touched("moved"), beyond, column)

    def added_up(self, sites: Grid) -> Grid:
        """Sites × quarters, with the sums over sites written into the rows of larger places."""
        total = sites.copy()
        for row, unit in enumerate(self.places.units):
            if not unit.level.is_site:
                total[row] = np.where(self._inside(row), sites, 0).sum(axis=0)
        return total

    def _inside(self, row: int) -> Flags:
        """The sites inside a larger place: org units × quarters."""
        unit = self.places.units[row]
        sites = self.places.at(Level.SCHOOL, Level.CENTER, Level.UNATTRIBUTED)[:, None]
        found = np.repeat(sites, self.shape[1], axis=1)
        if unit.level is Level.REGION:
            return np.asarray(found & (self.region == self.places.rank(unit)))
        if unit.level is Level.BOARD_DISTRICT:
            boards = np.array([[u.board] for u in self.places.units])
            return np.asarray(found & (boards == self.places.rank(unit)))
        if unit.level is Level.SCHOOL_TYPE:
            return np.asarray(found & self.places.of_type(unit.code)[:, None])
        return found
