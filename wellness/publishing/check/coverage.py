"""Who reported of those who should have, and whether in time."""

from collections.abc import Iterator

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.district import DataSource
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.domain.places import Places
from wellness.publishing.check.receipts import Coverage
from wellness.publishing.check.rows import Rows, first_rows
from wellness.publishing.due import due_date, expected_units


def coverage(rows: Rows) -> tuple[Coverage, ...]:
    """For each period of the source's own cadence in the file, oldest first."""
    calendar, places = rows.definitions.district.calendar, rows.definitions.places
    found = _reported(rows)
    return tuple(
        _covered(rows, quarter, found[quarter], places, calendar) for quarter in sorted(found)
    )


def _covered(
    rows: Rows, quarter: Quarter, reported: frozenset[str], places: Places, calendar: Calendar
) -> Coverage:
    source: DataSource = rows.source
    expected = expected_units(source, places, quarter)
    absent = tuple(sorted(expected - reported))
    late = (rows.received_on - due_date(source, calendar, quarter)).days
    present = len(expected) - len(absent)
    return Coverage(quarter, source.cadence, present, len(expected), absent, late)


def _reported(rows: Rows) -> dict[Quarter, frozenset[str]]:
    """The places in the file for each quarter in which the source's own period ends."""
    found: dict[Quarter, set[str]] = {}
    for row in first_rows(rows.grouped("period_type", "quarter", "org_unit")):
        texts = (rows.words[name][row] for name in ("period_type", "quarter", "org_unit"))
        period_type, text, org_unit = texts
        quarter = rows.quarter(text)
        if quarter and period_type == rows.source.cadence:
            found.setdefault(quarter, set()).add(org_unit)
    return {quarter: frozenset(codes) for quarter, codes in found.items()}


def absences(rows: Rows, covered: tuple[Coverage, ...]) -> Iterator[Fault]:
    """A warning for each period in which expected places are absent."""
    for period in covered:
        if not period.absent:
            continue
        message = (
            f"{period.reported} of {period.expected} expected places report for "
            f"{_said(rows, period)}. Absent: {rows.named(period.absent)}."
        )
        remedy = "Ask for them, or load without them: they are shown as not reported."
        yield Fault(0, "org_unit", "coverage", "", message, remedy, Severity.WARNING)


def lateness(rows: Rows, covered: tuple[Coverage, ...]) -> Iterator[Fault]:
    """A warning where the newest period of the file came after it was due."""
    for period in covered[-1:]:
        if period.days_late > 0:
            message = f"{_said(rows, period)} came {period.days_late} days after it was due."
            remedy = "Nothing is to be mended; the delay is shown with the data."
            yield Fault(0, "", "late", "", message, remedy, Severity.WARNING)


def _said(rows: Rows, period: Coverage) -> str:
    calendar = rows.definitions.district.calendar
    return calendar.said(period.quarter, PeriodType(period.period_type))
