"""Places: one type for every level, with memberships that have dates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from wellness.domain.errors import UnknownNameError
from wellness.domain.periods import Quarter


class Level(StrEnum):
    """The position of an org unit."""

    DISTRICT = "district"
    REGION = "region"
    BOARD_DISTRICT = "board_district"
    SCHOOL_TYPE = "school_type"
    SCHOOL = "school"
    CENTER = "center"
    UNATTRIBUTED = "unattributed"

    @property
    def is_site(self) -> bool:
        """Whether numbers are counted here, rather than added up from other places."""
        return self in _SITES


_SITES = frozenset({Level.SCHOOL, Level.CENTER, Level.UNATTRIBUTED})


@dataclass(frozen=True, slots=True)
class Membership:
    """One row of `org_units.csv`: an org unit, and one parent it belonged to for a while.

    `valid_from` and `valid_to` are the first and last quarter; None means open. The district has
    one row with an empty parent.
    """

    org_unit: str
    name: str
    level: Level
    school_type: str = ""
    charter: bool = False
    operator: str = ""
    parent: str = ""
    parent_level: Level | None = None
    valid_from: Quarter | None = None
    valid_to: Quarter | None = None

    def holds_in(self, quarter: Quarter) -> bool:
        """Whether the row describes that quarter."""
        begun = self.valid_from is None or self.valid_from <= quarter
        return begun and (self.valid_to is None or quarter <= self.valid_to)


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """A place, named as its newest row names it, with the span in which it existed."""

    code: str
    name: str
    level: Level
    school_type: str = ""
    charter: bool = False
    operator: str = ""
    valid_from: Quarter | None = None
    valid_to: Quarter | None = None

    def exists_in(self, quarter: Quarter) -> bool:
        """Whether the place was open in that quarter."""
        begun = self.valid_from is None or self.valid_from <= quarter
        return begun and (self.valid_to is None or quarter <= self.valid_to)


@dataclass(frozen=True)
class Places:
    """Every org unit of a workspace and how they hang together, quarter by quarter."""

    memberships: tuple[Membership, ...]

    @cached_property
    def rows(self) -> Mapping[str, tuple[Membership, ...]]:
        """The rows of each org unit, oldest first."""
        found: dict[str, list[Membership]] = defaultdict(list)
        for row in sorted(self.memberships, key=_age):
            found[row.org_unit].append(row)
        return {code: tuple(rows) for code, rows in found.items()}

    @cached_property
    def units(self) -> Mapping[str, OrgUnit]:
        """Every org unit by its code, in order of level and name."""
        made = (_unit(code, rows) for code, rows in self.rows.items())
        order = list(Level)
        return {u.code: u for u in sorted(made, key=lambda u: (order.index(u.level), u.name))}

    @cached_property
    def _by_level(self) -> Mapping[Level, tuple[OrgUnit, ...]]:
        found: dict[Level, list[OrgUnit]] = defaultdict(list)
        for unit in self.units.values():
            found[unit.level].append(unit)
        return {level: tuple(units) for level, units in found.items()}

    @cached_property
    def _children(self) -> Mapping[str, tuple[Membership, ...]]:
        found: dict[str, list[Membership]] = defaultdict(list)
        for row in self.memberships:
            found[row.parent].append(row)
        return {code: tuple(rows) for code, rows in found.items()}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {code: number for number, code in enumerate(self.units)}

    @cached_property
    def district(self) -> OrgUnit:
        """The one org unit that everything belongs to.

        Raises `UnknownNameError` if there is none, or more than one.
        """
        found = self._by_level.get(Level.DISTRICT, ())
        if len(found) == 1:
            return found[0]
        message = f"org_units.csv has {len(found)} rows of level district; it needs exactly one."
        raise UnknownNameError(message)

    def __contains__(self, code: object) -> bool:
        """Whether a code is known."""
        return code in self.units

    def unit(self, code: str) -> OrgUnit:
        """The org unit of a code. Raises `UnknownNameError` for an unknown one."""
        if code in self.units:
            return self.units[code]
        message = f"“{code}” is not a place of this district."
        raise UnknownNameError(message)

    def at(self, level: Level) -> tuple[OrgUnit, ...]:
        """Every org unit of a level, by name."""
        return self._by_level.get(level, ())

    def parents(self, code: str, quarter: Quarter) -> tuple[OrgUnit, ...]:
        """What the place belonged to in that quarter: region, board district, school type."""
        rows = self.rows.get(code, ())
        return tuple(self.units[r.parent] for r in rows if r.parent and r.holds_in(quarter))

    def parent(self, code: str, level: Level, quarter: Quarter) -> OrgUnit | None:
        """The parent of one level, or None."""
        return next((u for u in self.parents(code, quarter) if u.level is level), None)

    def members(self, code: str, quarter: Quarter) -> tuple[OrgUnit, ...]:
        """What belonged directly to the place in that quarter, by level and name."""
        return self._members(code, quarter)

    @cached_property
    def _members(self) -> Callable[[str, Quarter], tuple[OrgUnit, ...]]:
        """Remembered: every comparison of schools asks for hundreds of them."""
        return lru_cache(256)(self._find_members)

    def _find_members(self, code: str, quarter: Quarter) -> tuple[OrgUnit, ...]:
        held = {r.org_unit for r in self._children.get(code, ()) if r.holds_in(quarter)}
        return tuple(self.units[code] for code in sorted(held, key=self._order.__getitem__))

    def has_members(self, code: str, quarter: Quarter) -> bool:
        """Whether anything belonged directly to the place in that quarter."""
        return any(r.holds_in(quarter) for r in self._children.get(code, ()))

    def schools(self, code: str, quarter: Quarter, school_type: str = "") -> tuple[OrgUnit, ...]:
        """The schools inside a place in that quarter, all of the district for the district."""
        if self.unit(code).level is Level.DISTRICT:
            inside = tuple(u for u in self.at(Level.SCHOOL) if u.exists_in(quarter))
        else:
            inside = tuple(u for u in self.members(code, quarter) if u.level is Level.SCHOOL)
        return tuple(u for u in inside if school_type in ("", u.school_type))

    def name_in(self, code: str, quarter: Quarter) -> str:
        """The name the place had in that quarter (a renamed school keeps its history)."""
        named = [r.name for r in self.rows[code] if r.holds_in(quarter)]
        return named[-1] if named else self.unit(code).name

    def moves(self, code: str) -> tuple[Quarter, ...]:
        """The quarters from which what is inside the place changed: a line breaks there.

        A school that opens or closes is growth or loss, not a break; a member that goes from one
        parent to another is.
        """
        return self._moves.get(code, ())

    @cached_property
    def _moves(self) -> Mapping[str, tuple[Quarter, ...]]:
        """Worked out once for all places: every picture of every page asks for one."""
        found = {
            code: tuple(sorted({quarter for row in rows for quarter in self._moved(row)}))
            for code, rows in self._children.items()
        }
        return {code: quarters for code, quarters in found.items() if quarters}

    def _moved(self, row: Membership) -> Iterable[Quarter]:
        siblings = [r for r in self.rows[row.org_unit] if r.parent_level is row.parent_level]
        for other in siblings:
            if other.parent == row.parent:
                continue
            if row.valid_from and other.valid_to and other.valid_to + 1 == row.valid_from:
                yield row.valid_from
            if row.valid_to and other.valid_from == row.valid_to + 1:
                yield row.valid_to + 1


def _age(row: Membership) -> int:
    return row.valid_from.ordinal if row.valid_from else 0


def _unit(code: str, rows: tuple[Membership, ...]) -> OrgUnit:
    newest = rows[-1]
    begun = [r.valid_from for r in rows if r.valid_from]
    ended = [r.valid_to for r in rows if r.valid_to]
    return OrgUnit(
        code,
        newest.name,
        newest.level,
        newest.school_type,
        newest.charter,
        newest.operator,
        min(begun) if len(begun) == len(rows) else None,
        max(ended) if len(ended) == len(rows) else None,
    )
