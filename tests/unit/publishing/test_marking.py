"""A partner gets their own file back: the faulty cells marked, everything else as it was."""

import io
import zipfile

import pytest
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook

from tests.unit.publishing.books import changed, one_row, opened, saved, tidy
from tests.unit.publishing.small import FILE, RECEIVED, count, definitions, written
from wellness.domain.deliveries import Fault
from wellness.publishing.check import Receipt, check
from wellness.publishing.marking import marked
from wellness.publishing.marking.marks import AUTHOR, ERROR_TINT, MOST, WARNING_TINT

NAME = "clinic_2026-27-Q1.xlsx"
HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "<b>x</b>", "\u202eevil", "#N/A"]


def receipt(content: bytes, name: str = NAME) -> Receipt:
    return check(name, content, definitions(), RECEIVED)


def sent_back(book: Workbook) -> Workbook:
    return opened(marked_content(book))


def tint(cell: Cell) -> str:
    return str(cell.fill.fgColor.rgb)[2:] if cell.fill.fill_type else ""


def marked_cells(book: Workbook, title: str = "Data") -> list[str]:
    return [c.coordinate for row in book[title].iter_rows() for c in row if c.comment]


def listed(book: Workbook) -> list[tuple[object, ...]]:
    rows = list(book["To mend"].iter_rows(values_only=True))
    return rows[rows.index(next(r for r in rows if r[0] == "Row")) + 1 :]


def everything_else(book: Workbook, title: str, marks: list[str]) -> list[tuple[object, ...]]:
    cells = (c for row in book[title].iter_rows() for c in row if c.coordinate not in marks)
    return [
        (c.coordinate, c.value, c.data_type, c.number_format, c.font.b, c.fill.fgColor.rgb)
        for c in cells
    ]


def test_each_faulty_cell_is_tinted_and_says_what_and_how() -> None:
    book = sent_back(tidy(one_row(), one_row(org_unit="elm", numerator="<11")))

    cell = book["Data"]["G3"]
    assert marked_cells(book) == ["G3"]
    assert tint(cell) == ERROR_TINT
    assert cell.comment
    assert cell.comment.text.startswith("The numerator is a range, which hides a count. Send the")


def test_all_other_cells_keep_value_kind_and_format() -> None:
    before = tidy(one_row(), one_row(org_unit="elm", numerator="<11"))
    before["Data"]["A1"].font = Font(bold=True)
    before["Data"]["A2"].fill = PatternFill("solid", fgColor="FF00FF00")
    notes = before.create_sheet("Notes")
    notes["A1"], notes["A2"], notes["A3"] = "=1+1", 0.25, RECEIVED
    notes["A2"].number_format = "0%"
    notes["A4"] = "=not a formula"
    notes["A4"].data_type = "s"
    before = opened(saved(before))

    after = sent_back(before)

    assert after.sheetnames == ["To mend", "Data", "Notes"]
    assert everything_else(after, "Data", ["G3"]) == everything_else(before, "Data", ["G3"])
    assert everything_else(after, "Notes", []) == everything_else(before, "Notes", [])
    assert after["Notes"]["A4"].data_type == "s"


def test_the_first_sheet_lists_every_fault_with_a_link_to_its_cell() -> None:
    book = sent_back(tidy(one_row(), one_row(org_unit="elm", numerator="<11")))

    ((row, column, value, what, how, kind),) = listed(book)
    assert (row, column, value, kind) == (3, "numerator", "<11", "To mend")
    assert what == "The numerator is a range, which hides a count."
    assert str(how).startswith("Send the count")
    links = [c.hyperlink for r in book["To mend"].iter_rows() for c in r if c.hyperlink]
    assert [link.location for link in links] == ["'Data'!G3"]


def test_only_the_list_is_selected_when_the_file_opens() -> None:
    """Of two selected sheets, whoever types into one types into both."""
    book = sent_back(tidy(one_row(numerator="x")))

    assert [s.title for s in book.worksheets if s.sheet_view.tabSelected] == ["To mend"]


def test_a_warning_is_marked_in_the_other_color() -> None:
    book = tidy(one_row(), one_row(org_unit="elm"))
    book["Data"].row_dimensions[3].hidden = True

    assert tint(sent_back(book)["Data"]["A3"]) == WARNING_TINT


def test_the_partners_own_comment_stays_beneath_ours() -> None:
    book = tidy(one_row(numerator="x"))
    book["Data"]["G2"].comment = Comment("We were not sure.", "Ana")

    comment = sent_back(book)["Data"]["G2"].comment

    assert comment
    assert comment.author == AUTHOR
    assert comment.text.endswith("Ana: We were not sure.")


def test_marks_of_an_earlier_check_are_taken_back() -> None:
    first = sent_back(tidy(one_row(numerator="x"), one_row(org_unit="nowhere")))
    first["Data"]["G2"].value = 7

    second = sent_back(first)

    assert second.sheetnames == ["To mend", "Data"]
    assert marked_cells(second) == ["A3"]
    assert tint(second["Data"]["G2"]) == ""


def test_the_mended_file_is_checked_as_if_never_marked() -> None:
    book = sent_back(tidy(one_row(numerator="x"), one_row(org_unit="elm")))
    book["Data"]["G2"].value = 7

    mended = receipt(saved(book))

    assert (mended.accepted, mended.faults) == (True, ())


def test_a_merged_cell_is_marked_where_its_text_stands() -> None:
    book = tidy(one_row(), one_row(org_unit="", numerator=3))
    book["Data"].merge_cells("A2:A3")

    assert marked_cells(sent_back(book)) == ["A2"]


def test_a_csv_comes_back_as_a_workbook_with_its_row_numbers() -> None:
    content = (
        written(count("ash", 7)) + b"\n\nragged,1\n" + b"elm,2026-27 Q1,quarter,visits,,,<11,,,"
    )

    file = marked(FILE, content, receipt(content, FILE))

    book = opened(file.content)
    assert file.name == NAME
    assert marked_cells(book) == ["A4", "G5"]
    assert [book["Data"].cell(n, 1).value for n in range(1, 6)] == [
        "org_unit", "ash", None, "ragged", "elm"
    ]  # fmt: skip
    assert book["Data"]["G2"].data_type == "s"


@pytest.mark.parametrize("name", [NAME, FILE])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_a_text(name: str, text: str) -> None:
    row = count(text, 7)
    content = saved(tidy(row)) if name == NAME else written(row)

    book = opened(marked(name, content, receipt(content, name)).content)

    cell = book["Data"]["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert not any(c.data_type in "fe" for page in book for r in page.iter_rows() for c in r)


def test_no_more_than_a_limit_is_marked_and_the_rest_is_counted() -> None:
    content = written(*(count("nowhere", number) for number in range(MOST + 3)))

    book = opened(marked(FILE, content, receipt(content, FILE)).content)

    assert len(listed(book)) == MOST
    notes = [row[0] for row in book["To mend"].iter_rows(max_row=3, values_only=True)]
    assert any("more faults are not marked" in str(note) for note in notes)


def test_a_header_that_is_wrong_is_marked_too() -> None:
    content = written(count("ash", 7)).replace(b"numerator", b"numerater")

    book = opened(marked(FILE, content, receipt(content, FILE)).content)

    assert "G1" in marked_cells(book)


@pytest.mark.parametrize(
    "rows",
    [
        [("student id", "birth date"), ("123456", "2011-02-03")],
        [("a", "b"), *((f"Lopez, Maria{letter}", "2011-02-03") for letter in "abc")],
    ],
)
@pytest.mark.parametrize("state", ["visible", "hidden"])
def test_a_sheet_that_seems_to_list_people_does_not_go_back(
    rows: list[tuple[str, str]], state: str
) -> None:
    """The rows that were read do, and nothing else of the workbook."""
    book = tidy(one_row(numerator="x"))
    people = book.create_sheet("List")
    people.sheet_state = state
    for row in rows:
        people.append(row)

    content = marked_content(book)

    assert opened(content).sheetnames == ["To mend", "Data"]
    assert holds_nowhere(content, b"2011-02-03")


def test_notes_with_dates_and_somebody_to_ask_go_back() -> None:
    book = tidy(one_row(numerator="x"))
    notes = book.create_sheet("Notes")
    for text in ("Ask data@example.org", RECEIVED, "2026-10-11", "2026-10-12"):
        notes.append([text])

    assert opened(marked_content(book)).sheetnames == ["To mend", "Data", "Notes"]


def test_a_merge_of_all_cells_does_not_stop_it() -> None:
    """Laid out cell by cell it would be 17 billion: the rows come back without it."""
    merge = b'</sheetData><mergeCells><mergeCell ref="A9:XFD1048576"/></mergeCells>'
    content = changed(
        saved(tidy(one_row(numerator="x"))), lambda xml: xml.replace(b"</sheetData>", merge)
    )

    assert "G2" in marked_cells(opened(marked(NAME, content, receipt(content)).content))


def test_a_format_in_the_last_corner_does_not_stop_it() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    content = changed(
        saved(tidy(one_row(numerator="x"))), lambda xml: xml.replace(b"</sheetData>", far)
    )

    book = opened(marked(NAME, content, receipt(content)).content)

    assert book["Data"]["G2"].comment


def test_lost_charts_are_told() -> None:
    content = changed(saved(tidy(one_row(numerator="x"))), lambda _: b"<x/>", "xl/charts/c1.xml")

    book = opened(marked(NAME, content, receipt(content)).content)

    notes = [row[0] for row in book["To mend"].iter_rows(max_row=4, values_only=True)]
    assert any("Charts and pictures" in str(note) for note in notes)


def marked_content(book: Workbook) -> bytes:
    content = saved(book)
    return marked(NAME, content, receipt(content)).content


def holds_nowhere(content: bytes, text: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return not any(text in parts.read(name) for name in parts.namelist())


def test_a_fault_of_a_mapped_file_is_marked_where_it_stands() -> None:
    """Its column is called as the sender calls it, which may be no text of one cell."""
    book = Workbook()
    page = book.create_sheet("Table 1")
    page["C4"] = "x"
    content = saved(book)
    fault = Fault(4, "Visits, online", "not_a_number", "x", "It is a mark.", "Mend it.", position=3)
    told = Receipt(NAME, "clinic", RECEIVED, 1, None, (fault,))

    file = marked(NAME, content, told, sheet="Table 1", header_row=2)

    assert marked_cells(opened(file.content), "Table 1") == ["C4"]
