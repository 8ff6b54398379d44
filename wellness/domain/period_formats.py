"""How a partner writes periods: a format such as `YYYYMM`, and the period that a text names.

YYYY or YY is a year, MM a month by number, MMM by its English name, DD a day, N a quarter's
number; all else stands for itself. A second year, as in `YYYY-YY`, makes it a school year.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from wellness.domain.periods import (
    MONTHS_A_QUARTER,
    MONTHS_A_YEAR,
    QUARTERS_A_YEAR,
    Calendar,
    PeriodType,
    Quarter,
    month_said,
)

_PARTS = re.compile(r"(YYYY|YY|MMM|MM|DD|N)")
_CENTURY = 2000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATTERNS = {
    "YYYY": r"(\d{4})",
    "YY": r"(\d{2})",
    "MMM": r"([A-Za-z]{3,9})\.?",
    "MM": r"(\d{1,2})",
    "DD": r"(\d{1,2})",
    "N": r"([1-4])",
}


class Grain(StrEnum):
    """How long a row of a partner's file counts."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class YearName(StrEnum):
    """Which of the two calendar years of a school year names it, where only one is written."""

    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A period of a partner's file: its place in time (neighbors differ by one), and its quarter.

    The quarter of a year is its closing one.
    """

    ordinal: int
    quarter: Quarter
    grain: Grain

    @property
    def period_type(self) -> PeriodType:
        """How long the tidy row counts that this period becomes, or becomes part of."""
        return PeriodType.YEAR if self.grain is Grain.YEAR else PeriodType.QUARTER


@dataclass(frozen=True)
class PeriodFormat:
    """A format, ready to read. `fault` says why it cannot be used with the calendar, "" if it can.

    Without a format the text is a quarter as the workspace itself writes it.
    """

    written: str
    calendar: Calendar
    grain: Grain
    year_name: YearName | None = None

    @classmethod
    def of(
        cls, written: str, calendar: Calendar, each: Grain | None, year_name: YearName | None
    ) -> Self:
        """The format; what a row counts is said by `each`, else by the smallest part written."""
        parts = _PARTS.findall(written)
        if "N" in parts or "DD" in parts or not written:
            grain = Grain.QUARTER
        else:
            grain = Grain.MONTH if {"MM", "MMM"} & set(parts) else Grain.YEAR
        return cls(written, calendar, each or grain, year_name)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the format, in order."""
        return tuple(_PARTS.findall(self.written))

    @property
    def _years(self) -> int:
        return sum(part.startswith("Y") for part in self.parts)

    @property
    def fault(self) -> str:
        """What is wrong with the format itself, as the rest of a sentence; "" for nothing."""
        if not self.written:
            return ""
        if not self._years:
            return "it names no year. Write it like YYYYMM, YYYYQN, YYYY-YY or DD/MM/YYYY."
        finest = self._finest
        if list(Grain).index(self.grain) < list(Grain).index(finest):
            return f"it names a {finest}, which cannot be cut into pieces of a {self.grain}."
        if finest is Grain.YEAR and self.year_name is None and self._is_other_year:
            return (
                "the workspace's years are others. Say with year = “begins” or “ends” which "
                "calendar year is meant."
            )
        if "N" in self.parts and self._years == 1 and (self.calendar.first_month - 1) % 3:
            return "the workspace's quarters are not those of the calendar year."
        return ""

    @property
    def _finest(self) -> Grain:
        if {"MM", "MMM"} & set(self.parts):
            return Grain.MONTH
        return Grain.QUARTER if "N" in self.parts else Grain.YEAR

    @property
    def _is_other_year(self) -> bool:
        """Whether one calendar year is written and years run over New Year, or the reverse."""
        return (self._years == 1) is self.calendar.school_years

    def read(self, text: str) -> Span | None:
        """The period that a text names, None where it is not written so."""
        if not self.written:
            return self._own(text)
        match = re.fullmatch(self._pattern, text.strip(), re.IGNORECASE)
        return self._span(match.groups()) if match else None

    @property
    def _pattern(self) -> str:
        pieces = _PARTS.split(self.written)
        return "".join(_PATTERNS.get(piece, re.escape(piece)) for piece in pieces)

    def _own(self, text: str) -> Span | None:
        quarter = self.calendar.find(text)
        return self._of_quarter(quarter) if quarter else None

    def _span(self, texts: tuple[str, ...]) -> Span | None:
        given = list(zip(self.parts, texts, strict=True))
        years = [_year(text) for part, text in given if part.startswith("Y")]
        if len(years) > 1 and years[1] % 100 != (years[0] + 1) % 100:
            return None
        found = dict(given)
        month = _month(found)
        if month is not None:
            return self._of_month(years[0], month)
        if "N" in found:
            return self._of_number(years, int(found["N"]))
        return self._of_year(years)

    def _of_month(self, year: int, month: int) -> Span | None:
        if not 1 <= month <= MONTHS_A_YEAR:
            return None
        quarter = self.calendar.quarter_of(year, month)
        if self.grain is Grain.MONTH:
            return Span(year * MONTHS_A_YEAR + month - 1, quarter, Grain.MONTH)
        return self._of_quarter(quarter)

    def _of_number(self, years: list[int], number: int) -> Span:
        """A quarter of the calendar year, or of the school year where both years are written."""
        if len(years) > 1:
            return self._of_quarter(Quarter(years[0], number))
        return self._of_quarter(
            self.calendar.quarter_of(years[0], MONTHS_A_QUARTER * (number - 1) + 1)
        )

    def _of_year(self, years: list[int]) -> Span:
        year = years[0]
        if len(years) > 1 and not self.calendar.school_years:
            year += self.year_name is YearName.ENDS
        elif len(years) == 1 and self.calendar.school_years:
            year -= self.year_name is YearName.ENDS
        return self._of_quarter(Quarter(year, QUARTERS_A_YEAR))

    def _of_quarter(self, quarter: Quarter) -> Span:
        if self.grain is Grain.YEAR:
            return Span(quarter.year, quarter.closing, Grain.YEAR)
        return Span(quarter.ordinal, quarter, Grain.QUARTER)

    def said(self, span: Span) -> str:
        """A period as a sentence names it: `April 2019`, or the quarter or year."""
        if span.grain is Grain.MONTH:
            year, month = divmod(span.ordinal, MONTHS_A_YEAR)
            return month_said(year, month + 1)
        return self.calendar.said(span.quarter, span.period_type)

    def months(self, quarter: Quarter) -> range:
        """The ordinals of a quarter's months."""
        first = self.calendar.start(quarter)
        start = first.year * MONTHS_A_YEAR + first.month - 1
        return range(start, start + MONTHS_A_QUARTER)

    def neighbor(self, span: Span, step: int) -> Span:
        """The period that many before or after, of the same length."""
        ordinal = span.ordinal + step
        if span.grain is Grain.YEAR:
            return Span(ordinal, Quarter(ordinal, QUARTERS_A_YEAR), span.grain)
        if span.grain is Grain.QUARTER:
            return Span(ordinal, Quarter.of_ordinal(ordinal), span.grain)
        year, month = divmod(ordinal, MONTHS_A_YEAR)
        return Span(ordinal, self.calendar.quarter_of(year, month + 1), span.grain)


def _year(text: str) -> int:
    """A year of two digits is of this century."""
    year = int(text)
    return year + _CENTURY if len(text) == len("YY") else year


def _month(found: dict[str, str]) -> int | None:
    """The month's number, 0 for a name that is none; None where no month is written."""
    if "MMM" in found:
        name = found["MMM"][:3].lower()
        return _MONTHS.index(name) + 1 if name in _MONTHS else 0
    return int(found["MM"]) if "MM" in found else None
