"""The shapes of the workspace's TOML files: every field that may stand in them.

A field that is not named here is refused. Quarters are text here and are read with the district's
calendar; `docs/glossary.md` says what the words mean.
"""

from typing import Literal

from msgspec import Struct, field

from wellness.domain.indicators import DisclosureClass, Improvement, Kind, Rule, Theme
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level


class Shape(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of a TOML file."""


class UnitShape(Shape, frozen=True):
    """`[[sources.NAME.units]]`."""

    org_unit: str
    valid_from: str = field(name="from", default="")
    valid_to: str = field(name="to", default="")


class SourceShape(Shape, frozen=True):
    """`[sources.NAME]`."""

    title: str
    owner: str
    legal_basis: str
    cadence: PeriodType
    due_days: int
    due_from: str = ""
    reports: list[Level] = field(default_factory=list)
    valid_from: str = field(name="from", default="")
    valid_to: str = field(name="to", default="")
    units: list[UnitShape] = field(default_factory=list)


class PlanShape(Shape, frozen=True):
    """`[plans.NAME]`."""

    title: str
    first_quarter: str
    last_quarter: str


class PolicyShape(Shape, frozen=True):
    """`[policy]`: the small-cell policy."""

    threshold: int = 11
    width: int | None = None
    zeros: Literal["shown", "small"] = "shown"


class DistrictShape(Shape, frozen=True):
    """`district.toml`."""

    name: str
    first_quarter: str
    short_name: str = ""
    sample: bool = False
    notice: str = ""
    first_month: int = 7
    levels: dict[Level, str] = field(default_factory=dict)
    levels_plural: dict[Level, str] = field(default_factory=dict)
    policy: PolicyShape = PolicyShape()
    plans: dict[str, PlanShape] = field(default_factory=dict)
    sources: dict[str, SourceShape] = field(default_factory=dict)


Rung = Literal["district", "region", "school"]


class LowestLevelShape(Shape, frozen=True):
    """`lowest_level = { quarter = …, year = … }`; a period left out is never published."""

    quarter: Rung | None = None
    year: Rung | None = None


class BreakdownShape(Shape, frozen=True):
    """`[breakdowns.NAME]`."""

    title: str
    categories: list[str]
    partition: bool
    lowest_level: LowestLevelShape
    titles: dict[str, str] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)


class DefinitionShape(Shape, frozen=True):
    """`[[definitions]]`."""

    version: int
    valid_from: str
    note: str


class TargetShape(Shape, frozen=True):
    """`[[targets]]`."""

    value: float
    by: str
    plan: str
    status: Literal["confirmed", "to confirm"]
    baseline_quarter: str = ""


class DerivedShape(Shape, frozen=True):
    """`derived = { numerator = …, denominator = … }`: codes of two indicators."""

    numerator: str
    denominator: str


class IndicatorShape(Shape, frozen=True):
    """`indicators/CODE.toml`."""

    title: str
    theme: Theme
    why_it_matters: str
    numerator: str
    kind: Kind
    unit: str
    improvement: Improvement
    result_type: Literal["how much", "how well", "is anyone better off"]
    disclosure_class: DisclosureClass
    cadence: PeriodType
    lowest_level: LowestLevelShape
    owner: str
    definitions: list[DefinitionShape]
    denominator: str = ""
    sources: list[str] = field(default_factory=list)
    order: int = 100
    headline: bool = False
    decimals: int | None = None
    breakdowns: dict[str, BreakdownShape] = field(default_factory=dict)
    targets: list[TargetShape] = field(default_factory=list)
    over_quarters: Rule | None = None
    over_schools: Rule | None = None
    derived: DerivedShape | None = None
    denominator_from: str = ""
    numerator_count: str = ""
    denominator_count: str = ""
    subset_of: str = ""
    matures_after_days: int = 0
    notes: str = ""
