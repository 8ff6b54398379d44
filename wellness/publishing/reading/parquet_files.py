"""Read a Parquet file as texts."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wellness.publishing.reading.sheets import Sheet, Words
from wellness.publishing.reading.unreadable import UnreadableFileError

FIRST_LINE = 2  # the names of the columns stand where a spreadsheet has its row 1


def read_parquet(name: str, content: bytes) -> Sheet:
    """The file as texts; its first row counts as row 2. Raises `UnreadableFileError`."""
    try:
        table = pq.read_table(pa.BufferReader(content))
        columns = tuple(Words.of(_texts(column)) for column in table.columns)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        message = f"{name} is no Parquet file of plain columns. Send the table as “CSV UTF-8”."
        raise UnreadableFileError(message) from error
    lines = np.arange(FIRST_LINE, FIRST_LINE + table.num_rows, dtype=np.int64)
    return Sheet(name, tuple(table.column_names), columns, lines).without_blank_rows()


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column as strings.

    A whole number among floats loses its “.0”: a column of whole numbers with gaps is often
    stored as floats.
    """
    texts = column.cast(pa.string())
    if pa.types.is_floating(column.type):
        return pc.replace_substring_regex(texts, pattern=r"\.0$", replacement="")
    return texts
