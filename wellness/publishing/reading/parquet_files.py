"""Read a Parquet file as texts."""

from pathlib import Path

import numpy as np
import pyarrow as pa

from wellness.publishing.reading.apart import TooSlowError, read_apart
from wellness.publishing.reading.limits import MOST_COLUMNS
from wellness.publishing.reading.parquet_child import NOT_PLAIN, TOO_LARGE, TOO_WIDE
from wellness.publishing.reading.sheets import Sheet, Words
from wellness.publishing.reading.unreadable import UnreadableFileError

FIRST_LINE = 2  # the names of the columns stand where a spreadsheet has its row 1
_CHILD = Path(__file__).with_name("parquet_child.py")
_MOST_CELLS = 20_000_000
_MOST_LETTERS = 300_000_000  # of all different texts together
_SAYS_WHY = {
    NOT_PLAIN: "is no Parquet file of plain columns. Send the table as “CSV UTF-8”.",
    TOO_WIDE: f"has more than {MOST_COLUMNS:,} columns. Send those with the numbers alone.",
    TOO_LARGE: "unpacks to more than is read. Send fewer quarters in a file.",
}
_KILLED = "takes more memory than a table should. Send it as “CSV UTF-8”."
_SLOW = "takes longer to read than a table should. Send it as “CSV UTF-8”."


def read_parquet(name: str, content: bytes) -> Sheet:
    """The file as texts; its first row counts as row 2. Raises `UnreadableFileError`."""
    table = _table(name, content)
    columns = tuple(map(Words.of, table.columns))
    lines = np.arange(FIRST_LINE, FIRST_LINE + table.num_rows, dtype=np.int64)
    return Sheet(name, tuple(table.column_names), columns, lines).without_blank_rows()


def _table(name: str, content: bytes) -> pa.Table:
    try:
        outcome = read_apart(_CHILD, content, MOST_COLUMNS, _MOST_CELLS, _MOST_LETTERS)
    except TooSlowError as error:
        raise UnreadableFileError(f"{name} {_SLOW}") from error
    if outcome.code:
        raise UnreadableFileError(f"{name} {_SAYS_WHY.get(outcome.code, _KILLED)}")
    return pa.ipc.open_stream(outcome.written).read_all()
