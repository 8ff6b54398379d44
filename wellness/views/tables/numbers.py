"""The numbers behind a picture: one click away, and as a file."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa
import streamlit as st

from wellness.views import phone, words
from wellness.views.tables import files, rows
from wellness.views.tables.listings import Cell, Listing, listing

LONG = 60  # rows; more of them in a real table take a browser seconds
FIT = 5  # columns beside each other on a phone
TALL = 420  # pixels of a long table
MARKED = {"withheld": "▨ withheld", "not reported": "– not reported"}


def numbers(*answers: object, key: str = "numbers", behind: str = "chart") -> None:
    """Answers as tables behind one click."""
    these = "these" if len(answers) > 1 else "this"
    with opened(f"The numbers behind {these} {behind}", key) as is_open:
        if is_open:
            for number, answer in enumerate(answers):
                listed = listing(answer)
                _table(listed)
                files.download(listed, f"{key}_{number}" if number else key)


@contextmanager
def opened(label: str, key: str) -> Iterator[bool]:
    """What waits behind one click: whether it is open. Nothing of it is made or sent before.

    No fragment: each would cost every run half a millisecond to spare the one that opens it.
    """
    closed = st.expander(
        label, icon=":material/table_rows:", type="compact", on_change="rerun", key=key
    )
    with closed:
        yield bool(closed.open)


def _table(listed: Listing) -> None:
    if len(listed.rows) > LONG:
        scrolled(listed)
    else:
        _short(listed, FIT if phone.on_phone() else len(listed.head))


def _short(listed: Listing, columns: int) -> None:
    head, rest = listed.head[:columns], listed.head[columns:]
    cells = [[words.plain(_shown(cell)) for cell in row[:columns]] for row in listed.rows]
    rows.draw(head, cells, listed.title)
    if rest:
        st.markdown(words.small(f"Only in the file: {', '.join(rest)}"))


def _shown(cell: Cell) -> str:
    """A cell on screen: a count with its commas, a state with its mark."""
    return f"{cell:,}" if isinstance(cell, int) else MARKED.get(cell, cell)


def scrolled(listed: Listing) -> None:
    """A long table in a window of its own, whose columns sort by a click."""
    columns = [_column([row[n] for row in listed.rows]) for n in range(len(listed.head))]
    table = pa.table(columns, names=list(listed.head))
    counts = {
        field.name: st.column_config.NumberColumn(format="localized")
        for field in table.schema
        if pa.types.is_integer(field.type)
    }
    st.dataframe(table, hide_index=True, height=TALL, column_config=counts, alt=listed.title)


def _column(cells: list[Cell]) -> pa.Array:
    """Numbers where there are no words between them, so that they line up and sort."""
    if all(isinstance(cell, int) or cell == "" for cell in cells):
        return pa.array([None if cell == "" else cell for cell in cells], pa.int64())
    return pa.array([_shown(cell) for cell in cells], pa.string())
