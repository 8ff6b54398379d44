"""Tables as files that a spreadsheet opens without running anything in them."""

import csv
import io
import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+%?")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(head: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """The table as CSV in UTF-8, with the mark by which spreadsheets know it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell as text: what a spreadsheet would take for a formula begins with an apostrophe."""
    is_formula = cell.startswith(_STARTS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell
