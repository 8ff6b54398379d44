"""What a source sent before and sends now, indicator by indicator: places × quarters."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wellness.domain.periods import PeriodType
from wellness.publishing.check.rows import Codes, Rows

YEARS = 3  # of history that are looked at: more would cost time and tell of another world
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Laid:
    """The quarterly totals of one indicator: places × quarters, NaN where there is no count.

    `first` is the ordinal of the first column; `row` says where a number stands in the delivery,
    −1 for one that was loaded before.
    """

    indicator: str
    first: int
    counts: Numbers
    row: Codes

    @property
    def delivered(self) -> Codes:
        """The columns of which the delivery holds a number."""
        return np.flatnonzero((self.row >= 0).any(axis=0))


def laid(rows: Rows, delivery: pa.Table) -> Iterator[Laid]:
    """Each indicator of the delivery, with what was loaded before; the delivery's word counts."""
    place = pa.array(np.arange(delivery.num_rows))
    new = _totals(delivery.append_column("row", place))
    old = _totals(rows.earlier.append_column("row", pa.array(np.full(len(rows.earlier), -1))))
    known = pa.concat_tables([old, new])  # the new ones last: they overwrite
    for code in pc.unique(new["indicator"]).to_pylist():
        yield _laid(code, known.filter(pc.equal(known["indicator"], code)))


def _totals(table: pa.Table) -> pa.Table:
    quarterly = pc.equal(table["period_type"], PeriodType.QUARTER.value)
    total = pc.and_(pc.equal(table["breakdown"], ""), pc.is_valid(table["numerator"]))
    names = ["org_unit", "quarter", "indicator", "numerator", "row"]
    return table.filter(pc.and_(quarterly, total)).select(names)


def _laid(code: str, known: pa.Table) -> Laid:
    units = known["org_unit"].combine_chunks().dictionary_encode()
    quarter = known["quarter"].to_numpy().astype(np.int64)
    first = int(quarter.min())
    shape = (len(units.dictionary), int(quarter.max()) - first + 1)
    counts, row = np.full(shape, np.nan), np.full(shape, -1, dtype=np.int64)
    at = (units.indices.to_numpy(), quarter - first)
    counts[at] = known["numerator"].to_numpy()
    row[at] = known["row"].to_numpy()
    return Laid(code, first, counts, row)
