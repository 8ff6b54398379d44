"""Compare a delivery with what its source sent before: restated cells and rows that are gone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.periods import Quarter
from wellness.publishing.check.rows import KEY, Rows

_NUMBERS = ("numerator", "denominator", "value")


@dataclass(frozen=True)
class Comparison:
    """What a delivery changes: the warnings about it, and how many cells and rows it concerns.

    `unchanged` says that every row is loaded already, as it is.
    """

    faults: tuple[Fault, ...] = ()
    restated: int = 0
    missing: int = 0
    unchanged: bool = False


def compare(rows: Rows, delivery: pa.Table) -> Comparison:
    """Compare an accepted delivery with the rows of its source that are loaded.

    Only periods that the delivery holds are compared: it replaces nothing else.
    """
    earlier = rows.earlier.filter(_in_periods_of(rows.earlier, delivery))
    if not earlier.num_rows:
        return Comparison()
    new_keys, old_keys = shared_keys(delivery, earlier, KEY)
    at = pd.Index(old_keys).get_indexer(pd.Index(new_keys))  # −1 where a row is new
    restated = tuple(_restated(rows, delivery, earlier, at))
    gone = earlier.filter(pa.array(~np.isin(old_keys, new_keys)))
    faults = (*restated, *_missing(rows, gone))
    unchanged = not faults and bool((at >= 0).all()) and _same_flags(delivery, earlier, at)
    return Comparison(faults, len(restated), gone.num_rows, unchanged)


def _same_flags(delivery: pa.Table, earlier: pa.Table, at: NDArray[np.intp]) -> bool:
    return bool(pc.all(pc.equal(delivery["flag"], earlier["flag"].take(pa.array(at)))).as_py())


def _in_periods_of(earlier: pa.Table, delivery: pa.Table) -> pa.Array:
    return pa.array(np.isin(_periods(earlier), np.unique(_periods(delivery))))


def _periods(table: pa.Table) -> NDArray[np.int64]:
    """A number for quarter and period type together."""
    yearly = pc.equal(table["period_type"], "year").to_numpy().astype(np.int64)
    periods: NDArray[np.int64] = table["quarter"].to_numpy().astype(np.int64) * 2 + yearly
    return periods


def shared_keys(
    new: pa.Table, old: pa.Table, names: Sequence[str]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for every row of both tables, the same where those columns say the same."""
    both = pa.concat_tables([new.select(names), old.select(names)])
    group = np.zeros(both.num_rows, dtype=np.int64)
    for name in names:
        coded = both[name].combine_chunks().dictionary_encode()
        codes = coded.indices.to_numpy().astype(np.int64)
        group = pd.factorize(group * len(coded.dictionary) + codes)[0].astype(np.int64)
    return group[: new.num_rows], group[new.num_rows :]


def _restated(
    rows: Rows, delivery: pa.Table, earlier: pa.Table, at: NDArray[np.intp]
) -> Iterator[Fault]:
    """A warning for every number that differs from the one that is loaded: old → new."""
    known = np.flatnonzero(at >= 0)
    for column in _NUMBERS:
        new = delivery[column].cast(pa.float64()).to_numpy()[known]
        old = earlier[column].cast(pa.float64()).to_numpy()[at[known]]
        changed = (new != old) & ~(np.isnan(new) & np.isnan(old))
        for row, before, after in zip(known[changed], old[changed], new[changed], strict=True):
            said = "This number was another one before.", "Load it if the correction is meant."
            value = f"{_written(before)} → {_written(after)}"
            yield rows.fault(row, column, "restated", said, value=value, severity=Severity.WARNING)


def _written(number: float) -> str:
    return "empty" if np.isnan(number) else f"{number:.15g}"


def _missing(rows: Rows, gone: pa.Table) -> Iterator[Fault]:
    """A warning for every indicator and quarter of which loaded rows are not in the file."""
    keys = ["quarter", "indicator"]
    counted = gone.group_by(keys).aggregate([([], "count_all"), ("org_unit", "distinct")])
    for group in counted.sort_by([(key, "ascending") for key in keys]).to_pylist():
        quarter = rows.label(Quarter.of_ordinal(group["quarter"]))
        indicator = rows.indicator(group["indicator"])
        title = indicator.title if indicator else group["indicator"]
        count, places = group["count_all"], rows.named(group["org_unit_distinct"])
        message = (
            f"{count} row{'s' * (count > 1)} of {title} for {quarter} that "
            f"{'were' if count > 1 else 'was'} loaded before "
            f"{'are' if count > 1 else 'is'} not in this file: {places}."
        )
        remedy = "Add what is missing, or load with --accept-missing: it is then not reported."
        yield Fault(0, "indicator", "rows_gone", "", message, remedy, Severity.WARNING)
