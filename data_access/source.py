"""The reading half's door to one release: plain queries, answers remembered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Engine, Row, Select, Table, func, select

from data_access.engines import reading
from data_access.parts import require_keys
from data_access.schema import CELLS, SPREADS
from wellness.domain.cells import Cell, Spread, State
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.releases import Contents

# A cell weighs some 300 bytes, so 20 indicators of one place over ten years, or a thousand schools
# in one quarter, weigh 0.3 MB. Were every answer that large, the caches of a release would hold
# (256 + 128) * 0.3 = 115 MB; most ask for one indicator of one place, which is 50 cells. Spreads
# are a tenth of that.
KEPT_SERIES = 256
KEPT_ACROSS = 128
KEPT_SPREADS = 256
KEPT_STATES = 8

# Looked up: to call an enumeration takes longer than to read the row.
_STATES = {state.value: state for state in State}
_PERIOD_TYPES = {period_type.value: period_type for period_type in PeriodType}


def _columns(table: Table, kind: type[Cell | Spread]) -> list[Column[Any]]:
    """The columns that fill a value, in its order; its indicator comes from the part."""
    _indicator, *rest = kind._fields
    return [table.c.part, *(table.c[name] for name in rest)]


_CELL = _columns(CELLS, Cell)
_SPREAD = _columns(SPREADS, Spread)


class ReleasedSource:
    """Released cells of one release; implements `wellness.domain.stores.Source`.

    Safe to ask from many threads at once: every question takes its own connection, and answers
    are tuples of frozen values. A release never changes, so no answer is ever stale.
    """

    def __init__(self, engine: Engine, contents: Contents) -> None:
        self._engine = engine
        self._contents = contents
        with reading(engine) as connection:
            keys = require_keys(connection, [part.part_id for part in contents.parts])
        self._keys = {part: keys[part.part_id] for part in contents.parts}
        self._indicators = {key: part.indicator for part, key in self._keys.items()}
        # Of each source and not of the class: the answers go when the source goes.
        self._series = lru_cache(KEPT_SERIES)(self._read_series)
        self._across = lru_cache(KEPT_ACROSS)(self._read_across)
        self._spreads = lru_cache(KEPT_SPREADS)(self._read_spreads)
        self._states = lru_cache(KEPT_STATES)(self._read_states)

    @property
    def contents(self) -> Contents:
        """The release that is read."""
        return self._contents

    def history(
        self, indicators: Sequence[str], org_unit: str, breakdown: str = ""
    ) -> tuple[Cell, ...]:
        """Every released quarter and year of one place, all categories of the breakdown."""
        return self._series(tuple(indicators), (org_unit,), breakdown)

    def history_across(
        self, indicator: str, org_units: Sequence[str], breakdown: str = ""
    ) -> tuple[Cell, ...]:
        """The history of some places, one after the other in the order given."""
        return self._series((indicator,), tuple(org_units), breakdown)

    def across(
        self,
        indicator: str,
        quarter: Quarter,
        period_type: PeriodType,
        levels: Sequence[Level],
        breakdown: str = "",
    ) -> tuple[Cell, ...]:
        """One period of every place of some levels, all categories, ordered by org unit."""
        return self._across(indicator, quarter, period_type, frozenset(levels), breakdown)

    def spreads(
        self, indicators: Sequence[str], school_type: str, quarters: Sequence[Quarter]
    ) -> tuple[Spread, ...]:
        """How the schools of a type spread, ordered by indicator (as given), period type, quarter.

        A year is found by its closing quarter.
        """
        return self._spreads(tuple(indicators), school_type, frozenset(quarters))

    def states(self, indicators: Sequence[str]) -> Mapping[State, int]:
        """How many released cells of some indicators are in each state, breakdowns included."""
        return self._states(tuple(indicators))

    def _read_series(
        self, indicators: tuple[str, ...], org_units: tuple[str, ...], breakdown: str
    ) -> tuple[Cell, ...]:
        rows = self._rows(
            select(*_CELL)
            .where(CELLS.c.part.in_(self._keys_of(indicators)))
            .where(CELLS.c.org_unit.in_(org_units))
            .where(CELLS.c.breakdown == breakdown)
        )
        asked, places = self._order(indicators), _positions(org_units)

        def order(row: Row[*tuple[Any, ...]]) -> tuple[int, int, str, int, str]:
            part, org_unit, quarter, period_type, _breakdown, category, *_numbers = row
            # "quarter" comes before "year"
            return asked[part], places[org_unit], period_type, quarter, category

        return self._cells(sorted(rows, key=order))

    def _read_across(
        self,
        indicator: str,
        quarter: Quarter,
        period_type: PeriodType,
        levels: frozenset[Level],
        breakdown: str,
    ) -> tuple[Cell, ...]:
        rows = self._rows(
            select(*_CELL)
            .where(CELLS.c.part.in_(self._keys_of((indicator,), {quarter.year})))
            .where(CELLS.c.breakdown == breakdown)
            .where(CELLS.c.period_type == period_type.value)
            .where(CELLS.c.quarter == quarter.ordinal)
            .where(CELLS.c.level.in_([level.value for level in levels]))
        )
        org_unit, category = _CELL.index(CELLS.c.org_unit), _CELL.index(CELLS.c.category)
        return self._cells(sorted(rows, key=itemgetter(org_unit, category)))

    def _read_spreads(
        self, indicators: tuple[str, ...], school_type: str, quarters: frozenset[Quarter]
    ) -> tuple[Spread, ...]:
        years = {quarter.year for quarter in quarters}
        rows = self._rows(
            select(*_SPREAD)
            .where(SPREADS.c.part.in_(self._keys_of(indicators, years)))
            .where(SPREADS.c.school_type == school_type)
            .where(SPREADS.c.quarter.in_([quarter.ordinal for quarter in quarters]))
        )
        asked = self._order(indicators)
        rows.sort(key=lambda row: (asked[row.part], row.period_type, row.quarter))
        return tuple(self._spread(row) for row in rows)

    def _read_states(self, indicators: tuple[str, ...]) -> Mapping[State, int]:
        rows = self._rows(
            select(CELLS.c.state, func.count())
            .where(CELLS.c.part.in_(self._keys_of(set(indicators))))
            .group_by(CELLS.c.state)
        )
        found = {_STATES[state]: int(count) for state, count in rows}
        return MappingProxyType({state: found.get(state, 0) for state in State})

    def _rows(self, statement: Select[*tuple[Any, ...]]) -> list[Row[*tuple[Any, ...]]]:
        # Sorted in Python, by code point: engines disagree on the order of texts.
        with reading(self._engine) as connection:
            return list(connection.execute(statement).all())

    def _keys_of(self, indicators: Iterable[str], years: Collection[int] = ()) -> list[int]:
        """The parts of some indicators, in some years or in all."""
        parts = self._contents.parts_by_indicator
        return [
            self._keys[part]
            for indicator in indicators
            for part in parts.get(indicator, ())
            if not years or part.year in years
        ]

    def _order(self, indicators: tuple[str, ...]) -> Mapping[int, int]:
        """Where the indicator of each part stands among those that are asked for."""
        position = _positions(indicators)
        return {key: position.get(name, -1) for key, name in self._indicators.items()}

    def _cells(self, rows: Iterable[Row[*tuple[Any, ...]]]) -> tuple[Cell, ...]:
        return tuple(
            Cell(
                self._indicators[part],
                org_unit,
                Quarter.of_ordinal(quarter),
                _PERIOD_TYPES[length],
                breakdown,
                category,
                _STATES[state],
                _STATES[below],
                *numbers,
            )
            for part, org_unit, quarter, length, breakdown, category, state, below, *numbers in rows
        )

    def _spread(self, row: Row[*tuple[Any, ...]]) -> Spread:
        part, school_type, quarter, period_type, *numbers = row
        indicator = self._indicators[part]
        return Spread(
            indicator,
            school_type,
            Quarter.of_ordinal(quarter),
            _PERIOD_TYPES[period_type],
            *numbers,
        )


def _positions(names: tuple[str, ...]) -> Mapping[str, int]:
    """Where each name stands first."""
    return {name: position for position, name in reversed(list(enumerate(names)))}
