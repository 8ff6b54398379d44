"""Mappings: what the rows and columns of a partner's own layout mean, as one TOML file says it.

`docs/guides/mappings.md` explains every field.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

from wellness.domain.period_formats import PeriodFormat
from wellness.domain.periods import Quarter

Ref = str | int  # a column by its header, or by its position from 1
Columns = tuple[Ref, ...]
COUNT_ROLES = ("numerator", "denominator")
ROLES = (*COUNT_ROLES, "value")


class Token(StrEnum):
    """What a mark in place of a number, or beside one, can mean."""

    SHOWN = "shown"
    ZERO = "zero"
    ONE = "one"
    WITHHELD = "withheld"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    LOW_BAND = "low_band"
    HIGH_BAND = "high_band"

    @property
    def is_band(self) -> bool:
        """Whether it says on which side of a bound the number lies."""
        return self in {Token.LOW_BAND, Token.HIGH_BAND}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a token; a band has a bound, as in `high_band:95`."""

    token: Token
    bound: str = ""

    @property
    def flag(self) -> str:
        """The flag of a tidy row whose number is so marked; "" where there is a number."""
        if self.token in {Token.SHOWN, Token.ZERO, Token.ONE}:
            return ""
        return f"{self.token.value}:{self.bound}" if self.bound else self.token.value


Meanings = Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class HeaderRows:
    """Where the header begins, how many rows it has, and what joins their texts."""

    row: int = 1
    rows: int = 1
    join: str = " / "

    @property
    def last(self) -> int:
        """The last row of the header."""
        return self.row + self.rows - 1


@dataclass(frozen=True, slots=True)
class RowsEnd:
    """What ends the data: a row in which a cell begins with one of the texts, or a blank row."""

    stop_at: tuple[str, ...] = ()
    stop_at_blank_row: bool = False


@dataclass(frozen=True)
class TextRule:
    """A text of every row, from columns that are joined, or the same for all rows.

    `codes` turn the partner's texts into ours.
    """

    columns: Columns = ()
    join: str = " "
    constant: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alias:
    """A code of the partner's for one of our places, from and to a quarter."""

    theirs: str
    ours: str
    valid_from: Quarter | None = None
    valid_to: Quarter | None = None

    def holds_in(self, quarter: Quarter) -> bool:
        """Whether the code stood for the place in that quarter."""
        begun = self.valid_from is None or self.valid_from <= quarter
        return begun and (self.valid_to is None or quarter <= self.valid_to)


@dataclass(frozen=True)
class OrgUnitRule:
    """Which place a row is about."""

    text: TextRule
    by_name: bool = False
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True)
class PeriodRule:
    """When a row was counted: from a column, a constant, the file's name or the wide headers.

    The groups of `file_name` are joined by “-”. `only` are the partner's texts of the periods
    that are read; all where there are none.
    """

    format: PeriodFormat
    column: Ref | None = None
    constant: str = ""
    file_name: re.Pattern[str] | None = None
    only: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CategoryRule:
    """Which part of the whole a row is.

    Codes mean a category, with its breakdown before it (`grade:k`) where `breakdown` names none,
    or "" for the total.
    """

    text: TextRule
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class NumberColumns:
    """Columns that are added up, or those whose whole header fits a pattern."""

    columns: Columns = ()
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True)
class ColumnsRule:
    """`[[columns]]`: the numbers of one indicator, a tidy row for each row of the file.

    Named groups of the patterns (`period`, `category`, `indicator`) say what a wide column is
    about, and give a tidy row for each different text; `codes` turn their categories into ours.
    `period` is the partner's text of theirs, where no header says it.
    """

    indicator: str = ""
    period: str = ""
    breakdown: str = ""
    category: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, NumberColumns] = field(default_factory=dict)
    flags: Columns = ()
    percent: bool = False
    optional: bool = False


@dataclass(frozen=True)
class FlagRule:
    """Columns of marks beside the numbers: `suffix` is what their header adds to the number's."""

    suffix: str = ""
    meanings: Meanings = field(default_factory=dict)


@dataclass(frozen=True)
class RowRule:
    """Rows told by the text of a column: one of `equals`, or all of it fits `pattern`.

    `negated` takes all the others.
    """

    column: Ref
    why: str = ""
    equals: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    negated: bool = False

    def takes(self, text: str) -> bool:
        """Whether a row with that text is one of them."""
        fits = bool(self.pattern.fullmatch(text)) if self.pattern else text in self.equals
        return fits is not self.negated


@dataclass(frozen=True, slots=True)
class SetAside:
    """`[[set_aside]]`: a faulty row, told by some of its texts, and why it is not read."""

    where: Mapping[str, str]
    why: str


class TotalUse(StrEnum):
    """What a row that is a total is for: to be loaded as one, or to compare its parts with."""

    TOTAL = "total"
    COMPARE = "compare"


@dataclass(frozen=True)
class TotalRule:
    """`[[totals]]`."""

    rows: RowRule
    use: TotalUse


@dataclass(frozen=True)
class FileMapping:
    """One `mappings/CODE.toml`: how files of one layout become tidy rows of one source."""

    code: str
    source: str
    files: tuple[str, ...]
    org_unit: OrgUnitRule
    period: PeriodRule
    columns: tuple[ColumnsRule, ...]
    title: str = ""
    edition: str = ""
    sheet: str | int | None = None
    header: HeaderRows = HeaderRows()
    end: RowsEnd = RowsEnd()
    footnotes: re.Pattern[str] | None = None
    indicator: TextRule | None = None
    category: CategoryRule | None = None
    tokens: Meanings = field(default_factory=dict)
    flags: FlagRule = FlagRule()
    decimal_comma: bool = False
    rounded_to: int = 0
    add_rows: bool = False
    not_people: Columns = ()
    leave_out: tuple[RowRule, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    totals: tuple[TotalRule, ...] = ()

    @property
    def file(self) -> str:
        """The mapping's own file, as messages name it."""
        return f"mappings/{self.code}.toml"

    def reads(self, file_name: str) -> bool:
        """Whether a file of that name is of this layout."""
        name = file_name.casefold()
        return any(fnmatchcase(name, pattern.casefold()) for pattern in self.files)
