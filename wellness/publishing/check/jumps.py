"""A warning about counts that jump beyond what season and size explain.

Each total is compared with the same quarter a year before, so the season is the same, after both
years' sums over places were brought to one size. For counts y now and x then, and r the
quotient of the sums, z = (y − r·x) / √(y + r²·x) has variance 1 if both are Poisson. Places vary
more than that, so z is divided by its own robust spread (1.4826 × the median of |z|, pairs of two
zeros left out) where that is above 1. Beyond 5 of these, chance is no explanation in a hundred
thousand rows. It speaks where a series has no longer history of its own (`own_history`), and never
of exposures, which come in bursts.
"""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.indicators import Kind
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.publishing.check.earlier import shared_keys
from wellness.publishing.check.rows import Codes, Mask, Rows

LIMIT = 5.0
FACTOR = 2.0  # a smaller change is news, not a slip of the pen
FEWEST_PLACES = 8  # below, the sums and the spread say too little
TRIMMED = 0.9  # of the places, those that agree best, give the size
_NORMAL = 1.4826  # the median of |z| of a normal distribution is 1 / 1.4826
Numbers = NDArray[np.float64]
_SERIES = ("org_unit", "indicator", "period_type")
_SPAN = 1 << 16  # above every ordinal of a quarter


def jumps(rows: Rows, delivery: pa.Table, judged: Collection[int] = ()) -> Iterator[Fault]:
    """A warning for every total that is far from the same quarter a year before.

    `judged` are the rows of the delivery that were held against a longer history of their own.
    """
    pairs = _pairs(rows, delivery)
    if pairs.empty:
        return
    by_period = pairs.groupby(["indicator", "period"])
    pairs = pairs[by_period["now"].transform("size") >= FEWEST_PLACES]
    for found in pairs[_is_far(pairs)].itertuples():
        row = int(str(found.row))
        if row in judged or _comes_in_bursts(rows, str(found.indicator)):
            continue
        message = "This number is far from the same quarter a year before. Is it right?"
        said = message, "Check it; load it as it is if it is right."
        value = f"{found.then:.0f} → {found.now:.0f}"
        yield rows.fault(row, "numerator", "jump", said, value=value, severity=Severity.WARNING)


def _comes_in_bursts(rows: Rows, code: str) -> bool:
    """Whether nothing is learned from one year ago: a campaign runs, and then it does not."""
    indicator = rows.indicator(code)
    return indicator is not None and indicator.kind is Kind.EXPOSURE


def _is_far(pairs: pd.DataFrame) -> Mask:
    """Which pairs are beyond the limit; the pairs are of periods with enough places."""
    period = pd.factorize(pd.MultiIndex.from_frame(pairs[["indicator", "period"]]))[0]
    now, then = pairs["now"].to_numpy(), pairs["then"].to_numpy()
    # One slip of the pen must not move the size by which all are judged: sum again without the
    # tenth that is farthest off.
    sizes = _sizes(period, now, then)
    first = _deviations(now, sizes * then, sizes)
    kept = first <= pd.Series(first).groupby(period).transform("quantile", TRIMMED).to_numpy()
    sizes = _sizes(period, now * kept, then * kept)
    expected = sizes * then
    z = _deviations(now, expected, sizes)
    # Nobody twice says nothing about how much places vary.
    telling = pd.Series(np.where((now > 0) | (then > 0), z, np.nan))
    spread = telling.groupby(period).transform("median").to_numpy() * _NORMAL
    times = (now + 1) / (expected + 1)
    far: Mask = (z > LIMIT * np.fmax(spread, 1)) & ((times >= FACTOR) | (times <= 1 / FACTOR))
    return far


def _sizes(period: Codes, now: Numbers, then: Numbers) -> Numbers:
    """For each pair the sum over all places now for one then."""
    sizes = np.bincount(period, now) / np.maximum(np.bincount(period, then), 1)
    return sizes[period].astype(np.float64)


def _deviations(now: Numbers, expected: Numbers, sizes: Numbers) -> Numbers:
    """|z| of the module's formula."""
    z: Numbers = np.abs(now - expected) / np.sqrt(np.maximum(now + sizes * expected, 1))
    return z


def _pairs(rows: Rows, delivery: pa.Table) -> pd.DataFrame:
    """Counts of totals now and then: `row` of the delivery, `indicator`, `period`, both counts."""
    place = pa.array(np.arange(delivery.num_rows))
    new = _totals(delivery.append_column("row", place))
    old = _totals(rows.earlier)
    series, before = shared_keys(new, old, _SERIES)
    now = pd.Series(new["numerator"].to_numpy(), _at(series, new))
    then = pd.Series(old["numerator"].to_numpy(), _at(before, old))
    # A history holds its own year before; what it restates counts as it says now.
    known = pd.concat([then[~then.index.isin(now.index)], now])
    year_ago = known.reindex(now.index - QUARTERS_A_YEAR).to_numpy(dtype=float)
    return pd.DataFrame(
        {
            "row": new["row"].to_numpy(),
            "indicator": new["indicator"].to_pandas(),
            "period": new["quarter"].to_numpy(),
            "now": now.to_numpy(dtype=float),
            "then": year_ago,
        }
    ).dropna()


def _totals(table: pa.Table) -> pa.Table:
    counted = pc.and_(pc.equal(table["breakdown"], ""), pc.is_valid(table["numerator"]))
    return table.filter(counted)


def _at(series: Codes, table: pa.Table) -> Codes:
    """Series and quarter in one number; a year before is four less."""
    quarters: Codes = table["quarter"].to_numpy().astype(np.int64)
    return series * _SPAN + quarters
