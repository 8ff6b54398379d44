"""Questions about parts that always added up to their total, and no longer do.

Where categories add up by definition a difference is an error (`totals`). Here they may overlap:
if they never did in all that was loaded, an overlap that begins is more likely a slip.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.deliveries import Fault, Severity
from wellness.publishing.check.rows import Rows

FEWEST = 20  # wholes with two parts above zero: fewer may have added up by chance
_WHOLE = ["org_unit", "quarter", "period_type", "indicator"]


def partings(rows: Rows, delivery: pa.Table) -> Iterator[Fault]:
    """A question for each total that its parts do not add up to, where all earlier ones did."""
    always = _always(_wholes(rows, rows.earlier))
    if not always:
        return
    now = _wholes(rows, delivery)
    for whole in now[now["parts"] != now["total"]].itertuples():
        if (whole.indicator, whole.breakdown) in always:
            message = (
                f"The categories of “{whole.breakdown}” always added up to the total, and here "
                "they do not. Is that so?"
            )
            said = message, "Check total and categories; load it as it is if they now overlap."
            value = f"{whole.total:.0f} ≠ {whole.parts:.0f}"
            row = int(str(whole.row))
            yield rows.fault(
                row, "numerator", "stopped_adding", said, value=value, severity=Severity.WARNING
            )


def _always(wholes: pd.DataFrame) -> set[tuple[str, str]]:
    """The indicators and breakdowns whose parts added up in every whole that could tell."""
    telling = wholes[wholes["positive"] > 1]
    found = set()
    for key, group in telling.groupby(["indicator", "breakdown"]):
        if len(group) >= FEWEST and bool((group["parts"] == group["total"]).all()):
            found.add((str(key[0]), str(key[1])))
    return found


def _wholes(rows: Rows, table: pa.Table) -> pd.DataFrame:
    """Each total with the sum of its overlapping parts: a row for each whole and breakdown."""
    numbered = table.append_column("row", pa.array(np.arange(table.num_rows)))
    counted = numbered.filter(_is_counted(rows, numbered)).select(
        [*_WHOLE, "breakdown", "numerator", "row"]
    )
    is_total = pc.equal(counted["breakdown"], "")
    totals = counted.filter(is_total).drop_columns(["breakdown"]).to_pandas()
    parts = counted.filter(pc.invert(is_total)).to_pandas()
    parts["empty"] = parts["numerator"].isna()  # unknown, and so is the sum
    parts["positive"] = parts["numerator"] > 0
    sums = parts.groupby([*_WHOLE, "breakdown"])[["numerator", "empty", "positive"]].sum()
    sums = sums[sums["empty"] == 0].rename(columns={"numerator": "parts"}).reset_index()
    found = totals.rename(columns={"numerator": "total"}).merge(sums, on=_WHOLE)
    wholes: pd.DataFrame = found.dropna(subset=["total"])
    return wholes


def _is_counted(rows: Rows, table: pa.Table) -> pa.Array:
    """The rows of indicators whose categories may overlap: totals and such parts."""
    slots = table.group_by(["indicator", "breakdown"]).aggregate([]).to_pylist()
    wanted = [slot for slot in slots if _may_overlap(rows, slot["indicator"], slot["breakdown"])]
    keys = pc.binary_join_element_wise(table["indicator"], table["breakdown"], "\x1f")
    known = pa.array([f"{s['indicator']}\x1f{s['breakdown']}" for s in wanted], pa.string())
    return pc.is_in(keys, known)


def _may_overlap(rows: Rows, code: str, breakdown: str) -> bool:
    indicator = rows.indicator(code)
    if indicator is None or indicator.kind.arrives_ready:
        return False
    overlapping = [b for b in indicator.breakdowns.values() if not b.partition]
    return bool(overlapping) and (not breakdown or breakdown in {b.code for b in overlapping})
