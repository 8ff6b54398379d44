"""The wellness centers' workbook: a row a center, months across, each over three columns."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from xlsxwriter.worksheet import Worksheet

from sample_data.chance import stream
from sample_data.partners.sent import CALENDAR, Sent
from sample_data.partners.workbook import workbook, write_rows
from sample_data.places import Unit
from wellness.domain.periods import MONTHS_A_QUARTER, Quarter, month_said
from wellness.domain.places import Level

_ABOUT = ("Site", "Center", "Operator")
_COLUMNS = ("Students", "Families", "All")
_HEADER = 3  # its first row, from 0
_MONTHS = (0.32, 0.33, 0.35)  # how a quarter's visits lie in its months
_NOTHING = "–"
_NOTE = f"Note: {_NOTHING} stands where a center sent nothing. Zero is a number."
_POPULATIONS = tuple(("visits", "population", name) for name in ("students", "families"))
Cells = Sequence[str | int]


def name(quarter: Quarter) -> str:
    """The name of the file."""
    return f"Wellness center visits {CALENDAR.label(quarter)}.xlsx"


def write(sent: Sent, path: Path) -> None:
    """Write the workbook; a center that is open and silent has a row without numbers."""
    visits = _visits(sent)
    rows = [[*_about(unit), *visits.get(unit.code, _silent())] for unit in _open(sent)]
    with workbook(path) as book:
        page = book.add_worksheet("Visits")
        page.write_string(0, 0, "Wellness Center Network")
        page.write_string(1, 0, f"Completed mental health visits, {sent.label}")
        after = write_rows(page, _write_header(page, sent.quarter), [*rows, _all(visits)])
        page.write_string(after + 1, 0, _NOTE)


def _write_header(page: Worksheet, quarter: Quarter) -> int:
    """Two rows: months, merged over what is counted in each. Returns the row beneath."""
    months = list(_months(quarter))
    for number, month in enumerate(months):
        left = len(_ABOUT) + number * len(_COLUMNS)
        page.merge_range(_HEADER, left, _HEADER, left + len(_COLUMNS) - 1, month)
    return write_rows(page, _HEADER + 1, [[*_ABOUT, *_COLUMNS * len(months)]])


def _months(quarter: Quarter) -> Iterator[str]:
    begins = CALENDAR.start(quarter)
    for month in range(begins.month, begins.month + MONTHS_A_QUARTER):
        yield month_said(begins.year, month)


def _visits(sent: Sent) -> dict[str, list[int]]:
    """The numbers of each center that sent some, month after month."""
    rng = stream(sent.world.seed, f"months {sent.label}")
    found: dict[str, list[int]] = {}
    for place, told in sent.counts().items():
        split = [rng.multinomial(told[population], _MONTHS) for population in _POPULATIONS]
        students, families = np.asarray(split)
        months = np.stack([students, families, students + families], axis=1)
        found[place] = months.ravel().tolist()
    return found


def _open(sent: Sent) -> Iterator[Unit]:
    world, column = sent.world, sent.world.timeline.column(sent.quarter)
    for number, unit in enumerate(world.places.units):
        if unit.level is Level.CENTER and world.exists[number, column]:
            yield unit


def _about(unit: Unit) -> Cells:
    return unit.code, unit.name, unit.operator


def _silent() -> Cells:
    return [_NOTHING] * MONTHS_A_QUARTER * len(_COLUMNS)


def _all(visits: dict[str, list[int]]) -> Cells:
    return ["All centers", "", "", *map(sum, zip(*visits.values(), strict=True))]
