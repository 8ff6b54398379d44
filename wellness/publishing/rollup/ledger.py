"""Who owed an indicator's numbers and who sent them: coverage, and what counts as missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wellness.domain.indicators import Indicator, Rule
from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType
from wellness.publishing.rollup.arrays import PERIODS, YEAR, BoolArray, IntArray, any_along
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.rows import Reported, YearRows


@dataclass(frozen=True)
class Ledger:
    """Pairs of source and reporting unit, at each unit itself: units × periods.

    `started` are the periods for which any source of the indicator sent something, `complete`
    those for which every source that owes something did.
    """

    owed: IntArray
    sent: IntArray
    started: BoolArray
    complete: BoolArray

    @property
    def lacking(self) -> IntArray:
        """How many sources owe a number that they did not send."""
        return self.owed - self.sent


def makes_years(indicator: Indicator) -> bool:
    """Whether its years are worked out from its quarters, rather than delivered."""
    quarterly = indicator.cadence is PeriodType.QUARTER
    return quarterly and indicator.quarters_rule is not Rule.NEVER


def keep_ledger(
    indicator: Indicator,
    rows: YearRows,
    reported: Sequence[Reported],
    expected: Mapping[str, BoolArray],
    applicable: BoolArray,
) -> Ledger:
    """Compare what each source owes with what it sent.

    `applicable` leaves out units for which the indicator means nothing. A unit that its source
    has told of, this year or before, but never with this indicator, owes none: a school without
    grades 7-12 has no certified staff of grades 7-12 to report (docs/decisions/005). Nor does one
    that says that the indicator is not applicable to it.
    """
    owed = np.zeros(rows.geography.open.shape, dtype=np.int64)
    sent, started = np.zeros_like(owed), np.zeros(PERIODS, dtype=np.bool_)
    complete = np.ones_like(started)
    for source, numbers in zip(indicator.sources, reported, strict=True):
        owes = _owes(indicator, expected[source], rows, source) & applicable[:, None]
        owes &= ~numbers.means_nothing
        sends = numbers.anything
        arrived = any_along(sends, 0)
        started |= arrived
        complete &= arrived | ~any_along(expected[source] & applicable[:, None], 0)
        if makes_years(indicator) and not arrived[YEAR]:
            owes, sends = _over_the_year(owes, sends)
        owed += owes
        sent += owes & sends
    return Ledger(owed, sent, started, complete & started)


def sites_seen(
    indicator: Indicator, rows: YearRows, expected: Mapping[str, BoolArray]
) -> tuple[IntArray, IntArray]:
    """Sites expected and seen of the indicator's sources, whatever they reported.

    The coverage of a number that larger places report themselves: how much of the place the
    source could look at. Returns owed and sent, units × periods.
    """
    owed = np.zeros(rows.geography.open.shape, dtype=np.int64)
    sent = np.zeros_like(owed)
    for source in indicator.sources:
        owes = expected[source] & rows.geography.sites[:, None]
        owed += owes
        sent += owes & rows.seen.get(source, np.zeros_like(owes))
    return owed, sent


def _owes(indicator: Indicator, expected: BoolArray, rows: YearRows, source: str) -> BoolArray:
    geography: Geography = rows.geography
    reports = rows.told(source, indicator.code)
    owes = expected & (reports | ~rows.told(source))[:, None]
    speaks_for_itself = (reports & ~geography.sites)[:, None] & any_along(expected, 0)
    return owes | (speaks_for_itself & geography.open)


def _over_the_year(owes: BoolArray, sends: BoolArray) -> tuple[BoolArray, BoolArray]:
    """In a year that is made of quarters, a pair has sent if it did in every quarter it owed."""
    owes, sends = owes.copy(), sends.copy()
    inside = slice(0, QUARTERS_A_YEAR)
    owes[:, YEAR] = owes[:, inside].any(axis=1)
    sends[:, YEAR] = owes[:, YEAR] & ~(owes & ~sends)[:, inside].any(axis=1)
    return owes, sends
