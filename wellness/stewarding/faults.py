"""Faults of a file in place: as a table, in the partner's own rows, and in their own file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten

import streamlit as st

from wellness.domain.deliveries import Severity
from wellness.publishing.check import Group, grouped
from wellness.publishing.marking import MarkedFile, marked, marks, own_rows
from wellness.publishing.marking.marks import Marks
from wellness.publishing.reading.raw import RawRows
from wellness.publishing.reading.xlsx import letters
from wellness.stewarding import words
from wellness.stewarding.deliveries import Delivery
from wellness.stewarding.desk import Refused, tried
from wellness.views import layout, phone
from wellness.views.tables import rows
from wellness.views.words import bold, plain, quiet

SHOWN = 12  # kinds of faults; the marked file has all
LETTERS = 60  # of the sender's own text
PLACES, AROUND = 8, 1  # faulty rows that are shown, and rows before and after each
COLUMNS = {True: 3, False: 7}  # of the sender's, on a phone and on a desk
ASKED = frozenset({"jump", "stopped_adding", "silent"})  # questions: right or wrong, ask
ELSEWHERE = frozenset({"late", "coverage"})  # said in the title, and beside the places
MARK = "◆"


def to_mend(delivery: Delivery) -> None:
    """What keeps the file out, where it stands, and the file back with those cells marked."""
    found = grouped(delivery.receipt.errors)
    if not found:
        return
    layout.section("To mend")
    _table(found, "What is to be mended")
    _file(delivery, "Their file, with the cells marked", kind="primary")
    _own_rows(delivery)


def to_ask(delivery: Delivery) -> None:
    """Questions to the partner: nothing is wrong for certain."""
    asked = [f for f in delivery.receipt.warnings if f.code in ASKED]
    found = grouped(asked)
    if not found:
        return
    layout.section("To ask the partner: it does not stop the load")
    _table(found, "Questions to the partner")
    if not delivery.receipt.errors:
        _file(delivery, "Their file, with the questions marked", kind="secondary")
    with st.expander("The questions as a text to send", type="compact"):
        lines = (f"- {words.here(group.sentence)}" for group in found)
        st.code(
            "\n".join([f"About {delivery.upload.name}:", *lines]), language=None, wrap_lines=True
        )


def to_know(delivery: Delivery) -> None:
    """What else was noticed. Restated numbers are told with what would change."""
    others = [f for f in delivery.receipt.warnings if f.code not in ASKED | ELSEWHERE]
    if others:
        layout.section("To know: it does not stop the load")
        _table(grouped(others), "What else was noticed")


def _table(groups: Sequence[Group], alt: str) -> None:
    shown = groups[:SHOWN]
    if phone.on_phone():
        narrow = [
            (rows.below(bold(_where(group)), _value(group)), rows.below(*_said(group)))
            for group in shown
        ]
        rows.draw(("Where", "What, and how to mend it"), narrow, alt)
    else:
        wide = [
            (_count(group), plain(_where(group)), _value(group), *_said(group)) for group in shown
        ]
        head = ("Rows", "First at", "Value", "What we found", "What to do")
        rows.draw(head, wide, alt)
    if len(groups) > SHOWN:
        layout.note(f"And {words.plural(len(groups) - SHOWN, 'more kind')}, all in the marked file")


def _count(group: Group) -> str:
    rows_with_it = {fault.row for fault in group.faults if fault.row}
    return bold(f"{len(rows_with_it):,}") if rows_with_it else ""


def _where(group: Group) -> str:
    first = group.faults[0]
    if not first.row:
        return "the file"
    return f"row {first.row}, {first.column}".rstrip(", ")


def _value(group: Group) -> str:
    text = shorten(group.faults[0].value, LETTERS, placeholder=" …")
    return plain(f"“{text}”") if text else ""


def _said(group: Group) -> tuple[str, str]:
    first = group.faults[0]
    remedy = plain(words.here(first.remedy))
    return plain(first.message), quiet(words.here(first.remedy)) if phone.on_phone() else remedy


def _file(delivery: Delivery, label: str, *, kind: str) -> None:
    """Their own workbook, worked out when it is asked for, and once."""
    st.download_button(
        label,
        lambda: _marked(delivery).content,
        file_name=f"{delivery.upload.name.rpartition('.')[0]}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        type="primary" if kind == "primary" else "secondary",
        on_click="ignore",
        key="marked_file",
    )


def _marked(delivery: Delivery) -> MarkedFile:
    upload, sheet, header = delivery.upload, *_place(delivery)
    return marked(upload.name, upload.content, delivery.receipt, sheet=sheet, header_row=header)


def _place(delivery: Delivery) -> tuple[str | int | None, int]:
    """The sheet and the row of its header."""
    mapping = delivery.mapping
    return (mapping.sheet, mapping.header.last) if mapping else (None, 1)


@dataclass(frozen=True)
class Excerpt:
    """Some of the sender's rows and columns, in Markdown, faulty cells marked."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _own_rows(delivery: Delivery) -> None:
    found = tried("own_rows", (delivery.key, phone.on_phone()), lambda: _excerpt(delivery))
    if isinstance(found, Refused) or not found.rows:
        return
    layout.section("Where they stand in the file")
    rows.draw(found.head, found.rows, "Rows of the file, faulty cells marked")
    layout.note(f"{MARK} to mend", "Rows and columns as a spreadsheet shows them")


def _excerpt(delivery: Delivery) -> Excerpt:
    sheet, header_row = _place(delivery)
    raw = own_rows(delivery.upload.name, delivery.upload.content, sheet)
    by_line = dict(zip(raw.lines, raw.rows, strict=True))
    header = by_line.get(header_row, ())
    return excerpt(raw, header, marks(delivery.receipt, header), narrow=phone.on_phone())


def excerpt(raw: RawRows, header: Sequence[str], found: Marks, *, narrow: bool) -> Excerpt:
    """The first faulty rows with a row before and after each, and the columns they are about."""
    faulty = {
        cell
        for cell, placed in found.by_cell.items()
        if any(p.fault.severity is Severity.ERROR for p in placed)
    }
    lines = sorted({row for row, _ in faulty})[:PLACES]
    wanted = {line + step for line in lines for step in range(-AROUND, AROUND + 1)}
    columns = _columns((c for row, c in faulty if row in lines), len(header), COLUMNS[narrow])
    head = ("Row", *(f"{letters(c)} {_cell(header, c)}".strip() for c in columns))
    first = next(iter(raw.lines), 1)
    told = [
        (
            bold(str(line)) if line in lines else quiet(str(line)),
            *(_told(_cell(row, c), faulty=(line, c) in faulty) for c in columns),
        )
        for line, row in zip(raw.lines, raw.rows, strict=True)
        if line in wanted and (line > first or line in lines)
    ]
    return Excerpt(head, tuple(told))


def _columns(faulty: Iterable[int], width: int, most: int) -> list[int]:
    """The columns with faults, then the first ones, in the order of the file."""
    wanted = dict.fromkeys([*sorted(faulty), *range(1, width + 1)])
    return sorted(list(wanted)[:most])


def _cell(row: Sequence[str], column: int) -> str:
    return row[column - 1] if 0 < column <= len(row) else ""


def _told(text: str, *, faulty: bool) -> str:
    short = shorten(text, LETTERS, placeholder=" …")
    if not faulty:
        return plain(short)
    return f":orange[{MARK} {bold(short or 'empty')}]"
