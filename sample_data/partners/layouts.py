"""Which source sends its files in which layout, and since when."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.compute as pc
from pyarrow import csv

from sample_data.partners import clinic, export, register, sessions
from sample_data.partners.sent import CALENDAR, Sent
from wellness.domain.periods import PeriodType, Quarter

# What is older was typed into the district's columns once, when it began to keep these numbers.
OWN_FILES_FROM = Quarter(2025, 1)
_PLAIN = csv.WriteOptions(quoting_style="none", quoting_header="none")
Write = Callable[[Sent, Path], None]


@dataclass(frozen=True)
class Layout:
    """A partner's own file: its name in a quarter, how it is written, what its numbers count."""

    name: Callable[[Quarter], str]
    write: Write
    period_type: PeriodType = PeriodType.QUARTER


LAYOUTS = {
    "wellness_centers": Layout(clinic.name, clinic.write),
    "training_register": Layout(register.name, register.write),
    "telehealth": Layout(sessions.name, sessions.write),
    "experience_survey": Layout(export.name, export.write, PeriodType.YEAR),
}


def files(sent: Sent) -> Iterator[tuple[str, Sent, Write]]:
    """The files in which a source sends some rows: name, what is in it, how it is written.

    What a partner's own layout has no room for comes in a file with the district's columns.
    """
    own, tidy = _parted(sent)
    layout = LAYOUTS.get(sent.source)
    if layout and own.rows.num_rows:
        yield layout.name(sent.quarter), own, layout.write
    if tidy.rows.num_rows:
        yield f"{sent.source}_{CALENDAR.address(sent.quarter)}.csv", tidy, _write_tidy


def _parted(sent: Sent) -> tuple[Sent, Sent]:
    """What goes into the partner's own file, and what does not."""
    layout = LAYOUTS.get(sent.source)
    if layout is None or sent.quarter < OWN_FILES_FROM:
        return replace(sent, rows=sent.rows.slice(0, 0)), sent
    fits = pc.equal(sent.rows["period_type"], layout.period_type.value)
    return replace(sent, rows=sent.rows.filter(fits)), replace(
        sent, rows=sent.rows.filter(pc.invert(fits))
    )


def _write_tidy(sent: Sent, path: Path) -> None:
    csv.write_csv(sent.rows, path, _PLAIN)
