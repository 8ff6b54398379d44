"""The shape of the tables that travel between publishing and the stores.

A quarter is stored as `Quarter.ordinal`. An empty breakdown and category mean the total.
"""

import pyarrow as pa

OBSERVATIONS = pa.schema(
    [
        pa.field("org_unit", pa.string(), nullable=False),
        pa.field("quarter", pa.int32(), nullable=False),
        pa.field("period_type", pa.string(), nullable=False),
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("breakdown", pa.string(), nullable=False),
        pa.field("category", pa.string(), nullable=False),
        pa.field("numerator", pa.int64()),
        pa.field("denominator", pa.int64()),
        pa.field("value", pa.float64()),
        pa.field("flag", pa.string(), nullable=False),
    ]
)

FIRST_TOLD = pa.schema(
    [
        pa.field("indicator", pa.string(), nullable=False),
        pa.field("org_unit", pa.string(), nullable=False),
        pa.field("quarter", pa.int32(), nullable=False),
    ]
)

CELLS = pa.schema(
    [
        pa.field("org_unit", pa.string(), nullable=False),
        pa.field("breakdown", pa.string(), nullable=False),
        pa.field("category", pa.string(), nullable=False),
        pa.field("period_type", pa.string(), nullable=False),
        pa.field("quarter", pa.int32(), nullable=False),
        pa.field("level", pa.string(), nullable=False),
        pa.field("state", pa.string(), nullable=False),
        pa.field("denominator_state", pa.string(), nullable=False),
        pa.field("numerator", pa.int64()),
        pa.field("denominator", pa.int64()),
        pa.field("value", pa.float64()),
        pa.field("low", pa.float64()),
        pa.field("high", pa.float64()),
        pa.field("definition_version", pa.int32(), nullable=False),
        pa.field("numerator_version", pa.int32(), nullable=False),
        pa.field("denominator_version", pa.int32(), nullable=False),
        pa.field("reporting", pa.int32(), nullable=False),
        pa.field("expected", pa.int32(), nullable=False),
        pa.field("band", pa.string()),
    ]
)

SPREADS = pa.schema(
    [
        pa.field("school_type", pa.string(), nullable=False),
        pa.field("period_type", pa.string(), nullable=False),
        pa.field("quarter", pa.int32(), nullable=False),
        pa.field("schools", pa.int32(), nullable=False),
        pa.field("p5", pa.float64(), nullable=False),
        pa.field("p25", pa.float64(), nullable=False),
        pa.field("p50", pa.float64(), nullable=False),
        pa.field("p75", pa.float64(), nullable=False),
        pa.field("p95", pa.float64(), nullable=False),
    ]
)
