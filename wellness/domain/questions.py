"""Questions: what is asked, as one value that is cache key, address and caption in one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from wellness.domain.periods import Calendar, Quarter
from wellness.domain.readers import EVERYTHING, Scope

ADDRESS_NAMES = ("q", "place", "i", "by", "type", "r")


@dataclass(frozen=True, slots=True)
class Question:
    """One release, quarter and place; perhaps an indicator, a breakdown and a school type.

    `newest` says that the release was not named in the address: the link follows the newest one.
    """

    release: int
    quarter: Quarter
    place: str
    indicator: str = ""
    breakdown: str = ""
    school_type: str = ""
    newest: bool = True
    scope: Scope = EVERYTHING

    def about(self, indicator: str, breakdown: str = "") -> Self:
        """The same question about another indicator."""
        return replace(self, indicator=indicator, breakdown=breakdown)

    def at(self, place: str) -> Self:
        """The same question about another place."""
        return replace(self, place=place)

    def in_quarter(self, quarter: Quarter) -> Self:
        """The same question about another quarter."""
        return replace(self, quarter=quarter)

    def address(self, calendar: Calendar) -> Mapping[str, str]:
        """The question as address parameters; `q` and `place` are always there."""
        named = {
            "q": calendar.address(self.quarter),
            "place": self.place,
            "i": self.indicator,
            "by": self.breakdown,
            "type": self.school_type,
            "r": "" if self.newest else str(self.release),
        }
        return {name: value for name, value in named.items() if value}
