"""The door to a release that is not published: kept parts from the store, new ones from memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.cells import Cell, Spread, State
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.releases import Contents, Part
from wellness.domain.stores import Source
from wellness.publishing.rehearsal.stores import RehearsalReleased

_NUMBERS = Cell._fields[Cell._fields.index("numerator") :]

Wanted = Mapping[str, Sequence[object]]  # texts or numbers by their column


@dataclass(frozen=True, eq=False)
class RehearsedSource:
    """Implements `wellness.domain.stores.Source`."""

    contents: Contents
    kept: Source
    cells: Mapping[Part, pa.Table]
    made_spreads: Mapping[Part, pa.Table]

    @classmethod
    def of(cls, contents: Contents, released: RehearsalReleased) -> Self:
        """The release of these contents."""
        made = {part for part in contents.parts if part in released.cells}
        others = tuple(part for part in contents.parts if part not in made)
        return cls(
            contents,
            released.source(replace(contents, parts=others)),
            {part: released.cells[part] for part in made},
            {part: released.spreads[part] for part in made},
        )

    def history(
        self, indicators: Sequence[str], org_unit: str, breakdown: str = ""
    ) -> tuple[Cell, ...]:
        """Every quarter and year of one place, ordered as the Protocol says."""
        wanted: Wanted = {"org_unit": [org_unit], "breakdown": [breakdown]}
        found = [*self.kept.history(indicators, org_unit, breakdown)]
        found += self._made(indicators, wanted)
        at = {code: number for number, code in enumerate(indicators)}
        return tuple(
            sorted(found, key=lambda c: (at[c.indicator], c.period_type, c.quarter, c.category))
        )

    def history_across(
        self, indicator: str, org_units: Sequence[str], breakdown: str = ""
    ) -> tuple[Cell, ...]:
        """The history of some places, one after the other."""
        return tuple(
            cell for code in org_units for cell in self.history([indicator], code, breakdown)
        )

    def across(
        self,
        indicator: str,
        quarter: Quarter,
        period_type: PeriodType,
        levels: Sequence[Level],
        breakdown: str = "",
    ) -> tuple[Cell, ...]:
        """One period of every place of some levels."""
        wanted: Wanted = {
            "quarter": [quarter.ordinal],
            "period_type": [period_type.value],
            "level": [level.value for level in levels],
            "breakdown": [breakdown],
        }
        found = [*self.kept.across(indicator, quarter, period_type, levels, breakdown)]
        found += self._made([indicator], wanted)
        return tuple(sorted(found, key=lambda cell: (cell.org_unit, cell.category)))

    def spreads(
        self, indicators: Sequence[str], school_type: str, quarters: Sequence[Quarter]
    ) -> tuple[Spread, ...]:
        """How the schools of a type spread."""
        ordinals = [quarter.ordinal for quarter in quarters]
        found = [*self.kept.spreads(indicators, school_type, quarters)]
        for part, table in self.made_spreads.items():
            if part.indicator in indicators:
                wanted: Wanted = {"school_type": [school_type], "quarter": ordinals}
                found += (_spread(part.indicator, row) for row in _rows(table, wanted))
        at = {code: number for number, code in enumerate(indicators)}
        return tuple(sorted(found, key=lambda s: (at[s.indicator], s.period_type, s.quarter)))

    def states(self, indicators: Sequence[str]) -> Mapping[State, int]:
        """How many cells of some indicators are in each state."""
        found = dict(self.kept.states(indicators))
        for cell in self._made(indicators, {}):
            found[cell.state] = found.get(cell.state, 0) + 1
        return found

    def _made(self, indicators: Sequence[str], wanted: Wanted) -> Iterator[Cell]:
        for part, table in self.cells.items():
            if part.indicator in indicators:
                yield from (_cell(part.indicator, row) for row in _rows(table, wanted))


def _rows(table: pa.Table, wanted: Wanted) -> Iterator[Mapping[str, object]]:
    """The rows that have one of the wanted texts or numbers in each of these columns."""
    for name, values in wanted.items():
        kind = table.schema.field(name).type
        table = table.filter(pc.is_in(table[name], pa.array(values, kind)))
    yield from table.to_pylist()


def _cell(indicator: str, row: Mapping[str, object]) -> Cell:
    numbers = {name: row[name] for name in _NUMBERS}
    return Cell(
        indicator,
        str(row["org_unit"]),
        Quarter.of_ordinal(int(str(row["quarter"]))),
        PeriodType(str(row["period_type"])),
        str(row["breakdown"]),
        str(row["category"]),
        State(str(row["state"])),
        State(str(row["denominator_state"])),
        **numbers,  # type: ignore[arg-type]  # as the schema of the table says
    )


def _spread(indicator: str, row: Mapping[str, object]) -> Spread:
    numbers = {name: row[name] for name in Spread._fields[4:]}
    return Spread(
        indicator,
        str(row["school_type"]),
        Quarter.of_ordinal(int(str(row["quarter"]))),
        PeriodType(str(row["period_type"])),
        **numbers,  # type: ignore[arg-type]  # as the schema of the table says
    )
