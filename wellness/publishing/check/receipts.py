"""What a check has found: the rows as they may be loaded, or what is wrong with them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.periods import PeriodType, Quarter
from wellness.publishing.reading import RAGGED


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the places that a source owes for one period are in the file.

    `absent` are the codes of the others; `days_late` is negative for early.
    """

    quarter: Quarter
    period_type: PeriodType
    reported: int
    expected: int
    absent: tuple[str, ...]
    days_late: int


@dataclass(frozen=True)
class Receipt:
    """The result of a check.

    `delivery` is a table of `wellness.domain.tables.OBSERVATIONS`, or None where an error stands
    in the way; `judged` says whether its rows were looked at. `quarters` are those it holds rows
    for, `restated` counts cells that differ from what was loaded before, and `missing` the rows
    that were loaded before and are gone; `unchanged` says that every row is loaded as it is.
    `rounded_to` is the step that the sender had rounded its numbers to, 0 for exact ones.
    """

    file_name: str
    source: str
    received_on: date
    rows: int
    delivery: pa.Table | None
    faults: tuple[Fault, ...]
    quarters: tuple[Quarter, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    restated: int = 0
    missing: int = 0
    unchanged: bool = False
    judged: bool = True
    rounded_to: int = 0

    @cached_property
    def errors(self) -> tuple[Fault, ...]:
        """What must be mended before the file can be loaded."""
        return tuple(f for f in self.faults if f.severity is Severity.ERROR)

    @cached_property
    def warnings(self) -> tuple[Fault, ...]:
        """What the steward should know; the file can be loaded."""
        return tuple(f for f in self.faults if f.severity is Severity.WARNING)

    @property
    def accepted(self) -> bool:
        """Whether the file can be loaded."""
        return self.delivery is not None

    @property
    def to_mend(self) -> int:
        """How many rows have an error."""
        return len(self._rows_with_errors)

    @property
    def fine(self) -> int:
        """How many of the `rows` have none."""
        # A row of another width than the header's could not be read and is not among them.
        unread = {fault.row for fault in self.errors if fault.code == RAGGED}
        return self.rows - len(self._rows_with_errors - unread) if self.judged else 0

    @cached_property
    def _rows_with_errors(self) -> frozenset[int]:
        return frozenset(fault.row for fault in self.errors if fault.row)
