"""A program of its own that lays out the cells of a workbook; `grids.py` starts it.

    python child.py LETTERS ROWS SHEET ...  < workbook > rows

It may be killed by what it reads, which is why it is another process. Rows come out as CSV: the
number of the row and its texts, blank rows left out; a row with the number 0 names the sheet.
Only the standard library and the reader are imported, so that it starts at once.
"""

import csv
import io
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

DAMAGED, TOO_MUCH_TEXT = 2, 3
Cell = int | float | str | bool | time | date | datetime | timedelta
_MIDNIGHT = time()
_LONGEST = 1e18  # from here on a number is written with its power of ten


def main(letters: int, rows: int, *sheets: str) -> int:
    """Write the rows of some sheets, all of them where `rows` is 0; the exit code."""
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
    writer = csv.writer(out, lineterminator="\n")
    left = letters
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for name in sheets:
            writer.writerow((0, name))
            for row in _rows(book.get_sheet_by_name(name), rows):
                left -= sum(map(len, map(str, row)))
                if left < 0:
                    return TOO_MUCH_TEXT
                writer.writerow(row)
    except CalamineError:
        return DAMAGED
    out.flush()
    return 0


def _rows(sheet: CalamineSheet, most: int) -> Iterator[tuple[str | int, ...]]:
    """The rows that are not blank, each from column A on and after its number."""
    if sheet.start is None:
        return
    # The reader begins with row 1 always, and with the first column that is used.
    before = ("",) * sheet.start[1]
    for number, cells in enumerate(islice(sheet.iter_rows(), most or None), start=1):
        texts = tuple(map(text, cells))
        if any(texts):
            yield (number, *before, *texts)


def text(cell: Cell) -> str:
    """A cell as a person reads it, without blanks around it."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == _MIDNIGHT else cell.isoformat(" ")
    if isinstance(cell, timedelta):
        return str(cell)
    return cell.isoformat()


def _number(amount: float) -> str:
    """A number as it was typed: without “.0”, and without the speck that a formula leaves.

    Spreadsheets show 15 digits at most, so 7.000000000000001 is 7 to everybody who looks at it.
    """
    if amount.is_integer() and abs(amount) < _LONGEST:
        return str(int(amount))
    exact, shown = repr(amount), f"{amount:.15g}"
    return shown if len(shown) < len(exact) - 1 else exact


if __name__ == "__main__":
    letters, rows, *sheets = sys.argv[1:]
    sys.exit(main(int(letters), int(rows), *sheets))
