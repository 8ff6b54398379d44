"""A receipt in words for people, and in JSON for programs."""

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.periods import Calendar
from wellness.domain.unseen import legible
from wellness.publishing.check.groups import grouped
from wellness.publishing.check.receipts import Coverage, Receipt

_SHOWN = 50  # groups; whoever has more mends these first


def verdict(receipt: Receipt) -> str:
    """Whether the file can be loaded, in one sentence: the first that a data manager reads."""
    name = receipt.file_name
    if not receipt.accepted:
        return f"{name} is refused: {_refused(receipt)}."
    if receipt.unchanged:
        return f"{name} is fine and says nothing new: it need not be loaded again."
    every = f"{name} is fine: {_rows(receipt.fine)} can be loaded"
    if receipt.missing:
        are = "are" if receipt.missing > 1 else "is"
        gone = f"{_rows(receipt.missing)} that {'were' if are == 'are' else 'was'} loaded before"
        every = f"{every} with --accept-missing; {gone} {are} gone"
    if receipt.restated:
        every = f"{every}; numbers that correct what was loaded: {receipt.restated:,}"
    return f"{every}."


def lines(receipt: Receipt) -> list[str]:
    """The verdict, then what is to be mended and to know: a sentence a line, safe on a terminal."""
    groups = grouped(receipt.faults)
    shown = groups[:_SHOWN]
    told = [verdict(receipt)]
    for severity, heading in ((Severity.ERROR, "To mend:"), (Severity.WARNING, "To know:")):
        sentences = [f"  • {group.sentence}" for group in shown if group.severity is severity]
        told += ["", heading, *sentences] if sentences else []
    if len(groups) > _SHOWN:
        told.append(f"  … and {len(groups) - _SHOWN:,} more kinds. --json lists every fault.")
    return [legible(line) for line in told]


def receipt_as_json(receipt: Receipt, calendar: Calendar) -> dict[str, object]:
    """Everything about a receipt. Fields are added in later versions, never renamed."""
    return {
        "file": receipt.file_name,
        "source": receipt.source,
        "received_on": receipt.received_on.isoformat(),
        "accepted": receipt.accepted,
        "rows": receipt.rows,
        "fine": receipt.fine,
        "to_mend": receipt.to_mend,
        "errors": len(receipt.errors),
        "warnings": len(receipt.warnings),
        "quarters": [calendar.label(quarter) for quarter in receipt.quarters],
        "restated": receipt.restated,
        "missing": receipt.missing,
        "unchanged": receipt.unchanged,
        "coverage": [_coverage(covered, calendar) for covered in receipt.coverage],
        "faults": [_fault(fault) for fault in receipt.faults],
    }


def _refused(receipt: Receipt) -> str:
    if not receipt.judged:
        return f"its header is to be mended before any of its {_rows(receipt.rows)} can be judged"
    if not receipt.to_mend:
        return "there is nothing in it to load"
    fine = f"{_rows(receipt.fine)} {'is' if receipt.fine == 1 else 'are'} fine"
    return f"{fine}, {receipt.to_mend:,} to mend"


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"


def _coverage(covered: Coverage, calendar: Calendar) -> dict[str, object]:
    return {
        "quarter": calendar.label(covered.quarter),
        "period_type": covered.period_type.value,
        "reported": covered.reported,
        "expected": covered.expected,
        "absent": list(covered.absent),
        "days_late": covered.days_late,
    }


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "row": fault.row,
        "column": fault.column,
        "code": fault.code,
        "value": fault.value,
        "message": fault.message,
        "remedy": fault.remedy,
        "severity": fault.severity.value,
        "position": fault.position,
    }
