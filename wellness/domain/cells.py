"""Cells: one number that could be shown, and why it is or is not."""

from enum import StrEnum
from typing import NamedTuple

from wellness.domain.bands import Band
from wellness.domain.indicators import Indicator, Kind
from wellness.domain.periods import PeriodType, Quarter


class State(StrEnum):
    """What a reader may know of a number. None of the five is ever turned into another."""

    SHOWN = "shown"
    WITHHELD = "withheld"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"
    CODED = "coded"


class Cell(NamedTuple):
    """A released cell: only what may be shown is in it. A tuple, for pages make them by thousands.

    `state` is the numerator's and the rate's, `denominator_state` the denominator's. Numbers that
    are not shown are None. `value` is filled for kinds whose value arrives ready-made, `low` and
    `high` are the 95 % interval of the rate or value. `reporting` of `expected` counts the
    (source, reporting unit) pairs inside the place. `band` is there for coded cells alone: on
    which side of which bound the number lies, such as `high_band:95%`.
    """

    indicator: str
    org_unit: str
    quarter: Quarter
    period_type: PeriodType
    breakdown: str
    category: str
    state: State
    denominator_state: State
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    definition_version: int = 1
    reporting: int = 0
    expected: int = 0
    band: str | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there is a number to see."""
        return self.state is State.SHOWN

    def band_said(self, indicator: Indicator) -> str:
        """The band of a coded cell, such as `above 95%`; "" for any other.

        A percentage that is published without counts has its bound in percent.
        """
        found = Band.of(self.band or "") if self.state is State.CODED else None
        if found is None:
            return ""
        is_share = found.is_share or indicator.kind is Kind.PUBLISHED_RATE
        return found._replace(is_share=is_share).said

    def amount(self, indicator: Indicator) -> float | None:
        """The number that is shown: the value, the rate or the count; None where there is none.

        A rate with a denominator of zero is None: nobody was there to be counted.
        """
        if not self.is_shown:
            return None
        if indicator.kind.arrives_ready:
            return self.value
        if not indicator.kind.is_quotient:
            return self.numerator
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator / self.denominator


class Spread(NamedTuple):
    """How the schools of one type spread: percentiles of the amounts that are shown.

    Worked out at publishing from released cells only; `schools` counts those with a shown amount.
    """

    indicator: str
    school_type: str
    quarter: Quarter
    period_type: PeriodType
    schools: int
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
