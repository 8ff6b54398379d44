"""The survey's export: a Parquet file with a row for each site, grade span and question."""

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from sample_data.partners.sent import Sent
from wellness.domain.periods import Quarter

_ITEMS = {
    "response_rate": "RESP",
    "belonging": "BEL",
    "growth_mindset": "GM",
    "self_efficacy": "SE",
    "self_management": "SM",
    "social_awareness": "SA",
    "knows_where_to_get_help": "HELP",
    "sel_growth": "GROWTH",
}
_SPANS = {"": "All", "elementary": "K-5", "middle": "6-8", "high": "9-12"}


def name(quarter: Quarter) -> str:
    """The name of the file: a survey is held in spring, in the second half of a school year."""
    return f"Student experience survey, spring {quarter.year + 1}.parquet"


def write(sent: Sent, path: Path) -> None:
    """Write the table; counts stay numbers."""
    rows = sent.rows
    columns = {
        "site_id": rows["org_unit"],
        "school_year": pa.repeat(sent.quarter.school_year, rows.num_rows),
        "item": _translated(rows["indicator"], _ITEMS),
        "grade_span": _translated(rows["category"], _SPANS),
        "n_yes": rows["numerator"],
        "n_asked": rows["denominator"],
    }
    parquet.write_table(pa.table(columns), path)


def _translated(column: pa.ChunkedArray, words: dict[str, str]) -> pa.Array:
    return pa.array([words[text] for text in column.to_pylist()])
