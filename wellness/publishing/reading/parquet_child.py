"""A program of its own that reads a Parquet file as texts; `parquet_files.py` starts it.

    python parquet_child.py COLUMNS CELLS LETTERS  < file > table

It may be killed by what it reads: a file of some kilobytes can stand for terabytes. The table comes
out as an Arrow stream, each column as its different texts and for every row the number of its text.
"""

import sys

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

NOT_PLAIN, TOO_WIDE, TOO_LARGE = 2, 3, 4


def main(columns: int, cells: int, letters: int) -> int:
    """Write the table; the exit code."""
    pa.set_memory_pool(pa.system_memory_pool())  # others set much aside before they need it
    content = pa.py_buffer(sys.stdin.buffer.read())
    try:
        told = pq.read_metadata(pa.BufferReader(content))
        if told.num_columns > columns:
            return TOO_WIDE
        if told.num_columns * told.num_rows > cells:
            return TOO_LARGE
        table = pq.read_table(pa.BufferReader(content), use_threads=False)
        found = [texts(column) for column in table.columns]
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError):
        return NOT_PLAIN
    if sum(chunk.dictionary.nbytes for column in found for chunk in column.chunks) > letters:
        return TOO_LARGE
    written = pa.table(found, names=table.column_names)
    with pa.ipc.new_stream(sys.stdout.buffer, written.schema) as stream:
        stream.write_table(written)
    return 0


def texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column as different strings, in one piece; a null is empty.

    A whole number among floats loses its “.0”: a column of whole numbers with gaps is often
    stored as floats.
    """
    found = column.cast(pa.string())
    if pa.types.is_floating(column.type):
        found = pc.replace_substring_regex(found, pattern=r"\.0$", replacement="")
    coded = pc.fill_null(found, "").dictionary_encode().combine_chunks()
    return pa.chunked_array([coded])


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
