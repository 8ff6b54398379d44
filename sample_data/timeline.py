"""The quarters of the sample. It ends with the same quarter, however far back it begins."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sample_data.chance import Flags, Floats
from wellness.domain.periods import QUARTERS_A_YEAR, Quarter, quarters_between

LAST_FINISHED = Quarter(2026, 1)
TREND_ORIGIN = Quarter(2021, 1)


@dataclass(frozen=True)
class Timeline:
    """`length` finished quarters up to `LAST_FINISHED`.

    Whole school years are invented, so that a year counts its people even where the deliveries
    begin or end within it; grids have one column a quarter of `invented` or one a year.
    """

    length: int

    @cached_property
    def finished(self) -> tuple[Quarter, ...]:
        """The quarters that are delivered in full."""
        return quarters_between(LAST_FINISHED - (self.length - 1), LAST_FINISHED)

    @property
    def unfinished(self) -> Quarter:
        """The quarter that has begun."""
        return LAST_FINISHED + 1

    @cached_property
    def invented(self) -> tuple[Quarter, ...]:
        """Every quarter of every school year that the deliveries touch."""
        return quarters_between(Quarter(self.finished[0].year, 1), LAST_FINISHED.closing)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The school years, by the calendar year in which they began."""
        return tuple(range(self.invented[0].year, LAST_FINISHED.year + 1))

    @cached_property
    def whole_years(self) -> Flags:
        """Of each school year, whether all four quarters are delivered."""
        held = [
            sum(q.year == year for q in self.finished) == QUARTERS_A_YEAR for year in self.years
        ]
        return np.array(held)

    @cached_property
    def elapsed(self) -> Floats:
        """Years since `TREND_ORIGIN`, at each invented quarter."""
        ordinals = np.array([q.ordinal for q in self.invented], dtype=np.float64)
        return (ordinals - TREND_ORIGIN.ordinal) / QUARTERS_A_YEAR

    def column(self, quarter: Quarter) -> int:
        """The column of a quarter in a grid of quarters."""
        return quarter.ordinal - self.invented[0].ordinal

    def year_column(self, quarter: Quarter) -> int:
        """The column of a quarter's school year in a grid of years."""
        return quarter.year - self.years[0]

    def between(self, first: Quarter, last: Quarter | None) -> Flags:
        """Of each invented quarter, whether it lies from the first to the last."""
        return np.array([first <= q and (last is None or q <= last) for q in self.invented])

    def by_number(self, numbers: tuple[float, float, float, float]) -> Floats:
        """Repeat four numbers, one for each quarter of a school year."""
        return np.tile(np.array(numbers), len(self.years))
