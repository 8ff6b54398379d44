"""Arrow tables in and out of a store."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Row, Select, Table

from data_access.dialects import dialect_of

CHUNK = 50_000  # rows that become Python objects at a time: some 50 MB


def fitted(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The columns of a schema, in its order and types; a column that is missing is a bug."""
    return rows.select(schema.names).cast(schema)


def insert_table(
    connection: Connection, table: Table, leading: Sequence[int], rows: pa.Table
) -> None:
    """Insert Arrow rows, whose columns are the table's last ones, below constant leading values."""
    dialect = dialect_of(connection.engine.url)
    for batch in rows.to_batches(max_chunksize=CHUNK):
        dialect.insert(connection, table, leading, batch)


def fetch_table(
    connection: Connection, statement: Select[*tuple[Any, ...]], schema: pa.Schema
) -> pa.Table:
    """The rows of a statement whose columns are those of the schema."""
    result = connection.execute(statement)
    batches = [_batch(rows, schema) for rows in result.partitions(CHUNK)]
    return pa.Table.from_batches(batches, schema)


def _batch(rows: Sequence[Row[*tuple[Any, ...]]], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.record_batch(arrays, schema=schema)
