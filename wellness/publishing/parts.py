"""A part: one indicator in one school year, as cells that may be released."""

import hashlib
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wellness.analysis.intervals import wilson
from wellness.domain.cells import State
from wellness.domain.indicators import Kind
from wellness.domain.releases import Part
from wellness.domain.tables import CELLS
from wellness.publishing.rollup.arrays import (
    PERIODS,
    UNKNOWN,
    BoolArray,
    Counts,
    IntArray,
    Status,
    among,
    ordinals,
    period_type,
    quarters,
    slots,
)
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.spreads import spreads
from wellness.publishing.versions import Versions

_PART_HASH = 12  # hex digits: one chance in 10¹⁴ that two contents of one part share them
_STATES = (
    State.NOT_APPLICABLE,
    State.SHOWN,
    State.NOT_REPORTED,
    State.WITHHELD,
    State.CODED,
)
_NONE, _SHOWN, _NOT_REPORTED, _WITHHELD, _CODED = range(len(_STATES))
_KNOWN = {
    Status.REPORTED: _SHOWN,
    Status.MISSING: _NOT_REPORTED,
    Status.WITHHELD: _WITHHELD,
    Status.CODED: _CODED,
}


@dataclass(frozen=True)
class Withheld:
    """What protection withholds of a `Counts`: the numerator with its rate, the denominator.

    `band` are the coded numbers of which not even the band may be shown.
    """

    rate: BoolArray
    denominator: BoolArray
    band: BoolArray


def nothing_of(counts: Counts) -> Withheld:
    """What protection withholds where nothing is controlled."""
    nothing = np.zeros(counts.status.shape, dtype=np.bool_)
    return Withheld(nothing, nothing, nothing)


@dataclass(frozen=True)
class BuiltPart:
    """A part with its content, ready to be written."""

    part: Part
    cells: pa.Table
    spreads: pa.Table


def build_part(
    counts: Counts,
    planned: BoolArray,
    withheld: Withheld,
    versions: Versions,
    geography: Geography,
) -> BuiltPart:
    """Everything that readers may know of one indicator in one school year.

    `planned` says which of its numbers are published. The part's id is a hash of the content, so
    that an unchanged part is the same part.
    """
    cells = _cells(counts, planned, withheld, versions, geography)
    hidden = among(counts.status, Status.WITHHELD, Status.CODED)
    unknown = planned & (withheld.rate | hidden)
    spread = spreads(counts, counts.reported & planned & ~withheld.rate, unknown, geography)
    steps = " ".join(map(str, counts.rounded_to)).encode()
    digest = hashlib.sha256(_bytes(cells) + _bytes(spread) + steps).hexdigest()[:_PART_HASH]
    code = counts.indicator.code
    part = Part(f"{code}/{counts.year}/{digest}", code, counts.year, counts.rounded_to)
    return BuiltPart(part, cells, spread)


def _cells(
    counts: Counts,
    planned: BoolArray,
    withheld: Withheld,
    versions: Versions,
    geography: Geography,
) -> pa.Table:
    state, below = _states(counts, withheld)
    unit, period, category = np.nonzero(planned & (counts.status != Status.ABSENT))
    at = (unit, period, category)
    shown, below_shown = state[at] == _SHOWN, below[at] == _SHOWN
    # Numbers that are not shown must be gone before anything is made of them, hashes included.
    numerator = np.where(shown, counts.numerator[at], 0)
    denominator = np.where(below_shown, counts.denominator[at], 0)
    value = np.where(shown, counts.value[at], np.nan)
    ready = counts.indicator.kind.arrives_ready
    low, high = _interval(counts, numerator, denominator, shown & below_shown)
    wanted = slots(counts.indicator)
    wordings = [counts.indicator.version_in(q) for q in quarters(counts.year)]
    columns = {
        "org_unit": _taken(geography.codes, unit),
        "breakdown": _taken([breakdown for breakdown, _ in wanted], category),
        "category": _taken([name for _, name in wanted], category),
        "period_type": _taken([period_type(p).value for p in range(PERIODS)], period),
        "quarter": np.array(ordinals(counts.year), dtype=np.int32)[period],
        "level": _taken(geography.levels.tolist(), unit),
        "state": _taken([s.value for s in _STATES], state[at]),
        "denominator_state": _taken([s.value for s in _STATES], below[at]),
        "numerator": pa.array(numerator, mask=~shown | ready),
        "denominator": pa.array(denominator, mask=~below_shown),
        "value": _known(value),
        "low": _known(low),
        "high": _known(high),
        "definition_version": np.array([*wordings, wordings[-1]], dtype=np.int32)[period],
        "numerator_version": versions.numerator[at].astype(np.int32),
        "denominator_version": versions.denominator[at].astype(np.int32),
        "reporting": counts.reporting[unit, period].astype(np.int32),
        "expected": counts.expected[unit, period].astype(np.int32),
        "band": _bands(counts, state, at),
    }
    return pa.table(columns, schema=CELLS)


def _states(counts: Counts, withheld: Withheld) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The state of each rate and of each denominator, as positions in `_STATES`.

    What its sender withheld is withheld; a public denominator below it is shown all the same.
    """
    status = counts.status
    state = np.select([status == s for s in _KNOWN], list(_KNOWN.values()), _NONE)
    state[(state == _SHOWN) & withheld.rate] = _WITHHELD
    state[(state == _CODED) & withheld.band] = _WITHHELD
    if not (counts.indicator.kind.is_quotient or counts.indicator.kind.arrives_ready):
        return state, np.full_like(state, _NONE)
    counted = among(status, Status.REPORTED, Status.WITHHELD, Status.CODED)
    delivered = (counts.denominator != UNKNOWN) & counted
    below = np.select([withheld.denominator & delivered, delivered], [_WITHHELD, _SHOWN], state)
    below[among(status, Status.REPORTED, Status.CODED) & ~delivered] = _NOT_REPORTED
    return state, below


def _bands(counts: Counts, state: NDArray[np.int64], at: tuple[NDArray[np.intp], ...]) -> pa.Array:
    """The band of each coded cell, null elsewhere."""
    coded = state[at] == _CODED
    names = pa.array(counts.bands, pa.string())
    return names.take(pa.array(counts.band[at], mask=~coded))


def _interval(
    counts: Counts, numerator: IntArray, denominator: IntArray, shown: BoolArray
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson's for proportions, surveys too: students answer, not questions.

    Ratios get none: visits of one student come in runs, and an interval that takes them for
    independent holds 55 to 74 % instead of 95 %.
    """
    if counts.indicator.kind is not Kind.PROPORTION:
        blank = np.full(len(numerator), np.nan)
        return blank, blank
    return wilson(numerator, np.where(shown, denominator, 0))


def _taken(names: tuple[str, ...] | list[str], at: NDArray[np.integer]) -> pa.Array:
    return pa.array(names, type=pa.string()).take(pa.array(at))


def _known(numbers: NDArray[np.float64]) -> pa.Array:
    blank = np.isnan(numbers)
    return pa.array(np.where(blank, 0.0, numbers), mask=blank)


def _bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content
