"""A workbook says what its CSV would say, and tells what it hides."""

from datetime import date

import pytest
from openpyxl import Workbook

from tests.unit.publishing.books import changed, one_row, saved, tidy, with_cells, write
from tests.unit.publishing.small import RECEIVED, count, definitions, row, written
from wellness.domain.deliveries import COLUMNS, Fault, Severity
from wellness.publishing.check import check
from wellness.publishing.reading import Sheet, UnreadableFileError, read
from wellness.publishing.reading.raw import Merged
from wellness.publishing.reading.workbooks import read_workbook_rows

NAME = "clinic_2026-27-Q1.xlsx"


def texts(sheet: Sheet) -> list[tuple[str, ...]]:
    return [tuple(column[i] for column in sheet.columns) for i in range(len(sheet))]


def faults(book: Workbook) -> list[tuple[int, str, str, Severity]]:
    return [(f.row, f.column, f.code, f.severity) for f in read(NAME, saved(book)).faults]


def only_fault(content: bytes) -> Fault:
    (fault,) = read(NAME, content).faults
    return fault


def test_a_workbook_reads_as_its_csv() -> None:
    """Numbers lose their “.0”, codes keep their zeros, blank rows count and are left out."""
    rows = [count("0012", 7), count("ash", 1200, flag="withheld"), row("E", "wait", value="6.5")]
    book = tidy(*rows)
    for number, (column, value) in enumerate([(7, 7.0), (7, 1200), (9, 6.5)], start=2):
        book["Data"].cell(number, column, value)
    write(book, "Data", 8, ["elm"])

    sheet = read(NAME, saved(book))
    same = read("a.csv", written(*rows) + b"\n" * 4 + b"elm" + b"," * 9)

    assert sheet.header == same.header == COLUMNS
    assert texts(sheet) == texts(same)
    assert sheet.lines.tolist() == same.lines.tolist() == [2, 3, 4, 8]
    assert sheet.faults == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.000000000000001, "7"),
        (0.1 + 0.2, "0.3"),
        (20 / 3, "6.666666666666667"),
        (1234567890123456, "1234567890123456"),
        (date(2026, 7, 1), "2026-07-01"),
        (True, "TRUE"),
        ("  0012 ", "0012"),
        ("a\nb", "a\nb"),
    ],
)
def test_a_cell_is_read_as_a_person_reads_it(value: object, text: str) -> None:
    book = tidy(one_row())
    book["Data"]["J2"] = value

    assert read(NAME, saved(book)).by_name["flag"][0] == text


@pytest.mark.parametrize(
    "hostile", ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "<b>x</b>", "\u202eabc"]
)
def test_a_hostile_text_stays_the_text_it_is(hostile: str) -> None:
    sheet = read(NAME, saved(tidy(one_row(org_unit=hostile))))

    assert sheet.by_name["org_unit"][0] == hostile


def test_an_error_is_a_fault_and_never_a_blank() -> None:
    content = with_cells('<row r="2"><c r="G2" t="e"><v>#N/A</v></c></row>')

    sheet = read(NAME, content)

    (fault,) = sheet.faults
    assert (fault.row, fault.column, fault.code, fault.value) == (
        2,
        "numerator",
        "error_cell",
        "#N/A",
    )
    assert sheet.by_name["numerator"][0] == "#N/A"


def test_an_error_is_told_once() -> None:
    """Not as a mark where a number should be, too."""
    content = saved(tidy(one_row(), one_row(org_unit="elm", numerator="#N/A")))
    content = changed(content, lambda xml: xml.replace(b"<is><t>#N/A</t></is>", b"<v>#N/A</v>"))
    content = changed(content, lambda xml: xml.replace(b'r="G3" t="inlineStr"', b'r="G3" t="e"'))

    receipt = check(NAME, content, definitions(), RECEIVED)

    (fault,) = receipt.errors
    assert (fault.row, fault.column, fault.code) == (3, "numerator", "error_cell")
    assert (receipt.fine, receipt.to_mend) == (1, 1)


def test_a_formula_that_was_never_worked_out_is_a_fault() -> None:
    content = with_cells('<row r="2"><c r="G2"><f>A1+B1</f><v></v></c></row>')

    fault = only_fault(content)

    assert (fault.row, fault.column, fault.value) == (2, "numerator", "=A1+B1")
    assert fault.code == "unfinished_formula"


def test_a_formula_that_has_a_value_is_its_value() -> None:
    """Also one whose value is an empty text."""
    content = with_cells(
        '<row r="2"><c r="G2"><f>3+4</f><v>7</v></c>'
        '<c r="F2" t="str"><f>""</f><v></v></c>'
        '<c r="A2" t="inlineStr"><is><t>ash</t></is></c></row>'
    )

    sheet = read(NAME, content)

    assert sheet.faults == ()
    assert (sheet.by_name["numerator"][0], sheet.by_name["category"][0]) == ("7", "")


def test_elements_may_carry_a_prefix_and_cells_no_reference() -> None:
    content = with_cells('<row><c t="e"><v>#REF!</v></c><c t="e"><v>#DIV/0!</v></c></row>')

    assert [(f.row, f.column) for f in read(NAME, content).faults] == [
        (2, "org_unit"),
        (2, "quarter"),
    ]


def test_hidden_sheets_are_told_and_not_read() -> None:
    book = tidy(one_row(), title="Sheet1")
    book.create_sheet("Old").sheet_state = "veryHidden"

    sheet = read(NAME, saved(book))

    (fault,) = sheet.faults
    assert (fault.code, fault.severity) == ("hidden_sheets", Severity.WARNING)
    assert "“Old”" in fault.message
    assert len(sheet) == 1


def test_hidden_rows_and_columns_are_read_and_told() -> None:
    book = tidy(one_row(), one_row(org_unit="elm"))
    book["Data"].row_dimensions[3].hidden = True
    book["Data"].column_dimensions["G"].hidden = True

    assert faults(book) == [
        (3, "", "hidden_row", Severity.WARNING),
        (0, "numerator", "hidden_column", Severity.WARNING),
    ]


def test_merged_cells_are_a_fault_in_a_tidy_sheet() -> None:
    book = tidy(one_row(), one_row(org_unit=""))
    book["Data"].merge_cells("A2:A3")

    assert faults(book) == [(2, "org_unit", "merged_cells", Severity.ERROR)]


def test_a_column_in_percent_is_told_and_read_as_a_share() -> None:
    book = tidy(one_row(numerator=None, value=0.45))
    book["Data"]["I2"].number_format = "0.0%"

    sheet = read(NAME, saved(book))

    assert sheet.by_name["value"][0] == "0.45"
    assert [(f.column, f.code) for f in sheet.faults] == [("value", "percent_column")]


def test_the_sheet_called_data_is_the_delivery() -> None:
    book = tidy(one_row())
    book.create_sheet("Notes", 0)["A1"] = "Read this first"

    sheet = read(NAME, saved(book))

    assert (len(sheet), sheet.faults) == (1, ())


def test_else_it_is_the_only_sheet_with_our_columns_and_the_others_are_told() -> None:
    book = tidy(one_row(), title="Visits")
    book.create_sheet("Notes", 0)["A1"] = "Read this first"

    sheet = read(NAME, saved(book))

    assert (len(sheet), [f.code for f in sheet.faults]) == (1, ["other_sheets"])


def test_of_several_deliveries_none_is_chosen() -> None:
    book = tidy(one_row(), title="North")
    write_header(book, "South")

    with pytest.raises(
        UnreadableFileError, match=r"“North”, “South”. Call the one to be read “Data”"
    ):
        read(NAME, saved(book))


def test_a_workbook_without_our_columns_names_its_sheets() -> None:
    book = Workbook()
    book.create_sheet("More")

    with pytest.raises(UnreadableFileError, match=r"no sheet with the columns .* “Sheet”, “More”"):
        read(NAME, saved(book))


def test_words_beside_the_codes_are_not_read() -> None:
    """As in a template: the columns org_unit_name, indicator_title and category_title."""
    book = tidy(one_row())
    book["Data"]["K1"] = "org_unit_name"
    book["Data"]["K2"] = "Ash School"

    assert read(NAME, saved(book)).header == COLUMNS


def test_a_workbook_is_checked_like_any_file() -> None:
    content = saved(tidy(one_row(), one_row(org_unit="elm", numerator=3)))

    receipt = check(NAME, content, definitions(), RECEIVED)

    assert receipt.accepted
    assert receipt.faults == ()


def test_any_sheet_can_be_had_as_rows_with_its_merged_cells() -> None:
    """By its name, by its number from 1, or the only one that can be seen."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Table 1"
    page["B2"], page["B3"], page["C3"], page["B5"] = "2026", "Jul", "Aug", 4
    page.merge_cells("B2:C2")

    for wanted in ("table 1", 1, None):
        raw = read_workbook_rows("t.xlsx", saved(book), wanted)

        assert raw.rows == [("", "2026", ""), ("", "Jul", "Aug"), ("", "4", "")]
        assert (raw.lines, raw.sheet) == ([2, 3, 5], "Table 1")
        assert raw.merged == (Merged(2, 2, 2, 3),)


@pytest.mark.parametrize(
    ("wanted", "said"), [("Table", "no sheet “Table”"), (2, "no sheet number 2")]
)
def test_a_sheet_that_is_not_there_is_named(wanted: str | int, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_workbook_rows("t.xlsx", saved(tidy()), wanted)


def write_header(book: Workbook, title: str) -> None:
    book.create_sheet(title)
    write(book, title, 1, COLUMNS)
