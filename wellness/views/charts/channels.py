"""Channels: small columns for each category of a breakdown, one below the other."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from wellness.reporting.answers import Category, Shares
from wellness.views import phone, silence, theme, words
from wellness.views.charts import frame, periods
from wellness.views.charts.columns import LEGEND, columns, legend
from wellness.views.charts.frame import Spec
from wellness.views.theme import Tokens

ROW, GAP, FOOT = 88, 10, 18  # pixels a category, between two, and for the years at the end
WIDE = {True: 0.6, False: 0.69}  # of the width for columns, on a phone and on a desk


def channel_chart(shares: Shares) -> None:
    """Draw every category's last eight periods; dotted: the amount a year ago."""
    if silence.told(shares):
        return
    chosen = channel_figure(shares, theme.tokens(), narrow=phone.on_phone())
    frame.draw(chosen, f"{shares.finding.title}. {shares.finding.sentence}")


@lru_cache(maxsize=128)
def channel_figure(shares: Shares, colors: Tokens, *, narrow: bool) -> Spec:
    """Each row has its own scale from zero: what counts is its course, not its size."""
    rows = shares.categories
    told = legend(p for row in rows for p in row.points)
    height = ROW * len(rows) + FOOT + (LEGEND if told else 0)
    wide = WIDE[narrow]
    axes: dict[str, Any] = {}
    for number, row in enumerate(rows):
        axes |= _axes(number, row, height, wide, colors, yearly=shares.yearly)
    axes[f"xaxis{_suffix(len(rows) - 1)}"]["showticklabels"] = True
    said = [w for n, row in enumerate(rows) for w in _words(n, row, height, wide, colors)]
    page = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    below = [frame.note(0, 0, told, colors.muted, **page)] if told else []
    return frame.spec(
        data=[trace for n, row in enumerate(rows) for trace in _columns(n, row, colors)],
        layout=frame.layout(
            colors,
            height,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            bargap=0.25,
            barmode="overlay",
            annotations=[*said, *below],
            shapes=[s for n, row in enumerate(rows) for s in _year_ago(n, row, colors)],
            **axes,
        ),
    )


def _suffix(number: int) -> str:
    return str(number + 1) if number else ""


def _axes(
    number: int, row: Category, height: int, wide: float, colors: Tokens, *, yearly: bool
) -> dict[str, Any]:
    last = len(row.points)
    ceiling = 1 - number * ROW / height
    ticks = periods.ticks(row.points, yearly=yearly, narrow=True)
    below = frame.period_axis(colors, ticks, last) | {
        "domain": [0, wide],
        "anchor": f"y{_suffix(number)}",
        "showline": True,
        "linecolor": colors.edge,
        "showticklabels": False,
    }
    beside = {
        "domain": [ceiling - (ROW - GAP) / height, ceiling - 24 / height],
        "range": [0, _top(row) * 1.02],
        "anchor": f"x{_suffix(number)}",
    } | frame.HIDDEN
    return {f"xaxis{_suffix(number)}": below, f"yaxis{_suffix(number)}": beside}


def _top(row: Category) -> float:
    return max((p.amount or 0 for p in row.points), default=0) or 1.0


def _columns(number: int, row: Category, colors: Tokens) -> Iterator[dict[str, Any]]:
    at = _at(row)
    axes = {"xaxis": f"x{_suffix(number)}", "yaxis": f"y{_suffix(number)}"}
    return columns(row.points, colors, at, _top(row), **axes)


def _at(row: Category) -> int | None:
    """The place of now among the columns."""
    return next((n for n, p in enumerate(row.points) if p.quarter == row.now.quarter), None)


def _words(
    number: int, row: Category, height: int, wide: float, colors: Tokens
) -> Iterator[dict[str, Any]]:
    ceiling = 1 - number * ROW / height
    page = {"xref": "paper", "yref": "paper", "xanchor": "left"}
    title = f"<b>{row.title}</b>"
    yield frame.note(0, ceiling, title, colors.ink, yanchor="top", **page)
    large = {"size": 14.5, "color": colors.ink}
    told = words.state(row.now)
    told = f"<b>{told}</b>" if row.now.amount is not None else told
    middle = ceiling - 54 / height
    yield frame.note(wide + 0.03, middle, told, "", yanchor="bottom", font=large, **page)
    past = words.so_far(row.now).replace(", ", "<br>")
    if row.year_ago is not None and not past:
        past = f"{words.state(row.year_ago)} a year ago"
    if past:
        small = {"size": 12, "color": colors.muted}
        place = {"yanchor": "top", "align": "left"}
        yield frame.note(wide + 0.03, middle, past, "", font=small, **place, **page)


def _year_ago(number: int, row: Category, colors: Tokens) -> Iterator[dict[str, Any]]:
    """A line at the amount a year ago, up to now: what is not finished is not held against it."""
    at = _at(row)
    if at is None or row.year_ago is None or row.year_ago.amount is None:
        return
    yield {
        "type": "line",
        "xref": f"x{_suffix(number)}",
        "yref": f"y{_suffix(number)}",
        "x0": -0.6,
        "x1": at + 0.5,
        "y0": row.year_ago.amount,
        "y1": row.year_ago.amount,
        "line": {"width": 1.3, "dash": "dot", "color": colors.ink},
    }
