"""Deliveries: a partner's file, its rows as reported, and what is wrong with them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from wellness.domain.periods import Quarter

COLUMNS = (
    "org_unit",
    "quarter",
    "period_type",
    "indicator",
    "breakdown",
    "category",
    "numerator",
    "denominator",
    "value",
    "flag",
)


class Severity(StrEnum):
    """Whether a fault stops the file or asks a question."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file. `row` is the line as a spreadsheet counts it, 0 for the file.

    `column` is what the sender calls it and `position` where it stands, from 1, 0 for nowhere.
    `message` says what is wrong and `remedy` how to mend it; `value` repeats the sender's own
    text and is shown to the sender alone, never stored.
    """

    row: int
    column: str
    code: str
    value: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    position: int = 0


class LoadState(StrEnum):
    """Where a load stands. Rows of a load that is not ready are never published.

    Those of a withdrawn one are kept: releases were made of them. Those of a discarded one are not.
    """

    LOADING = "loading"
    READY = "ready"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Load:
    """The accepted rows of one delivery, without the rows.

    `quarters` are those it holds rows for: it replaces its source's earlier rows there.
    `rounded_to` is the step that its sender rounds numbers to, 0 where they are exact.
    """

    load_id: int
    source: str
    file_name: str
    rows: int
    state: LoadState
    loaded_by: str
    loaded_at: datetime
    received_at: datetime
    quarters: tuple[Quarter, ...] = field(default=())
    rounded_to: int = 0
