"""Bands: numbers of which is known only on which side of a bound they lie."""

import re
from typing import NamedTuple, Self

_WRITTEN = re.compile(r"(low|high)_band:(\d{1,3}(?:\.\d{1,3})?)(%?)")


class Band(NamedTuple):
    """Above or below a bound, which is written as its sender writes it; `is_share` in percent.

    It is never a number: the bound is a text, and nothing is added up from it.
    """

    is_high: bool
    bound: str
    is_share: bool = False

    @classmethod
    def of(cls, flag: str) -> Self | None:
        """The band that a flag such as `high_band:95%` names, None for any other flag."""
        found = _WRITTEN.fullmatch(flag)
        if found is None:
            return None
        side, bound, percent = found.groups()
        return cls(side == "high", bound, bool(percent))

    @property
    def said(self) -> str:
        """`above 95%`, `below 11`."""
        side = "above" if self.is_high else "below"
        return f"{side} {self.bound}{'%' if self.is_share else ''}"


def looks_like_band(flag: str) -> bool:
    """Whether a flag means to be a band, well written or not."""
    return flag.startswith(("low_band", "high_band"))
