"""The shapes of `mappings/CODE.toml`: every field that may stand in it."""

from typing import Literal

from msgspec import field

from wellness.domain.mappings import TotalUse
from wellness.domain.period_formats import Grain, YearName
from wellness.domain.shapes import Shape

RefShape = str | int
RefsShape = str | int | list[str | int]


class HeaderShape(Shape, frozen=True):
    """`[header]`."""

    row: int = 1
    rows: int = 1
    join: str = " / "


class RowsShape(Shape, frozen=True):
    """`[rows]`."""

    stop_at: str | list[str] = ""
    stop_at_blank_row: bool = False


class TextShape(Shape, frozen=True):
    """`[indicator]`, and what the other texts of a row share."""

    column: RefShape | None = None
    columns: list[RefShape] = field(default_factory=list)
    join: str = " "
    codes: dict[str, str] = field(default_factory=dict)


class AliasShape(Shape, frozen=True):
    """`[[org_unit.aliases]]`."""

    theirs: str
    ours: str
    valid_from: str = ""
    valid_to: str = ""


class OrgUnitTextShape(TextShape, frozen=True):
    """`[org_unit]`."""

    constant: str = ""
    by: Literal["code", "name"] = "code"
    aliases: list[AliasShape] = field(default_factory=list)


class PeriodShape(Shape, frozen=True):
    """`[period]`."""

    format: str = ""
    column: RefShape | None = None
    constant: str = ""
    file_name: str = ""
    each: Grain | None = None
    year: YearName | None = None
    only: list[str] = field(default_factory=list)


class CategoryShape(TextShape, frozen=True):
    """`[category]`."""

    breakdown: str = ""


class MatchShape(Shape, frozen=True):
    """`{ matches = "…" }`."""

    matches: str


NumbersShape = str | int | list[str | int] | MatchShape


class ColumnsShape(Shape, frozen=True):
    """`[[columns]]`."""

    indicator: str = ""
    period: str = ""
    breakdown: str = ""
    category: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    numerator: NumbersShape | None = None
    denominator: NumbersShape | None = None
    value: NumbersShape | None = None
    flags: RefsShape = field(default_factory=list)
    percent: bool = False
    optional: bool = False


class FlagsShape(Shape, frozen=True):
    """`[flags]`."""

    suffix: str = ""
    meanings: dict[str, str] = field(default_factory=dict)


class NumberFormShape(Shape, frozen=True):
    """`[numbers]`."""

    decimal_comma: bool = False
    rounded_to: int = 0


class LeaveOutShape(Shape, frozen=True):
    """`[[leave_out]]`."""

    column: RefShape
    why: str
    equals: str | list[str] | None = None
    matches: str | None = None
    not_equals: str | list[str] | None = None
    not_matches: str | None = None


class SetAsideShape(Shape, frozen=True):
    """`[[set_aside]]`."""

    where: dict[str, str]
    why: str


class TotalsShape(Shape, frozen=True):
    """`[[totals]]`."""

    column: RefShape
    use: TotalUse
    equals: str | list[str] | None = None
    matches: str | None = None


class MappingShape(Shape, frozen=True):
    """`mappings/CODE.toml`."""

    source: str
    files: str | list[str]
    org_unit: OrgUnitTextShape
    period: PeriodShape
    columns: list[ColumnsShape]
    title: str = ""
    edition: str = ""
    sheet: RefShape | None = None
    header: HeaderShape = HeaderShape()
    rows: RowsShape = RowsShape()
    footnotes: str = ""
    indicator: TextShape | None = None
    category: CategoryShape | None = None
    tokens: dict[str, str] = field(default_factory=dict)
    flags: FlagsShape = FlagsShape()
    numbers: NumberFormShape = NumberFormShape()
    add_rows: bool = False
    not_people: list[RefShape] = field(default_factory=list)
    leave_out: list[LeaveOutShape] = field(default_factory=list)
    set_aside: list[SetAsideShape] = field(default_factory=list)
    totals: list[TotalsShape] = field(default_factory=list)
