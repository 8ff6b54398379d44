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
from dataclasses import dataclass, replace

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
    flag: str = ""
    rounded_to: int = 0


def withheld(row: Row) -> Row:
    """The row as its sender withholds it."""
    return replace(row, numerator=None, denominator=None, value=None, flag="withheld")


def table(rows: Iterable[Row]) -> pa.Table:
    """The rows as publishing reads them."""
    added = [pa.field("source", pa.string()), pa.field("rounded_to", pa.int32())]
    schema = pa.schema([*OBSERVATIONS, *added])
    return pa.Table.from_pylist([_as_stored(row) for row in rows], schema=schema)


def _as_stored(row: Row) -> dict[str, object]:
    period = PeriodType.QUARTER if row.quarter else PeriodType.YEAR
    return {
        **vars(row),
        "quarter": (row.quarter or Q4).ordinal,
        "period_type": period.value,
    }


def files(found: Definitions) -> dict[str, str]:
    """The texts of a workspace with these definitions."""
    district = ['name = "Village"', 'first_quarter = "2020-21 Q1"']
    for code, of in found.district.sources.items():
        reports = sorted(level.value for level in of.reports)
        district += [f"[sources.{code}]", f'title = "{code}"', 'owner = ""']
        district += ['legal_basis = "ferpa"', f'cadence = "{of.cadence.value}"', "due_days = 20"]
        district += [f"reports = {reports}"]
    texts = {f"indicators/{i.code}.toml": _indicator_file(i) for i in found.catalogue.values()}
    return texts | {
        "district.toml": "\n".join(district),
        "org_units.csv": _places_file(found.places),
    }


def _indicator_file(of: Indicator) -> str:
    lines = [f'{name} = "{getattr(of, name)}"' for name in ("title", "theme", "kind", "unit")]
    names = ("improvement", "result_type", "disclosure_class", "cadence", "owner", "notes")
    lines += [f'{name} = "{getattr(of, name)}"' for name in names]
    lines += ['why_it_matters = ""', f'numerator = "{of.numerator}"']
    lines += ['lowest_level = { quarter = "school", year = "school" }']
    lines += (
        [f'subset_of = "{of.subset_of}"', f"sources = {list(of.sources)}"] if of.sources else []
    )
    if of.derived:
        above, below = of.derived
        lines.append(f'derived = {{ numerator = "{above}", denominator = "{below}" }}')
    lines.append('definitions = [{ version = 1, valid_from = "2020-21 Q1", note = "First." }]')
    return "\n".join(lines)


def _places_file(found: Places) -> str:
    names = (
        "org_unit,name,level,school_type,charter,operator,parent,parent_level,valid_from,valid_to"
    )
    lines = [names]
    for row in found.memberships:
        parent_level = row.parent_level.value if row.parent_level else ""
        ends = [str(quarter or "") for quarter in (row.valid_from, row.valid_to)]
        charter = "false" if row.level is Level.SCHOOL else ""
        first = [row.org_unit, row.name, row.level.value, row.school_type, charter, row.operator]
        lines.append(",".join([*first, row.parent, parent_level, *ends]))
    return "\n".join(lines) + "\n"


def position(
    geography: Geography, of: Indicator, unit: str, quarter: Quarter | None, category: str = ""
) -> tuple[int, int, int]:
    """Where a number stands in the arrays of adding up."""
    slot = quarter.number - 1 if quarter else 4
    names = [name for _, name in slots(of)]
    return geography.index[unit], slot, names.index(category)
