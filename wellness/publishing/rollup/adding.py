"""One indicator and one school year, from its rows to every place, period and category."""

from collections.abc import Mapping, Sequence

import numpy as np

from wellness.domain.indicators import Indicator, Rule, Theme
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level
from wellness.publishing.rollup.arrays import (
    UNKNOWN,
    YEAR,
    BoolArray,
    Counts,
    IntArray,
    Status,
    any_along,
)
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.larger import at_larger_places, delivered_itself
from wellness.publishing.rollup.ledger import Ledger, keep_ledger, makes_years, sites_seen
from wellness.publishing.rollup.numbers import Numbers, choose
from wellness.publishing.rollup.rows import Reported, YearRows
from wellness.publishing.rollup.sites import at_sites, held_all_year, together
from wellness.publishing.rollup.years import with_year


def add_up(
    indicator: Indicator,
    rows: YearRows,
    expected: Mapping[str, BoolArray],
    applicable: BoolArray | None = None,
) -> Counts:
    """Everything that the rows of a year say of one delivered indicator.

    `expected` says for each source where it owes numbers; `applicable` which units the indicator
    means anything for (all, unless given).
    """
    geography = rows.geography
    reported = [rows.of(indicator, source) for source in indicator.sources]
    if indicator.theme is Theme.REFERENCE and indicator.cadence is PeriodType.YEAR:
        reported = [held_all_year(numbers, geography) for numbers in reported]
    meant = np.ones(len(geography.codes), dtype=np.bool_) if applicable is None else applicable
    ledger = keep_ledger(indicator, rows, reported, expected, meant)
    whole = together(reported)
    numbers, pairs = at_sites(whole, ledger), (ledger.owed, ledger.sent)
    own = delivered_itself(numbers.status, geography)
    if indicator.places_rule is Rule.NEVER:
        pairs = sites_seen(indicator, rows, expected)
    else:
        places = at_larger_places(indicator, numbers, whole.delivered, ledger, geography)
        numbers = choose(geography.sites[:, None, None], numbers, places)
    if makes_years(indicator) and ledger.complete[:YEAR].all():
        numbers = with_year(indicator, numbers)
        own[:, YEAR] |= any_along(own[:, :YEAR], 1)
    owed, sent = _coverage(ledger, pairs, geography)
    denominator = _denominator(indicator, numbers, reported)
    return Counts(
        indicator,
        geography.year,
        numbers.status,
        numbers.numerator,
        denominator,
        numbers.value,
        sent,
        owed,
        numbers.band,
        rows.bands,
        own,
        rows.rounded_to(indicator),
    )


def _coverage(
    ledger: Ledger, pairs: tuple[IntArray, IntArray], geography: Geography
) -> tuple[IntArray, IntArray]:
    """Pairs owed and sent: a site's own, a larger place's sites', or its own if none of them owes.

    A district in which no site owes anything has those of its regions.
    """
    owed, sent = geography.add_up(pairs[0]), geography.add_up(pairs[1])
    here, regions = geography.district, geography.levels == Level.REGION.value
    of_regions = owed[here] == 0
    owed[here] += np.where(of_regions, ledger.owed[regions].sum(axis=0), 0)
    sent[here] += np.where(of_regions, ledger.sent[regions].sum(axis=0), 0)
    itself = geography.sites[:, None] | (owed == 0)
    return np.where(itself, ledger.owed, owed), np.where(itself, ledger.sent, sent)


def _denominator(indicator: Indicator, numbers: Numbers, reported: Sequence[Reported]) -> IntArray:
    """What stands below the line; UNKNOWN for kinds without, and for a value without its n.

    It is UNKNOWN below a number that was withheld, too.
    """
    blank = numbers.status == Status.WITHHELD
    told = [s.coded | (s.delivered & indicator.kind.arrives_ready) for s in reported]
    lacking = [t & (s.denominator == UNKNOWN) for t, s in zip(told, reported, strict=True)]
    blank |= np.logical_or.reduce(lacking)
    if not (indicator.kind.is_quotient or indicator.kind.arrives_ready):
        blank = np.ones_like(blank)
    return np.where(blank, UNKNOWN, numbers.denominator)
