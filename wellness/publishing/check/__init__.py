"""Check a delivery: every row is judged, all faults are reported at once."""

from wellness.publishing.check.checking import check, read_mapped
from wellness.publishing.check.groups import Group, grouped
from wellness.publishing.check.known_history import YEARS
from wellness.publishing.check.receipts import Coverage, Receipt
from wellness.publishing.check.telling import lines, receipt_as_json, verdict

__all__ = [
    "YEARS",
    "Coverage",
    "Group",
    "Receipt",
    "check",
    "grouped",
    "lines",
    "read_mapped",
    "receipt_as_json",
    "verdict",
]
