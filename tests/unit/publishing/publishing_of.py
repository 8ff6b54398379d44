"""Rows of the village, added up, protected and made cells: what a release would hold."""

from collections.abc import Iterable
from typing import Any

from tests.unit.publishing import village
from tests.unit.publishing.village import YEAR, Row
from wellness.disclosure.policy import Policy
from wellness.domain.district import DataSource
from wellness.domain.indicators import Indicator
from wellness.domain.places import Level
from wellness.publishing.building import YearBuilder
from wellness.publishing.parts import BuiltPart

SITES = tuple(level for level in Level if level.is_site)
A = village.source("a", *SITES)
B = village.source("b", *SITES)


def built(rows: Iterable[Row], *indicators: Indicator, source: DataSource = A) -> list[BuiltPart]:
    """The parts of some indicators, protected together; a second source is `B`."""
    found = village.definitions(indicators, [source, B])
    builder = YearBuilder(found, Policy(), village.table(rows), YEAR)
    return builder.parts([indicator.code for indicator in indicators])[0]


class Cells:
    """The cells of an indicator, asked for by place."""

    def __init__(self, part: BuiltPart) -> None:
        self._rows = part.cells.to_pylist()

    def __call__(self, place: str, period_type: str = "quarter", category: str = "") -> Any:  # noqa: ANN401 (a row)
        """The first cell of a place, period type and category; None where there is none."""
        asked = (place, period_type, category)
        keys = ("org_unit", "period_type", "category")
        found = (row for row in self._rows if tuple(row[key] for key in keys) == asked)
        return next(found, None)

    def said(self, place: str, period_type: str = "quarter", category: str = "") -> str:
        """The state of a cell with its number, value or band: `shown 12`, `coded high_band:95%`."""
        found = self(place, period_type, category)
        if found is None:
            return ""
        told = (found[name] for name in ("numerator", "value", "band"))
        return " ".join([found["state"], *(str(one) for one in told if one is not None)])

    def coverage(self, place: str) -> tuple[int, int]:
        found = self(place)
        return found["reporting"], found["expected"]


def cells(rows: Iterable[Row], indicator: Indicator, source: DataSource = A) -> Cells:
    """The cells of one indicator."""
    return Cells(built(rows, indicator, source=source)[0])
