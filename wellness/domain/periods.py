"""Quarters and school years, as people write and say them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from wellness.domain.errors import UnknownNameError

QUARTERS_A_YEAR = 4
MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2}))?[ -]Q([1-4])", re.ASCII)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class PeriodType(StrEnum):
    """How long a number was counted for; a year carries its closing quarter."""

    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """One quarter of a year; `year` is the calendar year in which that (school) year began."""

    year: int
    number: int

    def __post_init__(self) -> None:
        """Refuse a quarter that no year has."""
        if not 1 <= self.number <= QUARTERS_A_YEAR:
            message = f"Q{self.number} is not a quarter: write Q1, Q2, Q3 or Q4."
            raise UnknownNameError(message)

    def __hash__(self) -> int:
        """Quarters are looked up more often than anything else."""
        return self.year * QUARTERS_A_YEAR + self.number

    def __str__(self) -> str:
        """As it is written in files and on screen: `2026-27 Q1`."""
        return f"{self.school_year} Q{self.number}"

    def __add__(self, quarters: int) -> "Quarter":
        """The quarter that many quarters later."""
        return self.of_ordinal(self.ordinal + quarters)

    def __sub__(self, quarters: int) -> "Quarter":
        """The quarter that many quarters earlier."""
        return self + -quarters

    @property
    def ordinal(self) -> int:
        """A whole number that grows by one a quarter; what the stores keep."""
        return self.year * QUARTERS_A_YEAR + self.number - 1

    @staticmethod
    @lru_cache(1024)  # the same hundred quarters in every answer
    def of_ordinal(ordinal: int) -> "Quarter":
        """The quarter of a stored number."""
        return Quarter(ordinal // QUARTERS_A_YEAR, ordinal % QUARTERS_A_YEAR + 1)

    @property
    def school_year(self) -> str:
        """The school year, as written: `2026-27`."""
        return f"{self.year}-{(self.year + 1) % 100:02d}"

    @property
    def year_ago(self) -> "Quarter":
        """The same quarter of the year before: the only fair neighbor of a seasonal number."""
        return self - QUARTERS_A_YEAR

    @property
    def closing(self) -> "Quarter":
        """The last quarter of this quarter's school year, which a yearly value carries."""
        return Quarter(self.year, QUARTERS_A_YEAR)


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a workspace counts and names its quarters. `first_month` is 1 to 12, 7 for July."""

    first_month: int = 7

    @property
    def school_years(self) -> bool:
        """Whether a year runs over New Year, and is written `2026-27`."""
        return self.first_month != 1

    def label(self, quarter: Quarter) -> str:
        """The quarter as it is written in files and on screen."""
        return str(quarter) if self.school_years else f"{quarter.year} Q{quarter.number}"

    def address(self, quarter: Quarter) -> str:
        """The quarter as it stands in an address: no blanks."""
        return self.label(quarter).replace(" ", "-")

    def year(self, quarter: Quarter) -> str:
        """The (school) year that the quarter belongs to, as it is written."""
        return quarter.school_year if self.school_years else str(quarter.year)

    def parse(self, text: str) -> Quarter:
        """Read a quarter as written in a file or an address.

        Raises `UnknownNameError` with the form that is wanted.
        """
        found = self.find(text)
        if found:
            return found
        wanted = self.label(Quarter(2026, 1))
        message = f"“{text}” is not a quarter: write it like {wanted}."
        raise UnknownNameError(message)

    def find(self, text: str) -> Quarter | None:
        """The quarter that a text names, None where it is not written as one."""
        match = _WRITTEN.fullmatch(text.strip())
        if match and self._spells_its_year(int(match[1]), match[2]):
            return Quarter(int(match[1]), int(match[3]))
        return None

    def _spells_its_year(self, year: int, ending: str | None) -> bool:
        if not self.school_years:
            return ending is None
        return ending is not None and int(ending) == (year + 1) % 100

    def start(self, quarter: Quarter) -> date:
        """The first day of the quarter."""
        months = self.first_month - 1 + 3 * (quarter.number - 1)
        return date(quarter.year + months // 12, months % 12 + 1, 1)

    def end(self, quarter: Quarter) -> date:
        """The last day of the quarter."""
        return self.start(quarter + 1) - timedelta(days=1)

    def quarter_of(self, year: int, month: int) -> Quarter:
        """The quarter that holds a month of the calendar, 1 for January."""
        year, months = divmod(year * MONTHS_A_YEAR + month - self.first_month, MONTHS_A_YEAR)
        return Quarter(year, months // MONTHS_A_QUARTER + 1)

    def months(self, quarter: Quarter) -> str:
        """The quarter as people say it: `July–September 2026`."""
        first, last = self.start(quarter), self.end(quarter)
        return f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {last.year}"

    def said(self, quarter: Quarter, period_type: PeriodType) -> str:
        """How a sentence names a period: the quarter, or for a yearly value its year."""
        if period_type is PeriodType.QUARTER:
            return self.label(quarter)
        return f"school year {self.year(quarter)}" if self.school_years else self.year(quarter)


def month_said(year: int, month: int) -> str:
    """A month as a sentence names it, 1 for January: `April 2019`."""
    return f"{_MONTHS[month - 1]} {year}"


Span = tuple[Quarter, Quarter]  # from the first to the last, both included


def quarters_between(first: Quarter, last: Quarter) -> tuple[Quarter, ...]:
    """Every quarter from the first to the last, both included; none if they are reversed."""
    return tuple(Quarter.of_ordinal(n) for n in range(first.ordinal, last.ordinal + 1))
