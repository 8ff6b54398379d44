"""The district's settings, as `district.toml` gives them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wellness.domain.errors import UnknownNameError
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit


@dataclass(frozen=True, slots=True)
class ExpectedUnit:
    """A reporting unit that one source owes, with the quarters from and to which it does."""

    org_unit: str
    valid_from: Quarter | None = None
    valid_to: Quarter | None = None

    def expected_in(self, quarter: Quarter) -> bool:
        """Whether the unit is expected in that quarter."""
        begun = self.valid_from is None or self.valid_from <= quarter
        return begun and (self.valid_to is None or quarter <= self.valid_to)


@dataclass(frozen=True)
class DataSource:
    """Who sends a file, on what legal ground, how often, how soon and for which places.

    `reports` are the levels all of whose open org units are expected; `units`, where given,
    names the expected org units instead. `due_days` count from the end of the quarter; `due_from`
    is the first quarter that was awaited, with which all before it were due as well.
    """

    code: str
    title: str
    owner: str
    legal_basis: str
    cadence: PeriodType
    due_days: int
    reports: frozenset[Level] = frozenset()
    valid_from: Quarter | None = None
    valid_to: Quarter | None = None
    units: tuple[ExpectedUnit, ...] = ()
    due_from: Quarter | None = None

    def expected_in(self, quarter: Quarter) -> bool:
        """Whether anything is expected of the source in that quarter."""
        begun = self.valid_from is None or self.valid_from <= quarter
        return begun and (self.valid_to is None or quarter <= self.valid_to)

    def expects(self, unit: OrgUnit, quarter: Quarter) -> bool:
        """Whether the source owes numbers for that place in that quarter."""
        if not self.expected_in(quarter) or not unit.exists_in(quarter):
            return False
        if self.units:
            return any(u.org_unit == unit.code and u.expected_in(quarter) for u in self.units)
        return unit.level in self.reports


@dataclass(frozen=True, slots=True)
class Plan:
    """A strategic plan: its name and the quarters it spans."""

    code: str
    title: str
    first_quarter: Quarter
    last_quarter: Quarter

    def ended_by(self, quarter: Quarter) -> bool:
        """Whether the plan was over when that quarter began."""
        return self.last_quarter < quarter


@dataclass(frozen=True, slots=True)
class PolicySettings:
    """The small-cell policy as the district set it; `docs/privacy.md` says what it does."""

    threshold: int = 11
    width: int | None = None
    zeros: str = "shown"


@dataclass(frozen=True)
class District:
    """The settings of one district.

    `sample` marks invented figures; `notice` is what every page says below all else.
    """

    name: str
    short_name: str
    sample: bool
    calendar: Calendar
    first_quarter: Quarter
    levels: Mapping[str, str] = field(default_factory=dict)
    levels_plural: Mapping[str, str] = field(default_factory=dict)
    policy: PolicySettings = PolicySettings()
    plans: Mapping[str, Plan] = field(default_factory=dict)
    sources: Mapping[str, DataSource] = field(default_factory=dict)
    notice: str = ""

    def source(self, code: str) -> DataSource:
        """A source by its name. Raises `UnknownNameError` naming the known ones."""
        if code in self.sources:
            return self.sources[code]
        known = ", ".join(sorted(self.sources))
        message = f"“{code}” is not a source of this district. district.toml names: {known}."
        raise UnknownNameError(message)

    def level_title(self, level: Level) -> str:
        """What the district calls one place of a level."""
        return self.levels.get(level, level.replace("_", " ").capitalize())

    def level_plural(self, level: Level) -> str:
        """What the district calls the places of a level."""
        return self.levels_plural.get(level, self.level_title(level) + "s")

    def word(self, level: Level, number: int = 1) -> str:
        """What so many places of a level are called inside a sentence: `school`, `NHS boards`."""
        title = self.level_title(level) if number == 1 else self.level_plural(level)
        return title if title[:2].isupper() else title[:1].lower() + title[1:]
