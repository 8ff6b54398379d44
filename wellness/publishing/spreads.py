"""How the schools of one type spread: percentiles of what is shown of them."""

import numpy as np
import pyarrow as pa

from wellness.domain.places import Level
from wellness.domain.tables import SPREADS
from wellness.publishing.rollup.arrays import (
    PERIODS,
    TOTAL,
    BoolArray,
    Counts,
    FloatArray,
    ordinals,
    period_type,
)
from wellness.publishing.rollup.geography import Geography

PERCENTILES = (5, 25, 50, 75, 95)
FEWEST = 10  # below ten schools, the 5th and the 95th percentile are single schools


def spreads(
    counts: Counts, shown: BoolArray, withheld: BoolArray, geography: Geography
) -> pa.Table:
    """Percentiles of the totals of each school type, per period with enough schools.

    `shown` marks the numbers that are released, `withheld` those that are not: units × periods ×
    categories. Where more schools are withheld than shown there is no spread: small numbers are
    the withheld ones, so what is left would stand for the large schools alone.
    """
    schools = (geography.levels == Level.SCHOOL.value)[:, None]
    amounts = np.where(shown[:, :, TOTAL] & schools, _amounts(counts), np.nan)
    missing = withheld[:, :, TOTAL] & schools
    kinds = np.array([u.school_type for u in geography.places.units.values()])
    made = [
        _row(kind, period, amounts[kinds == kind, period], counts.year)
        if _speak_for_all(amounts[kinds == kind, period], missing[kinds == kind, period])
        else None
        for kind in sorted(set(kinds.tolist()) - {""})
        for period in range(PERIODS)
    ]
    return pa.Table.from_pylist([row for row in made if row], schema=SPREADS)


def _speak_for_all(amounts: FloatArray, missing: BoolArray) -> bool:
    return int(missing.sum()) <= int((~np.isnan(amounts)).sum())


def _amounts(counts: Counts) -> FloatArray:
    """The total as it is shown: a value, a rate or a count; NaN for a rate of nobody."""
    kind, numerator = counts.indicator.kind, counts.numerator[:, :, TOTAL]
    if kind.arrives_ready:
        return counts.value[:, :, TOTAL]
    if not kind.is_quotient:
        return numerator.astype(np.float64)
    denominator = counts.denominator[:, :, TOTAL]
    return numerator / np.where(denominator > 0, denominator, np.nan)


def _row(kind: str, period: int, amounts: FloatArray, year: int) -> dict[str, object] | None:
    known = amounts[~np.isnan(amounts)]
    if len(known) < FEWEST:
        return None
    found = np.percentile(known, PERCENTILES).tolist()
    return {
        "school_type": kind,
        "period_type": period_type(period).value,
        "quarter": ordinals(year)[period],
        "schools": len(known),
        **{f"p{p}": number for p, number in zip(PERCENTILES, found, strict=True)},
    }
