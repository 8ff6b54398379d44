"""Traps of workbooks in detail; `tests/security/test_hostile_files.py` has those of every kind."""

import io
import resource
import zipfile
from collections.abc import Iterator

import pytest

from tests.unit.publishing.books import SHEET, changed, one_row, packed, saved, tidy, with_cells
from wellness.publishing.reading import UnreadableFileError, check_columns, read
from wellness.publishing.reading.xlsx import grids, open_package

NAME = "clinic_2026-27-Q1.xlsx"
MOST_MEMORY = 1_000_000  # kB that a test may add to what this process ever took


@pytest.fixture(autouse=True)
def _bounded_memory() -> Iterator[None]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY


def sentence(content: bytes, name: str = NAME) -> str:
    with pytest.raises(UnreadableFileError) as told:
        read(name, content)
    return str(told.value)


def tidy_book() -> bytes:
    return saved(tidy(one_row()))


def test_a_value_in_the_last_corner_is_named() -> None:
    far = with_cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')

    assert "ends at cell XFD1048576" in sentence(far)


def test_what_kills_the_reader_kills_a_process_of_its_own() -> None:
    """Laid out without a look, the last corner takes more memory than there is."""
    package = open_package(NAME, with_cells('<row><c r="XFD1048576"><v>1</v></c></row>'))

    with pytest.raises(UnreadableFileError, match="takes more memory than a workbook should"):
        grids(package, ["Data"])


def test_a_row_that_hides_where_its_cell_is_does_not_help() -> None:
    far = with_cells('<row r="2"><c r="XFD1048576"><v>1</v></c></row>')

    assert "ends at cell XFD1048576" in sentence(far)


def test_a_format_in_the_last_corner_is_no_value() -> None:
    content = with_cells('<row r="1048576"><c r="XFD1048576" s="0"/></row>')

    assert len(read(NAME, content)) == 0


def test_a_million_rows_far_down_are_read_while_they_are_narrow() -> None:
    content = with_cells('<row r="1048576"><c r="G1048576"><v>1</v></c></row>')

    assert read(NAME, content).lines.tolist() == [1_048_576]


def test_a_bomb_that_lies_about_its_size_is_damaged() -> None:
    """The list of contents says 100 bytes where there are ten million."""
    honest = changed(tidy_book(), lambda xml: xml + b" " * 10_000_000)
    size = zipfile.ZipFile(io.BytesIO(honest)).getinfo(SHEET).file_size

    lying = honest.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))

    assert "damaged" in sentence(lying)


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_are_refused_in_any_part(part: str) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    content = changed(tidy_book(), lambda xml: declared + xml, part)

    assert "declares entities" in sentence(content)


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm"])
def test_macros_are_refused_whatever_the_name_ends_in(ending: str) -> None:
    content = changed(tidy_book(), lambda _: b"\xd0\xcf", "xl/vbaProject.bin")

    assert "holds macros" in sentence(content, "clinic_2026-27-Q1" + ending)


def test_a_workbook_without_macros_may_end_in_xlsm() -> None:
    assert len(read("clinic_2026-27-Q1.xlsm", tidy_book())) == 1


def test_cells_fed_by_other_workbooks_are_a_fault() -> None:
    content = changed(tidy_book(), lambda _: b"<x/>", "xl/externalLinks/externalLink1.xml")

    (fault,) = read(NAME, content).faults
    assert fault.code == "external_links"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"\xd0\xcf\x11\xe0 an old one", "old Excel workbook"),
        (b"", "damaged, or no workbook"),
        (b"PK\x03\x04 and then nothing", "damaged, or no workbook"),
        (packed({"a.txt": b"a"}), "damaged, or no workbook"),
        (packed({"content.xml": b"<x/>"}), "a workbook of another kind"),
        (packed({"xl/workbook.bin": b"x"}), "a workbook of another kind"),
        (saved(tidy(one_row()))[:-40], "damaged, or no workbook"),
    ],
)
def test_what_is_no_workbook_is_called_so(content: bytes, said: str) -> None:
    assert said in sentence(content)


@pytest.mark.parametrize("ending", [".xls", ".xlsb", ".ods"])
def test_kinds_that_cannot_tell_an_error_from_a_blank_are_refused(ending: str) -> None:
    assert "of a kind that is not read" in sentence(b"any", "a" + ending)


@pytest.mark.parametrize(
    "broken",
    [
        '<row r="x"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="2"><v>1</v></c></row>',
        '<row r="2"><c r="A0"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</row>',
        "</sheetData><mergeCells><mergeCell/></mergeCells><sheetData>",
    ],
)
def test_a_part_that_is_wrong_inside_is_damaged(broken: str) -> None:
    assert "damaged" in sentence(with_cells(broken))


def test_control_characters_and_long_texts_are_read_and_judged() -> None:
    text = "_x0007_" + "y" * 40_000
    content = with_cells(f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>')

    sheet = read(NAME, content)

    assert check_columns(sheet) == ()
    assert len(sheet.by_name["org_unit"][0]) > 30_000
