"""A file is read as text, row by row, and nothing is padded, cut or guessed."""

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.unit.publishing.small import checked, count, definitions, written
from wellness.domain.deliveries import COLUMNS
from wellness.domain.errors import UnknownNameError
from wellness.domain.periods import Calendar, Quarter
from wellness.publishing.check import check
from wellness.publishing.reading import UnreadableFileError, check_columns, parse_file_name, read

HEADER = ",".join(COLUMNS)
ROW = "ash,2026-27 Q1,quarter,visits,,,7,,,"


def csv(*lines: str) -> bytes:
    return "\n".join((HEADER, *lines)).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_header(encoding: str) -> None:
    sheet = read("a.csv", csv(ROW).decode().encode(encoding))

    assert sheet.header == COLUMNS
    assert sheet.faults == ()
    assert sheet.by_name["numerator"][0] == "7"


def test_another_encoding_is_named_and_everything_else_is_still_read() -> None:
    sheet = read("a.csv", csv(ROW, ROW.replace("ash", "peña")).decode().encode("cp1252"))

    (fault,) = sheet.faults
    assert (fault.row, fault.code) == (3, "encoding")
    assert "Windows-1252" in fault.message
    assert len(sheet) == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_computer(end: str) -> None:
    assert len(read("a.csv", csv(ROW, ROW).replace(b"\n", end.encode()))) == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_gives_the_columns(delimiter: str) -> None:
    sheet = read("a.csv", csv(ROW).decode().replace(",", delimiter).encode())

    assert sheet.header == COLUMNS


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    """Blank rows count, and so does a row that does not fit; a break inside quotes does not."""
    sheet = read("a.csv", csv(ROW, "", "short,1", '"a\nb"' + ROW[3:], "," * 9, ROW + ",more", ROW))

    assert sheet.lines.tolist() == [2, 5, 8]
    assert [(f.row, f.code) for f in sheet.faults] == [(4, "ragged_row"), (7, "ragged_row")]
    assert sheet.faults[0].message == "The row has 2 cells, the header has 10."


def test_a_quotation_mark_that_swallows_rows_is_named() -> None:
    (fault,) = read("a.csv", csv(ROW, '"' + ROW, ROW)).faults

    assert (fault.row, fault.code) == (3, "ragged_row")
    assert fault.remedy.startswith("A quotation mark opens in it")


def test_codes_keep_their_leading_zeros_and_lose_blanks_around_them() -> None:
    assert read("a.csv", csv(" 0012 " + ROW[3:])).columns[0][0] == "0012"


def test_parquet_says_the_same_as_csv() -> None:
    """Whole numbers with gaps are often floats there."""
    table = pa.table(
        {name: [text] for name, text in zip(COLUMNS, ROW.split(","), strict=True)}
        | {"numerator": [7.0], "denominator": pa.array([None], pa.float64())}
    )
    file = io.BytesIO()
    pq.write_table(table.select(COLUMNS), file)

    receipt = check("clinic_2026-27-Q1.parquet", file.getvalue(), definitions(), DAY)

    assert receipt.delivery is not None
    assert receipt.delivery.equals(checked(count("ash", 7)).delivery)


DAY = checked(count("ash", 7)).received_on


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"PK", "damaged, or no workbook"),
        ("a.pdf", b"%PDF", "ends in none of .csv, .parquet, .xlsx"),
        ("a.csv", b"PK\x03\x04 ...", "If it is a workbook, rename it"),
        ("a.csv", b"PAR1 ...", "Rename it to end in .parquet"),
        ("a.csv", "a,b".encode("utf-16-le"), "is no plain text"),
        ("a.csv", b"", "is empty"),
        ("a.parquet", b"PAR1", "no Parquet file"),
    ],
)
def test_a_file_without_rows_to_judge_gets_one_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        read(name, content)


def test_missing_extra_and_misspelled_columns_are_named() -> None:
    header = HEADER.replace("numerator", "numerater").replace(",flag", ",comment")
    faults = check_columns(read("a.csv", f"{header}\n{ROW}".encode()))

    assert [(f.code, f.column) for f in faults] == [
        ("unknown_column", "numerater"),
        ("unknown_column", "comment"),
        ("missing_column", "flag"),
    ]
    assert faults[0].remedy == "Rename it “numerator”."
    assert faults[1].remedy == "Rename it “flag” if it is that, else remove it."


@pytest.mark.parametrize(
    "above", ["Our numbers for the quarter", "sep=;", "maria,lopez,9,,,,,,,", ROW]
)
def test_a_file_without_a_header_is_told_so_and_its_first_row_is_not_repeated(above: str) -> None:
    content = f"{above}\n{HEADER}\n{ROW}".encode()

    (fault,) = check("clinic_2026-27-Q1.csv", content, definitions(), DAY).errors

    assert (fault.row, fault.code, fault.value) == (1, "no_header", "")


def test_a_file_without_its_columns_is_not_judged_further() -> None:
    content = written(count("nowhere", "x")).replace(b"flag", b"flog")
    receipt = check("clinic_2026-27-Q1.csv", content, definitions(), DAY)

    assert [f.code for f in receipt.errors] == ["unknown_column"]
    assert not receipt.judged


def test_a_files_name_tells_source_and_quarters() -> None:
    one = parse_file_name("smh_records_2026-27-Q1.csv", Calendar())
    history = parse_file_name("visits_2021-22-Q1_2026-27-Q1.csv", Calendar())
    calendar_year = parse_file_name("state_2019-Q3.csv", Calendar(1))

    assert (one.source, one.first, one.last) == ("smh_records", Quarter(2026, 1), Quarter(2026, 1))
    assert (history.source, history.first) == ("visits", Quarter(2021, 1))
    assert (calendar_year.source, calendar_year.first) == ("state", Quarter(2019, 3))
    assert parse_file_name("visits.csv", Calendar()).looks_back(4) is None


def test_a_quarter_that_no_year_has_is_told_where_it_stands() -> None:
    with pytest.raises(UnknownNameError, match=r"in the name of “clinic_2026-28-Q1\.csv”"):
        parse_file_name("clinic_2026-28-Q1.csv", Calendar())


def test_a_name_that_tells_no_source_is_shown_one_that_does() -> None:
    with pytest.raises(UnknownNameError, match=r"like clinic_2026-27-Q1\.csv"):
        checked(count("ash", 7), name="Clinic final.csv")


def test_an_unknown_source_is_told_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="names: census, clinic"):
        checked(count("ash", 7), name="clinc_2026-27-Q1.csv")
