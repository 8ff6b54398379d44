"""How a file was read, in lines for a terminal: headers, first rows, what was left out and why."""

from collections.abc import Iterator, Sequence

import pandas as pd

from wellness.domain.deliveries import Fault
from wellness.domain.mappings import ROLES
from wellness.domain.period_formats import Span
from wellness.domain.periods import Quarter
from wellness.publishing.mapping.applying import Mapped
from wellness.publishing.mapping.numbers import NumberForm
from wellness.publishing.reading.xlsx import letters

ROWS = 5  # of the partner's file that are shown
_WIDEST = 44  # letters of a cell


def explanation(mapped: Mapped, rows: int = ROWS) -> list[str]:
    """How the sheet, its header and its first rows were read: a line each."""
    told = [*_sheet(mapped), "", *_columns(mapped)]
    if mapped.header_faults:
        told += ["", "To mend first:", *(f"  • {_sentence(f)}" for f in mapped.header_faults)]
        return told
    return [*told, "", *_first_rows(mapped, rows), "", *_counts(mapped)]


def _sentence(fault: Fault) -> str:
    return f"{fault.message} {fault.remedy}".strip()


def _sheet(mapped: Mapped) -> Iterator[str]:
    mapping, body = mapped.mapping, mapped.body
    sheet = f", sheet “{body.sheet}”" if body.sheet else ""
    edition = f", edition {mapping.edition}" if mapping.edition else ""
    yield f"{body.file_name}{sheet} is read by {mapping.file}{edition}, as of “{mapping.source}”."
    header = mapping.header
    above = f"row {header.row}" if header.rows == 1 else f"rows {header.row}–{header.last}"
    span = f"rows {body.lines[0]}–{body.lines[-1]}" if len(body) else "no row"
    stopped = f"; it ends above row {body.stopped}" if body.stopped else ""
    yield f"Header: {above}. Data: {span}, {len(body):,} in all{stopped}."


def _columns(mapped: Mapped) -> Iterator[str]:
    """Every column that is read, and the titles of those that are not."""
    titles, uses = mapped.body.titles, _uses(mapped)
    table = [("column", "header", "is read as")]
    table += [
        (letters(place + 1), titles.texts[place], ", ".join(dict.fromkeys(uses[place])))
        for place in sorted(uses)
    ]
    yield from _table(table)
    unread = [titles.named(p) for p in range(len(titles)) if p not in uses and titles.texts[p]]
    if unread:
        yield f"Not read: {', '.join(unread)}."


def _uses(mapped: Mapped) -> dict[int, list[str]]:
    layout, found = mapped.layout, dict[int, list[str]]()
    texts = {
        "org unit": layout.org_unit,
        "period": (layout.period,),
        "indicator": layout.indicator,
        "category": layout.category,
        "rows to leave out": layout.leave_out,
        "total rows": layout.totals,
    }
    for use, places in texts.items():
        for place in places:
            found.setdefault(place, []).append(use)
    for slot in layout.slots:
        rule, groups = slot.rule, " ".join(slot.groups.values())
        about = " ".join(filter(None, (rule.indicator, rule.category, groups)))
        for role, places in slot.columns.items():
            for place in places:
                found.setdefault(place, []).append(f"{role} of {about or 'the indicator'}")
        for place in (*slot.flags, *slot.beside.values()):
            found.setdefault(place, []).append("flags")
    found.pop(-1, None)
    return found


def _first_rows(mapped: Mapped, rows: int) -> list[str]:
    """What the first rows say: each of the partner's cells, and what is made of it."""
    pieces = mapped.pieces[mapped.pieces["row"] < rows]
    head = ("row", "column", "text", "indicator", "org unit", "period", "category", "role", "is")
    table: list[tuple[str, ...]] = [head]
    for _, piece in pieces.iterrows():
        table += _cells(mapped, piece)
    return list(_table(table))


def _cells(mapped: Mapped, piece: pd.Series) -> Iterator[tuple[str, ...]]:
    body, slot = mapped.body, mapped.layout.slots[int(piece["slot"])]
    flags = NumberForm(mapped.mapping).flags
    breakdown = ": ".join(filter(None, (piece["breakdown"], piece["category"])))
    written = mapped.mapping.period.format
    quarter = Quarter.of_ordinal(int(piece["quarter"]))
    said = written.said(Span(int(piece["ordinal"]), quarter, written.grain))
    for role in ROLES:
        for place in slot.columns.get(role, ()):
            number = "" if pd.isna(piece[role]) else f"{piece[role]:.15g}"
            yield (
                str(body.lines[piece["row"]]),
                letters(place + 1),
                body.columns[place][piece["row"]],
                piece["indicator"],
                piece["org_unit"],
                said,
                breakdown or "total",
                role,
                number or flags[int(piece["state"])],
            )


def _counts(mapped: Mapped) -> Iterator[str]:
    for group in mapped.left_out:
        first = f", the first in row {group.first}" if group.rows else ""
        yield f"Left out: {group.rows:,} rows ({group.why.rstrip('.')}){first}."
    for token, count in mapped.tokens.most_common():
        meaning = NumberForm(mapped.mapping).meaning(token)
        said = meaning.flag or meaning.token.value if meaning else ""
        yield f"Token “{token}” means {said}: {count:,} cells."
    if mapped.totals_compared:
        yield f"Totals compared with the sum of their parts: {mapped.totals_compared:,}."
    kept = len(mapped.sheet) if mapped.sheet else 0
    yield f"Tidy rows made of it: {kept:,}."


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns under each other, each as wide as its widest text."""
    short = [[_short(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*short, strict=True)]
    for row in short:
        yield "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 2]} …"
