"""Pieces written as a tidy sheet, each text with the cell it came from."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wellness.domain.deliveries import COLUMNS, Fault
from wellness.domain.mappings import ROLES, FileMapping
from wellness.domain.period_formats import Grain
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.layouts import Layout
from wellness.publishing.reading import Origins, Sheet, Words

_TEXTS = ("org_unit", "indicator", "breakdown", "category")


def tidy_sheet(
    pieces: pd.DataFrame,
    body: Body,
    mapping: FileMapping,
    layout: Layout,
    *,
    flags: Sequence[str],
    faults: Sequence[Fault],
) -> Sheet:
    """The sheet of some pieces; `flags` are the words for their states."""
    calendar = mapping.period.format.calendar
    yearly = mapping.period.format.grain is Grain.YEAR
    period_type = PeriodType.YEAR if yearly else PeriodType.QUARTER
    words = {name: _words(pieces[name], str) for name in _TEXTS}
    words |= {name: _words(pieces[name], _written) for name in ROLES}
    words["quarter"] = _words(pieces["quarter"], lambda q: _label(calendar, q))
    words["flag"] = _words(pieces["state"], lambda state: flags[int(state)])
    words["period_type"] = Words((period_type.value,), np.zeros(len(pieces), dtype=np.int64))
    rows = pieces["row"].to_numpy(dtype=np.int64)
    origins = Origins(
        tuple(body.titles.named(place) for place in range(len(body.titles))),
        body.columns,
        rows,
        pieces["alone"].to_numpy(dtype=np.bool_),
        _positions(pieces, layout),
    )
    return Sheet(
        body.file_name,
        COLUMNS,
        tuple(words[name] for name in COLUMNS),
        body.lines[rows],
        tuple(faults),
        origins,
        len(body),
        mapping.rounded_to,
    )


def _words(column: "pd.Series[float] | pd.Series[str]", text: Callable[..., str]) -> Words:
    """A column with each of its different values written once; what is missing is empty."""
    codes, values = pd.factorize(column, use_na_sentinel=True)
    texts = (*(text(value) for value in values), "")
    plain = Words(texts, np.where(codes < 0, len(values), codes).astype(np.int64))
    return plain.mapped(str)


def _label(calendar: Calendar, ordinal: int) -> str:
    return calendar.label(Quarter.of_ordinal(int(ordinal)))


def _written(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def _positions(pieces: pd.DataFrame, layout: Layout) -> dict[str, NDArray[np.int64]]:
    """The sender's column behind each of ours, from 1; 0 where the mapping says the text."""
    slots = pieces["slot"].to_numpy(dtype=np.int64)
    found = {
        role: np.array([_first(slot.columns.get(role, ())) for slot in layout.slots])[slots]
        for role in ROLES
    }
    found["flag"] = np.array([_first(next(iter(slot.columns.values()))) for slot in layout.slots])[
        slots
    ]
    of_rows = {
        "org_unit": layout.org_unit,
        "quarter": (layout.period,),
        "indicator": layout.indicator,
        "category": layout.category,
        "breakdown": layout.category,
    }
    for name, places in of_rows.items():
        found[name] = np.full(len(pieces), _first(places), dtype=np.int64)
    return found


def _first(places: Sequence[int]) -> int:
    return places[0] + 1 if places else 0
