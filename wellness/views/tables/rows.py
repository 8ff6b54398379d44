"""What all tables share: rows become one table of Markdown cells."""

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from wellness.reporting.answers import Point
from wellness.views import words


def draw(head: Sequence[str], rows: Sequence[Sequence[str]], alt: str) -> None:
    """A table without lines between columns. Cells are Markdown; `alt` says what it shows."""
    columns = [pa.array([row[n] for row in rows], pa.string()) for n in range(len(head))]
    st.table(pa.table(columns, names=list(head)), border="horizontal", hide_index=True, alt=alt)


def amount(point: Point | None) -> str:
    """A number in bold, or in grey why there is none; "" for no point at all."""
    if point is None:
        return ""
    return words.bold(point.text) if point.amount is not None else words.quiet(words.state(point))


def below(first: str, second: str) -> str:
    """Two lines in one cell."""
    return f"{first}  \n{second}" if second else first


def past(point: Point | None) -> str:
    """The number of a year ago, quietly."""
    return "" if point is None else words.quiet(words.state(point))
