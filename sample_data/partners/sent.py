"""What a source tells of one quarter, before it is laid out in a file."""

from dataclasses import dataclass

import pyarrow as pa

from sample_data.world import World
from wellness.domain.periods import Calendar, Quarter

CALENDAR = Calendar(first_month=7)
Slot = tuple[str, str, str]  # indicator, breakdown, category


@dataclass(frozen=True)
class Sent:
    """Rows with the columns of a delivery; `masked`: small counts are hidden by the sender."""

    world: World
    source: str
    quarter: Quarter
    rows: pa.Table
    masked: bool = False

    def counts(self, column: str = "numerator") -> dict[str, dict[Slot, int]]:
        """A column by place, in the order of the rows, and by what is counted."""
        names = ("org_unit", "indicator", "breakdown", "category", column)
        found: dict[str, dict[Slot, int]] = {}
        for place, indicator, breakdown, category, count in zip(
            *(self.rows[name].to_pylist() for name in names), strict=True
        ):
            found.setdefault(place, {})[indicator, breakdown, category] = count
        return found

    @property
    def label(self) -> str:
        """The quarter as people write it."""
        return CALENDAR.label(self.quarter)

    def name(self, place: str) -> str:
        """What a place is called today."""
        return self.world.places.units[self.world.places.numbers[place]].name
