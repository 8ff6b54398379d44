"""Files that are traps, made cheaply: what is large in them is zeros, or the same again."""

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq

from tests.unit.publishing.books import SHEET, changed, one_row, packed, saved, tidy, with_cells
from tests.unit.publishing.small import count, written
from wellness.domain.deliveries import COLUMNS

CSV, XLSX, PARQUET = "csv", "xlsx", "parquet"
COLUMNS_OF_EXCEL = 16_384
LONG = 1_000_000
BIDI, CONTROL = "\u202e", "\x1b"
ROW = count("ash", 7)


@dataclass(frozen=True)
class Trap:
    """A file, made when it is asked for; `said` is a part of the sentence that it gets.

    A file that is `refused` has no rows to judge; of others the row with the fault is told.
    """

    make: Callable[[], bytes]
    said: str
    refused: bool = True
    name: str = "clinic_2026-27-Q1"
    is_large: bool = False


def csv_of(*rows: Mapping[str, str]) -> bytes:
    return written(*map(dict, rows))


def xlsx_of(*rows: Mapping[str, str]) -> bytes:
    return saved(tidy(*rows))


def parquet_of(*rows: Mapping[str, str]) -> bytes:
    return _parquet(pa.table({name: [row[name] for row in rows] for name in COLUMNS}))


def with_text(kind: str, text: str, column: str = "org_unit") -> Callable[[], bytes]:
    """A delivery of one row with that text in a column."""
    make = {CSV: csv_of, XLSX: xlsx_of, PARQUET: parquet_of}[kind]
    return partial(make, {**ROW, column: text})


def csv_repeated(times: int) -> bytes:
    head, row = csv_of(ROW).split(b"\n")
    return head + b"\n" + (row + b"\n") * times


def xlsx_repeated(times: int) -> bytes:
    columns = {"A": "ash", "B": "2026-27 Q1", "C": "quarter", "D": "visits", "G": "7"}
    cells = (f'<c r="{c}{{0}}" t="str"><v>{text}</v></c>' for c, text in columns.items())
    row = f'<row r="{{0}}">{"".join(cells)}</row>'
    return with_cells("".join(row.format(line) for line in range(2, times + 2)))


def parquet_repeated(times: int) -> bytes:
    return _parquet(pa.table({name: pa.repeat(ROW[name], times) for name in COLUMNS}))


def zip_bomb(size: int = 400_000_000) -> bytes:
    """A workbook of zeros, a thousandth of what it unpacks to."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
        book.open(SHEET, "w", force_zip64=True) as part,
    ):
        for _ in range(size // 10_000_000):
            part.write(bytes(10_000_000))
    return content.getvalue()


def parquet_bomb() -> bytes:
    """One long text that two million cells share: 200 GB of letters in some kilobytes."""
    shared = pa.DictionaryArray.from_arrays(pa.array([0] * 200_000, pa.int32()), ["x" * LONG])
    return _parquet(pa.table(dict.fromkeys(COLUMNS, shared)))


def parquet_of_more_rows_than_there_are() -> bytes:
    """A billion nulls take no room at all."""
    return _parquet(pa.table({name: pa.nulls(3_000_000) for name in COLUMNS}))


def wide_csv(columns: int) -> bytes:
    return ",".join([*COLUMNS, *("x" * (columns - len(COLUMNS)))]).encode() + b"\n1\n"


def wide_parquet() -> bytes:
    return _parquet(pa.table({f"c{n}": ["x"] for n in range(COLUMNS_OF_EXCEL)}))


def csv_of_faults(rows: int) -> bytes:
    """Rows in which hardly a cell is right."""
    return ",".join(COLUMNS).encode() + b"\n" + b"a,b,c,d,e,f,g,h,i,j\n" * rows


def long_line() -> bytes:
    return csv_of(ROW) + b"\n" + b"x" * (50 * LONG)


def long_header() -> bytes:
    return b'"' + b"x" * 500_000 + b'"\n' + csv_of(ROW)


def shared_text() -> bytes:
    """One long text that a hundred thousand cells share."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 100_000))
    text = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    return changed(with_cells(rows), lambda _: text, "xl/sharedStrings.xml")


def far_cell() -> bytes:
    return with_cells('<row r="2"><c r="XFD2"><v>1</v></c></row>')


def unfinished_formula() -> bytes:
    return with_cells('<row r="2"><c r="G2"><f>1+1</f></c></row>')


def part_added(part: str, content: bytes = b"<x/>") -> bytes:
    return changed(saved(tidy(one_row())), lambda _: content, part)


def many_hidden_columns() -> bytes:
    """Each of them would be looked for in each of two thousand columns."""
    hidden = b"<cols>" + b'<col min="16384" max="16384" hidden="1"/>' * 200_000 + b"</cols>"
    return changed(far_cell(), lambda xml: xml.replace(b"<sheetData>", hidden + b"<sheetData>"))


def deep_xml() -> bytes:
    return with_cells("<a>" * LONG + "</a>" * LONG)


def entities() -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    return changed(saved(tidy(one_row())), lambda xml: declared + xml)


def gzipped() -> bytes:
    return gzip.compress(bytes(10 * LONG))


def zipped() -> bytes:
    return packed({"a.csv": csv_of(ROW)})


def damaged_parquet() -> bytes:
    return b"PAR1" + b"\xff" * 1_000 + b"PAR1"


def nested_parquet() -> bytes:
    return _parquet(pa.table({name: [[["a"]]] for name in COLUMNS}))


def zeros(size: int) -> bytes:
    return bytes(size)


def _parquet(table: pa.Table) -> bytes:
    content = io.BytesIO()
    pq.write_table(table, content, compression="zstd")
    return content.getvalue()
