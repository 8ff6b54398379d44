"""Load an accepted delivery: all of its rows or none, and which loaded rows are in force."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, time

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.deliveries import Load, LoadState
from wellness.domain.errors import StoreError, WellnessError
from wellness.domain.periods import Span
from wellness.domain.stores import IntakeStore, StateStore
from wellness.domain.tables import OBSERVATIONS
from wellness.publishing.check import Receipt

ACTIVE = pa.schema(
    [
        *OBSERVATIONS,
        pa.field("load_id", pa.int64()),
        pa.field("source", pa.string()),
        pa.field("rounded_to", pa.int32()),
    ]
)


class NotLoadableError(WellnessError):
    """A delivery that has faults, or lacks rows that were there before."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The two stores that loading needs."""

    state: StateStore
    intake: IntakeStore


def load(
    receipt: Receipt, stores: Stores, by: str, now: datetime, *, accept_missing: bool = False
) -> Load:
    """Keep the rows of an accepted delivery, and say so in the audit trail.

    They replace the rows of the same source, quarter and period type from now on. Raises
    `NotLoadableError` where the delivery may not be loaded, and passes on `StoreError`; in either
    case nothing of it is in force.
    """
    rows = _loadable(receipt, accept_missing=accept_missing)
    begun = _begun(receipt, rows, by, now)
    load_id = stores.state.begin_load(begun)
    with ExitStack() as undo:
        undo.callback(stores.state.discard_load, load_id)
        _keep(load_id, rows, stores)
        undo.pop_all()
    return next(kept for kept in stores.state.loads() if kept.load_id == load_id)


def _loadable(receipt: Receipt, *, accept_missing: bool) -> pa.Table:
    if receipt.delivery is None:
        raise NotLoadableError(
            f"{receipt.file_name} was refused, so nothing of it was loaded. Faults to mend: "
            f"{len(receipt.errors)}. Mend them all and check it again."
        )
    if receipt.missing and not accept_missing:
        raise NotLoadableError(
            f"Rows that were loaded before are not in {receipt.file_name}, so nothing of it was "
            f"loaded. Rows that are gone: {receipt.missing}. Add them, or load it with "
            "--accept-missing."
        )
    return receipt.delivery


def _begun(receipt: Receipt, rows: pa.Table, by: str, now: datetime) -> Load:
    return Load(
        load_id=0,  # the store numbers it
        source=receipt.source,
        file_name=receipt.file_name,
        rows=rows.num_rows,
        state=LoadState.LOADING,
        loaded_by=by,
        loaded_at=now,
        received_at=datetime.combine(receipt.received_on, time(), UTC),
        quarters=receipt.quarters,
        rounded_to=receipt.rounded_to,
    )


def _keep(load_id: int, rows: pa.Table, stores: Stores) -> None:
    stores.intake.append(load_id, rows)
    kept = stores.intake.count(load_id)
    if kept != rows.num_rows:
        raise StoreError(
            f"Of {rows.num_rows} rows the intake store kept {kept}, so nothing was loaded. "
            "Load the file again; if this repeats, check the store's disk."
        )
    stores.state.finish_load(load_id, kept)


def active_rows(
    loads: Iterable[Load], intake: IntakeStore, between: Span | None = None
) -> pa.Table:
    """The rows in force of some loads: a table of `ACTIVE`, which says of each its load.

    `between` leaves out rows before its first quarter and after its last.

    For each source, quarter and period type they are those of the newest load that is ready and
    holds any. A year is a period of its own: enrollment that arrives in the fall under the
    closing quarter of its year does not replace that quarter, nor does the quarter replace it.
    """
    ready = {kept.load_id: kept for kept in loads if kept.state is LoadState.READY}
    if not ready:
        return ACTIVE.empty_table()
    rows = intake.select(sorted(ready), between)
    ids = rows["load_id"].to_numpy().astype(np.int64)
    numbers, of_row = np.unique(ids, return_inverse=True)
    told = [ready[number] for number in numbers.tolist()]
    sources = pa.array([load.source for load in told], pa.string())
    steps = pa.array([load.rounded_to for load in told], pa.int32())
    rows = rows.append_column("source", sources.take(pa.array(of_row)))
    rows = rows.append_column("rounded_to", steps.take(pa.array(of_row)))
    return rows.filter(pa.array(_is_newest(rows))).select(ACTIVE.names).cast(ACTIVE)


def _is_newest(rows: pa.Table) -> np.typing.NDArray[np.bool_]:
    """Whether a row is of the newest load of its source, quarter and period type.

    Loads are numbered as they come, so the newest has the highest number.
    """
    source = rows["source"].combine_chunks().dictionary_encode().indices.to_numpy()
    yearly = pc.equal(rows["period_type"], "year").to_numpy()
    quarter = rows["quarter"].to_numpy().astype(np.int64)
    period = (source.astype(np.int64) << 32) + quarter * 2 + yearly
    ids = pd.Series(rows["load_id"].to_numpy())
    newest: np.typing.NDArray[np.bool_] = (ids == ids.groupby(period).transform("max")).to_numpy()
    return newest
