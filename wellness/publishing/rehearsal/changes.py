"""What a release shows otherwise than the one before: number by number, from cells alone.

Counts as reported have no part in it: a number that is withheld before or after is never told.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from wellness.domain.cells import Cell, State
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.releases import Part
from wellness.domain.stores import ReleasedStore

LISTED = 200  # restated numbers that are named; more of them nobody reads
KEY = ["part", "org_unit", "breakdown", "category", "period_type", "quarter"]
_NUMBERS = ("numerator", "denominator", "value")
_CELL = tuple(name for name in Cell._fields if name != "indicator")


class Change(NamedTuple):
    """A number that was shown and is shown otherwise."""

    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class Changes:
    """How many numbers are new, restated, newly withheld or newly not reported.

    `changed` names the first of the restated ones.
    """

    new: int = 0
    restated: int = 0
    withheld: int = 0
    missing: int = 0
    changed: tuple[Change, ...] = ()


def compare(made: Mapping[Part, pa.Table], before: Iterable[Part], kept: ReleasedStore) -> Changes:
    """The parts that were made anew, against those of the release before."""
    if not made:
        return Changes()
    wanted = {(part.indicator, part.year) for part in made}
    old = {part: kept.read([part.part_id]) for part in before if _names(part) in wanted}
    both = _frame(made).merge(_frame(old), "left", on=KEY, suffixes=("", "_before"))
    now, then = both["state"], both["state_before"]
    shown, was_shown = now == State.SHOWN, then == State.SHOWN
    restated = shown & was_shown & _differs(both)
    return Changes(
        int((shown & ~was_shown).sum()),
        int(restated.sum()),
        int(((now == State.WITHHELD) & (then != State.WITHHELD)).sum()),
        int(((now == State.NOT_REPORTED) & (then != State.NOT_REPORTED)).sum()),
        tuple(_changes(both[restated].head(LISTED))),
    )


def _names(part: Part) -> tuple[str, int]:
    return part.indicator, part.year


def _frame(parts: Mapping[Part, pa.Table]) -> pd.DataFrame:
    """The cells of all parts, with their indicator as `part`."""
    names = [name for name in _CELL if name != "indicator"]
    frames = [
        cells.select(names).to_pandas().assign(part=part.indicator) for part, cells in parts.items()
    ]
    if not frames:
        return pd.DataFrame(columns=["part", *names])
    found: pd.DataFrame = pd.concat(frames, ignore_index=True)
    return found


def _differs(both: pd.DataFrame) -> "pd.Series[bool]":
    """Whether any number of a cell is another one than before; no number equals no number."""
    found = pd.Series(data=False, index=both.index)
    for name in _NUMBERS:
        now = both[name].astype("float64")
        then = both[f"{name}_before"].astype("float64")
        found |= (now != then) & ~(now.isna() & then.isna())
    return found


def _changes(rows: pd.DataFrame) -> Iterator[Change]:
    for row in rows.to_dict("records"):
        yield Change(_cell(row, "_before"), _cell(row, ""))


def _cell(row: Mapping[Any, Any], ending: str) -> Cell:
    """A cell of a merged row; its key is there once."""
    whole = {name: row[name if name in KEY else name + ending] for name in _CELL}
    whole.update({n: None for n in (*_NUMBERS, "low", "high") if pd.isna(whole[n])})
    counts = {n: int(whole[n]) for n in ("numerator", "denominator") if whole[n] is not None}
    typed = {
        "quarter": Quarter.of_ordinal(int(whole["quarter"])),
        "period_type": PeriodType(whole["period_type"]),
        "state": State(whole["state"]),
        "denominator_state": State(whole["denominator_state"]),
    }
    return Cell(indicator=str(row["part"]), **{**whole, **counts, **typed})
