"""The numbers behind a chart: one click away, and as a file."""

from collections.abc import Sequence

import streamlit as st

from wellness.reporting.answers import Point, Trend
from wellness.views import words
from wellness.views.tables import rows, spreadsheet

HEAD = ("Period", "Number", "Counted", "Out of", "95% range", "Reported", "Note")


@st.fragment
def numbers(trend: Trend, key: str = "numbers") -> None:
    """The chart's table behind one click; nothing of it is made or sent before."""
    closed = st.expander(
        "The numbers behind this chart",
        icon=":material/table_rows:",
        type="compact",
        on_change="rerun",
        key=key,
    )
    with closed:
        if closed.open:
            _opened(trend)


def _opened(trend: Trend) -> None:
    head, table = filled(trend)
    shown = [[words.plain(cell) for cell in row] for row in table]
    rows.draw(head, shown, f"{trend.indicator.title}, {trend.place.name}")
    st.download_button(
        "These numbers as a file (CSV)",
        spreadsheet.csv_of(head, table),
        file_name=f"{trend.indicator.code}_{trend.place.code}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def filled(trend: Trend) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The table of a trend, newest period first, without columns that would be empty."""
    table = [_row(trend, point) for point in reversed(trend.points)]
    used = [n for n in range(len(HEAD)) if any(row[n] for row in table)]
    return [HEAD[n] for n in used], [[row[n] for n in used] for row in table]


def _row(trend: Trend, point: Point) -> list[str]:
    quotient = trend.indicator.kind.is_quotient
    return [
        point.label,
        words.state(point),
        _count(point.numerator) if quotient else "",
        _count(point.denominator),
        _range(trend, point),
        f"{point.reporting:,} of {point.expected:,}" if point.expected else "",
        "; ".join(w for w in ("" if point.finished else "not finished", point.breaks) if w),
    ]


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _range(trend: Trend, point: Point) -> str:
    if point.low is None or point.high is None:
        return ""
    if trend.indicator.kind.is_percent:
        return f"{point.low:.1%} to {point.high:.1%}"
    return f"{point.low:,.4g} to {point.high:,.4g}"
