"""Rows that a mapping leaves out, counted and with their reason."""

from dataclasses import dataclass

import numpy as np

from wellness.domain.mappings import FileMapping
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.dates import is_left_out
from wellness.publishing.mapping.layouts import NOWHERE, Layout


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that are not read: why, how many, and the line of the first."""

    why: str
    rows: int
    first: int


def without_left_out(
    body: Body, mapping: FileMapping, layout: Layout
) -> tuple[Body, tuple[LeftOut, ...]]:
    """The rows that are read, and what was left out; a row counts for the first rule it meets."""
    kept = np.ones(len(body), dtype=np.bool_)
    found = []
    marks = [
        (rule.why, body.columns[place].rows_where(rule.takes))
        for rule, place in zip(mapping.leave_out, layout.leave_out, strict=True)
    ]
    if mapping.period.only and layout.period != NOWHERE:
        marks.append(("other periods", is_left_out(body, mapping, layout.period)))
    for why, mark in marks:
        gone = np.flatnonzero(mark & kept)
        first = int(body.lines[gone[0]]) if len(gone) else 0
        found.append(LeftOut(why, len(gone), first))
        kept &= ~mark
    return body.select(kept), tuple(found)
