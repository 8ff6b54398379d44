"""Faults as a person reads them: what many rows share is said once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from textwrap import shorten

from wellness.domain.deliveries import Fault, Severity

_RUNS = 4  # of rows that are named before "…" stands for the others
_VALUES = 3  # likewise of the sender's own texts
_LETTERS = 40  # of each of them


@dataclass(frozen=True, slots=True)
class Group:
    """Faults that say the same of one column, in the order of the file; at least one."""

    faults: tuple[Fault, ...]

    @property
    def severity(self) -> Severity:
        """Whether these faults stop the file or ask a question."""
        return self.faults[0].severity

    @property
    def sentence(self) -> str:
        """Where, what, how: `Rows 2–901 (900 rows), numerator “<11”: It is a range. Send …`."""
        first = self.faults[0]
        said = f"{first.message} {first.remedy}"
        if not first.row:
            return said
        where = f"{_rows(sorted({fault.row for fault in self.faults}))}, {self._what}"
        return f"{where.rstrip(', ')}: {said}"

    @property
    def _what(self) -> str:
        """The column and some of the texts that stand there."""
        values = list(dict.fromkeys(fault.value for fault in self.faults if fault.value))
        column = self.faults[0].column
        if values == [column]:
            return f"“{column}”"  # a header, which is column and text in one
        short = (shorten(value, _LETTERS, placeholder=" …") for value in values[:_VALUES])
        quoted = ", ".join(f"“{value}”" for value in short)
        return f"{column} {quoted}{' …' * (len(values) > _VALUES)}".strip()


def grouped(faults: Iterable[Fault]) -> tuple[Group, ...]:
    """Errors before warnings, else in the order in which each group is first met."""
    found: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        where = "row" if fault.row else "file"
        key = (fault.severity, where, fault.column, fault.code, fault.message, fault.remedy)
        found.setdefault(key, []).append(fault)
    groups = (Group(tuple(shared)) for shared in found.values())
    return tuple(sorted(groups, key=lambda group: group.severity is Severity.WARNING))


def _rows(rows: Sequence[int]) -> str:
    """`Row 2`, or `Rows 2–5, 9, 12`; from five on with their number. Each row is given once."""
    if len(rows) == 1:
        return f"Row {rows[0]}"
    # Rows that follow each other keep the same distance from 0, 1, 2 ...
    followed = groupby(enumerate(rows), lambda place_row: place_row[1] - place_row[0])
    runs = [[row for _, row in run] for _, run in followed]
    listed = ", ".join(_run(run) for run in runs[:_RUNS])
    listed += ", …" * (len(runs) > _RUNS)
    count = f" ({len(rows):,} rows)" if len(rows) > _RUNS else ""
    return f"Rows {listed}{count}"


def _run(run: Sequence[int]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0])
