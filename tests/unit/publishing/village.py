"""A district small enough to check by hand: two regions, two boards, four schools, one center.

```
          region  board  type          region  board  type
    S1      N       E     low     S3      S       E     low
    S2      N       W     high    S4      S       W     high
    C1      N       E             (a wellness center)
    UN      N                     (nobody's school in region N)      U0  (nobody's region)
```
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from wellness.domain.district import DataSource, District
from wellness.domain.indicators import (
    Breakdown,
    Catalogue,
    DisclosureClass,
    Improvement,
    Indicator,
    Kind,
    PublicationPlan,
    Theme,
)
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.domain.places import Level, Membership, Places
from wellness.domain.tables import OBSERVATIONS
from wellness.domain.workspace import Definitions
from wellness.publishing.rollup.arrays import slots
from wellness.publishing.rollup.geography import Geography

YEAR = 2025
Q1, Q2, Q3, Q4 = (Quarter(YEAR, n) for n in (1, 2, 3, 4))
PARENTS = {
    "S1": ("N", "E", "low"),
    "S2": ("N", "W", "high"),
    "S3": ("S", "E", "low"),
    "S4": ("S", "W", "high"),
    "C1": ("N", "E", ""),
    "UN": ("N", "", ""),
    "U0": ("", "", ""),
}
LEVELS = {"C1": Level.CENTER, "UN": Level.UNATTRIBUTED, "U0": Level.UNATTRIBUTED}
KINDS = (Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE)
EVERYWHERE = PublicationPlan("school", "school")


def places(moves: Mapping[str, Quarter] | None = None) -> Places:
    """The village; a school in `moves` goes to the other region in that quarter."""
    rows = [Membership("D", "D", Level.DISTRICT)]
    rows += [
        Membership(code, code, kind, parent="D", parent_level=Level.DISTRICT)
        for kind, codes in zip(KINDS, ("NS", "EW", ("low", "high")), strict=True)
        for code in codes
    ]
    for code, parents in PARENTS.items():
        rows += _memberships(code, parents, (moves or {}).get(code))
    return Places(tuple(rows))


def _memberships(
    code: str, parents: tuple[str, ...], moved: Quarter | None
) -> Iterable[Membership]:
    level = LEVELS.get(code, Level.SCHOOL)
    kind = parents[2]
    found = [(p, k) for p, k in zip(parents, KINDS, strict=True) if p]
    for parent, parent_level in found or [("D", Level.DISTRICT)]:
        row = (code, code, level, kind, False, "", parent, parent_level)
        if moved is None or parent_level is not Level.REGION:
            yield Membership(*row)
            continue
        yield Membership(*row, valid_to=moved - 1)
        other = "S" if parent == "N" else "N"
        yield Membership(*row[:6], other, parent_level, valid_from=moved)


def source(code: str, *reports: Level, cadence: PeriodType = PeriodType.QUARTER) -> DataSource:
    return DataSource(code, code, "", "ferpa", cadence, 20, frozenset(reports))


def split(code: str, *categories: str, partition: bool = True) -> Breakdown:
    return Breakdown(code, code, categories, {}, partition, EVERYWHERE)


def indicator(code: str, kind: Kind, *breakdowns: Breakdown, **settings: object) -> Indicator:
    fields: dict[str, object] = {
        "theme": Theme.ACCESS,
        "unit": "students",
        "improvement": Improvement.INCREASE,
        "disclosure_class": DisclosureClass.SENSITIVE,
        "cadence": PeriodType.QUARTER,
        "lowest_level": EVERYWHERE,
        "breakdowns": {b.code: b for b in breakdowns},
        **settings,
    }
    return Indicator(code=code, title=code, kind=kind, **fields)  # type: ignore[arg-type]


def definitions(
    indicators: Iterable[Indicator], sources: Iterable[DataSource], found: Places | None = None
) -> Definitions:
    named = {s.code: s for s in sources}
    district = District("Village", "Village", sample=True, calendar=Calendar(), first_quarter=Q1)
    district = District(**{**vars(district), "sources": named})
    return Definitions(district, Catalogue(tuple(indicators)), found or places())


@dataclass(frozen=True)
class Row:
    """One observation; a `quarter` of None is the whole year."""

    source: str
    indicator: str
    org_unit: str
    quarter: Quarter | None
    numerator: int | None = None
    denominator: int | None = None
    breakdown: str = ""
    category: str = ""
    value: float | None = None


def table(rows: Iterable[Row]) -> pa.Table:
    """The rows as publishing reads them."""
    schema = OBSERVATIONS.append(pa.field("source", pa.string()))
    return pa.Table.from_pylist([_as_stored(row) for row in rows], schema=schema)


def _as_stored(row: Row) -> dict[str, object]:
    period = PeriodType.QUARTER if row.quarter else PeriodType.YEAR
    return {
        **vars(row),
        "quarter": (row.quarter or Q4).ordinal,
        "period_type": period.value,
        "flag": "",
    }


def position(
    geography: Geography, of: Indicator, unit: str, quarter: Quarter | None, category: str = ""
) -> tuple[int, int, int]:
    """Where a number stands in the arrays of adding up."""
    slot = quarter.number - 1 if quarter else 4
    names = [name for _, name in slots(of)]
    return geography.index[unit], slot, names.index(category)
