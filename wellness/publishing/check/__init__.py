"""Check a delivery: every row is judged, all faults are reported at once."""

from wellness.publishing.check.checking import check
from wellness.publishing.check.receipts import Coverage, Receipt

__all__ = ["Coverage", "Receipt", "check"]
