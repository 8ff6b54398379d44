"""Large files of an invented district in which five things are counted in four categories each.

A school has 25 numbers a quarter, so a thousand schools in forty quarters make a million rows. Any
number of rows is written tidy as CSV and as a workbook, and wide as CSV: a row a school and
quarter, read through a mapping.
"""

import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.sample import BUILT, Delivery
from benchmarks.settings import Settings
from wellness.domain.deliveries import COLUMNS
from wellness.domain.periods import Calendar, Quarter, quarters_between

SCHOOLS, LAST = 1_000, Quarter(2025, 4)
SOURCE, RECEIVED = "counts", date(2026, 7, 10)
THINGS, PARTS = ("calls", "visits", "talks", "trips", "plans"), ("home", "school", "web", "other")
A_SCHOOL = len(THINGS) * (1 + len(PARTS))  # numbers a quarter
TIDY, WORKBOOK, WIDE = "CSV", "workbook", "wide CSV"
MARK = "T"  # a total, in the header of the wide file
_DISTRICT = f"""name = "Large"
first_quarter = "2001-02 Q1"
[sources.{SOURCE}]
title = "Counts"
owner = "Office"
legal_basis = "ferpa"
cadence = "quarter"
due_days = 20
reports = ["school"]
"""
_INDICATOR = """title = "{0}"
theme = "access"
why_it_matters = "It is counted."
numerator = "{0}"
kind = "flow"
unit = "{0}"
improvement = "increase"
result_type = "how much"
disclosure_class = "sensitive"
cadence = "quarter"
owner = "Office"
sources = ["counts"]
lowest_level = {{ quarter = "school", year = "school" }}
definitions = [{{ version = 1, valid_from = "2001-02 Q1", note = "First." }}]
[breakdowns.place]
title = "Place"
categories = [{1}]
partition = true
lowest_level = {{ quarter = "school", year = "school" }}
"""
_COLUMN = '[[columns]]\nindicator = "{0}"\nnumerator = "{0} {1}"\n'
_PART = 'breakdown = "place"\ncategory = "{0}"\n'
_PLACES = "org_unit,name,level,school_type,charter,operator,parent,parent_level,valid_from,valid_to"
# The least that a workbook consists of; its texts are kept once, as spreadsheet programs do.
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
_LINK = f'<Relationship Id="{{0}}" Type="{_OFFICE}/{{1}}" Target="{{2}}"/>'
_SMALL_PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _LINKS.format(_LINK.format("a", "officeDocument", "xl/workbook.xml"))
    + "</Relationships>",
    "xl/_rels/workbook.xml.rels": _LINKS.format(
        _LINK.format("a", "worksheet", "worksheets/sheet1.xml")
        + _LINK.format("b", "sharedStrings", "sharedStrings.xml")
    )
    + "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Data" sheetId="1" r:id="a"/></sheets></workbook>',
}
Row = tuple[str, ...]


def home(settings: Settings) -> Path:
    """The workspace, made unless it is there."""
    folder = settings.build / "large"
    if not (folder / BUILT).exists():
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in _workspace().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        (folder / BUILT).touch()
    return folder


def file(settings: Settings, rows: int, kind: str) -> Delivery:
    """The newest quarters in which there are so many numbers, or a few more; made unless there."""
    quarters = quarters_between(LAST - (-(-rows // (SCHOOLS * A_SCHOOL)) - 1), LAST)
    folder = home(settings) / str(rows)
    folder.mkdir(exist_ok=True)
    span = "_".join(map(Calendar().address, (quarters[0], quarters[-1])))
    path = (
        folder
        / {
            TIDY: f"{SOURCE}_{span}.csv",
            WORKBOOK: f"{SOURCE}_{span}.xlsx",
            WIDE: f"wide_{span}.csv",
        }[kind]
    )
    if not path.exists():
        half = path.with_suffix(".part")
        if kind == WORKBOOK:
            _write_workbook(half, (COLUMNS, *_tidy(quarters)))
        else:
            header, body = (
                (COLUMNS, _tidy(quarters)) if kind == TIDY else (_wide_header(), _wide(quarters))
            )
            half.write_text("\n".join(map(",".join, (header, *body, ()))), encoding="utf-8")
        half.rename(path)
    return Delivery(path, SOURCE, Calendar().address(LAST), RECEIVED)


def _workspace() -> dict[str, str]:
    listed = ", ".join(f'"{part}"' for part in PARTS)
    places = [_PLACES, "D,Large,district,,,,,,,", "R,Region,region,,,,D,district,,"]
    places += [f"{code},School {code},school,high,false,,R,region,," for code in _schools()]
    columns = (
        _COLUMN.format(thing, part or MARK) + (_PART.format(part) if part else "")
        for thing in THINGS
        for part in ("", *PARTS)
    )
    mapping = f'source = "{SOURCE}"\nfiles = "wide*.csv"\n[org_unit]\ncolumn = "School"\n'
    return {
        "district.toml": _DISTRICT,
        "org_units.csv": "\n".join(places),
        "mappings/wide.toml": "\n".join([mapping, '[period]\ncolumn = "Quarter"\n', *columns]),
        **{f"indicators/{thing}.toml": _INDICATOR.format(thing, listed) for thing in THINGS},
    }


def _schools() -> list[str]:
    return [f"S{number:04}" for number in range(SCHOOLS)]


def _numbers(quarters: Sequence[Quarter]) -> Iterator[tuple[str, str, str, list[int]]]:
    """School, quarter, thing, and its number in each category: any, but the same every time."""
    calendar = Calendar()
    for quarter in quarters:
        for number, school in enumerate(_schools()):
            for step, thing in enumerate(THINGS):
                first = number * 7 + quarter.ordinal * 3 + step
                parts = [11 + (first + 5 * place) % 60 for place in range(len(PARTS))]
                yield school, calendar.label(quarter), thing, parts


def _tidy(quarters: Sequence[Quarter]) -> Iterator[Row]:
    for school, quarter, thing, parts in _numbers(quarters):
        about = (school, quarter, "quarter", thing)
        yield (*about, "", "", str(sum(parts)), "", "", "")
        for part, number in zip(PARTS, parts, strict=True):
            yield (*about, "place", part, str(number), "", "", "")


def _wide_header() -> Row:
    return ("School", "Quarter", *(f"{t} {part}" for t in THINGS for part in (MARK, *PARTS)))


def _wide(quarters: Sequence[Quarter]) -> Iterator[Row]:
    row: list[str] = []
    for school, quarter, _, parts in _numbers(quarters):
        row = row or [school, quarter]
        row += map(str, (sum(parts), *parts))
        if len(row) == A_SCHOOL + 2:
            yield tuple(row)
            row = []


def _write_workbook(path: Path, rows: Iterable[Row]) -> None:
    """Written by hand: a library takes a minute for a million rows."""
    texts: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, part in _SMALL_PARTS.items():
            book.writestr(name, part)
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for line, row in enumerate(rows, start=1):
                sheet.write(_line(line, row, texts).encode())
            sheet.write(b"</sheetData></worksheet>")
        kept = "".join(f"<si><t>{text}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{kept}</sst>')


def _line(line: int, row: Row, texts: dict[str, int]) -> str:
    cells = (
        f'<c r="{letter}{line}"><v>{text}</v></c>'
        if text.isdecimal()
        else f'<c r="{letter}{line}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'
        for letter, text in zip("ABCDEFGHIJ", row, strict=True)
        if text
    )
    return f'<row r="{line}">{"".join(cells)}</row>'
