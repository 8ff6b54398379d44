"""Indicators: what is counted out of what, and which arithmetic that allows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wellness.domain.errors import NotAddableError, UnknownNameError
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level


class Theme(StrEnum):
    """The four themes, and the reference series that denominators come from."""

    ACCESS = "access"
    TRAINING = "training"
    SEL = "sel"
    AWARENESS = "awareness"
    REFERENCE = "reference"

    @property
    def heading(self) -> str:
        """The theme as it stands on screen."""
        return _HEADINGS[self]


_HEADINGS = {
    Theme.ACCESS: "Service access",
    Theme.TRAINING: "Training reach",
    Theme.SEL: "SEL indicators",
    Theme.AWARENESS: "Awareness and referrals",
    Theme.REFERENCE: "Reference series",
}


class Rule(StrEnum):
    """How numbers of one kind become one number."""

    ADD = "add"
    POOL = "pool"
    LAST = "last"
    NEVER = "never"


class Kind(StrEnum):
    """What sort of number it is; the kind decides what may be added."""

    FLOW = "flow"
    UNIQUE = "unique"
    STOCK = "stock"
    PROPORTION = "proportion"
    RATIO = "ratio"
    MEDIAN = "median"
    PUBLISHED_RATE = "published_rate"
    MEAN = "mean"
    EXPOSURE = "exposure"

    @property
    def arrives_ready(self) -> bool:
        """Whether the value is delivered as such and cannot be made from counts."""
        return self in _READY

    @property
    def is_quotient(self) -> bool:
        """Whether the number is a numerator out of a denominator."""
        return self in _QUOTIENTS

    @property
    def is_percent(self) -> bool:
        """Whether it is shown in percent."""
        return self in _PERCENTS


_READY = frozenset({Kind.MEDIAN, Kind.MEAN, Kind.PUBLISHED_RATE})
_QUOTIENTS = frozenset({Kind.PROPORTION, Kind.RATIO})
_PERCENTS = frozenset({Kind.PROPORTION, Kind.PUBLISHED_RATE})
_OVER_QUARTERS = {
    Kind.FLOW: Rule.ADD,
    Kind.UNIQUE: Rule.NEVER,
    Kind.STOCK: Rule.LAST,
    Kind.PROPORTION: Rule.POOL,
    Kind.RATIO: Rule.POOL,
    Kind.MEDIAN: Rule.NEVER,
    Kind.PUBLISHED_RATE: Rule.NEVER,
    Kind.MEAN: Rule.POOL,
    Kind.EXPOSURE: Rule.ADD,
}
_OVER_SCHOOLS = {**_OVER_QUARTERS, Kind.UNIQUE: Rule.ADD, Kind.STOCK: Rule.ADD}
_WHY_NEVER = {
    Kind.UNIQUE: "the same person may be counted in each of them",
    Kind.MEDIAN: "a middle value cannot be worked out from other middle values",
    Kind.PUBLISHED_RATE: "a percentage without its counts cannot be averaged",
}


class Improvement(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class DisclosureClass(StrEnum):
    """How carefully small numbers are treated: `docs/privacy.md`."""

    SENSITIVE = "sensitive"
    SURVEY = "survey"
    OPEN = "open"
    PUBLIC = "public"


# A `lowest_level` in an indicator file names the lowest rung of this ladder that is published.
_RUNGS = {
    "district": frozenset({Level.DISTRICT}),
    "region": frozenset({Level.DISTRICT, Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE}),
    "school": frozenset(Level),
}


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """What is published where: the lowest rung for quarters and for years, "" for never."""

    quarter: str = ""
    year: str = ""

    def levels(self, period_type: PeriodType) -> frozenset[Level]:
        """The levels at which a number of that period is published."""
        return _RUNGS.get(getattr(self, period_type.value), frozenset())


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A way to split an indicator. `partition`: its categories add up to the total.

    `counts` names the counts of categories that another indicator tells of as well: equal names
    are the same count.
    """

    code: str
    title: str
    categories: tuple[str, ...]
    titles: Mapping[str, str] = field(hash=False)
    partition: bool
    lowest_level: PublicationPlan
    counts: Mapping[str, str] = field(default_factory=dict, hash=False)

    def title_of(self, category: str) -> str:
        """A category as it stands on screen."""
        return self.titles.get(category, category.replace("_", " ").capitalize())


@dataclass(frozen=True, slots=True)
class DefinitionVersion:
    """From which quarter a wording of the definition holds; a line breaks there."""

    version: int
    valid_from: Quarter
    note: str


@dataclass(frozen=True, slots=True)
class Target:
    """A value that a plan promises by a quarter. Unconfirmed targets get no verdict."""

    value: float
    by: Quarter
    plan: str
    confirmed: bool
    baseline_quarter: Quarter | None = None


@dataclass(frozen=True)
class Indicator:
    """The definition of one indicator, as its TOML file gives it.

    `derived` names the codes of the numerator's and denominator's indicators, or is None.
    `sources` are the names of `[sources.NAME]` in `district.toml`; derived indicators have none.
    """

    code: str
    title: str
    theme: Theme
    kind: Kind
    unit: str
    improvement: Improvement
    disclosure_class: DisclosureClass
    cadence: PeriodType
    lowest_level: PublicationPlan
    why_it_matters: str = ""
    numerator: str = ""
    denominator: str = ""
    result_type: str = "how much"
    owner: str = ""
    sources: tuple[str, ...] = ()
    order: int = 100
    headline: bool = False
    decimals: int | None = None
    breakdowns: Mapping[str, Breakdown] = field(default_factory=dict, hash=False)
    definitions: tuple[DefinitionVersion, ...] = ()
    targets: tuple[Target, ...] = ()
    over_quarters: Rule | None = None
    over_schools: Rule | None = None
    derived: tuple[str, str] | None = None
    denominator_from: str = ""
    numerator_count: str = ""
    denominator_count: str = ""
    subset_of: str = ""
    matures_after_days: int = 0
    notes: str = ""

    @property
    def out_of(self) -> str:
        """What the denominator counts: `students`, also of `visits per student`."""
        one = self.unit.rpartition(" per ")[2]
        return self.unit if one == self.unit else f"{one}s"

    @property
    def quarters_rule(self) -> Rule:
        """How quarters become a year."""
        return self.over_quarters or _OVER_QUARTERS[self.kind]

    @property
    def places_rule(self) -> Rule:
        """How schools become a region, a board district, a school type or the district."""
        return self.over_schools or _OVER_SCHOOLS[self.kind]

    def require_year(self) -> Rule:
        """How quarters become a year; raises `NotAddableError` where they never do."""
        if self.quarters_rule is Rule.NEVER:
            raise NotAddableError(self._refusal("quarters", "school year"))
        return self.quarters_rule

    def require_places(self) -> Rule:
        """How schools become a larger place; raises `NotAddableError` where they never do."""
        if self.places_rule is Rule.NEVER:
            raise NotAddableError(self._refusal("places", "larger place"))
        return self.places_rule

    def require_partition(self, breakdown: str) -> Breakdown:
        """A breakdown whose categories add up; raises `NotAddableError` where they do not."""
        found = self.breakdown(breakdown)
        if found.partition:
            return found
        message = (
            f"The categories of “{found.title}” of {self.title} overlap, so they cannot be added "
            "to a total. The total must be delivered."
        )
        raise NotAddableError(message)

    def _refusal(self, parts: str, whole: str) -> str:
        why = _WHY_NEVER.get(self.kind, "its definition says so")
        return (
            f"{self.title} cannot be added up over {parts}: {why}. "
            f"The number for the {whole} must be delivered."
        )

    def breakdown(self, code: str) -> Breakdown:
        """A breakdown of this indicator. Raises `UnknownNameError`."""
        if code in self.breakdowns:
            return self.breakdowns[code]
        message = f"{self.title} has no breakdown “{code}”."
        raise UnknownNameError(message)

    def plan(self, breakdown: str = "") -> PublicationPlan:
        """What is published where, for the total or a breakdown."""
        return self.breakdowns[breakdown].lowest_level if breakdown else self.lowest_level

    def version_in(self, quarter: Quarter) -> int:
        """The version of the definition that a quarter was counted by."""
        held = [d.version for d in self.definitions if d.valid_from <= quarter]
        return max(held, default=1)


class Catalogue(Mapping[str, Indicator]):
    """The indicators of a workspace by code, ordered by theme and by their place in it."""

    def __init__(self, indicators: tuple[Indicator, ...]) -> None:
        """Order the indicators."""
        themes = list(Theme)
        ordered = sorted(indicators, key=lambda i: (themes.index(i.theme), i.order, i.code))
        self._found = {i.code: i for i in ordered}

    def __getitem__(self, code: str) -> Indicator:
        """An indicator by its code. Raises `UnknownNameError`, which is no KeyError."""
        if code in self._found:
            return self._found[code]
        message = f"“{code}” is not an indicator of this district."
        raise UnknownNameError(message)

    def __contains__(self, code: object) -> bool:
        """Whether the code is known."""
        return code in self._found

    def __iter__(self) -> Iterator[str]:
        """The codes, in order."""
        return iter(self._found)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._found)

    def of_theme(self, theme: Theme) -> tuple[Indicator, ...]:
        """The indicators of a theme, the most telling first."""
        return tuple(i for i in self._found.values() if i.theme is theme)

    def published(self) -> tuple[Indicator, ...]:
        """Every indicator that readers meet: all but the reference series."""
        return tuple(i for i in self._found.values() if i.theme is not Theme.REFERENCE)
