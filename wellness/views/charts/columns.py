"""Columns: how much was done in each quarter, from zero."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from wellness.domain.cells import State
from wellness.reporting.answers import Point, Trend
from wellness.views import phone, theme
from wellness.views.charts import frame, periods
from wellness.views.charts.frame import Spec
from wellness.views.charts.scales import scale_of
from wellness.views.theme import Tokens

HATCHED = {State.WITHHELD, State.CODED}
LEGEND = 20  # pixels of a line that says what the marks mean
Trace = dict[str, Any]


def issued_chart(trend: Trend, height: int = 200) -> None:
    """Draw a flow as columns: certificates issued, quarter by quarter."""
    chosen = issued_figure(trend, theme.tokens(), narrow=phone.on_phone(), height=height)
    frame.draw(chosen, f"{trend.finding.title}. {trend.finding.sentence}")


@lru_cache(maxsize=128)
def issued_figure(trend: Trend, colors: Tokens, *, narrow: bool, height: int) -> Spec:
    """The columns of a trend, the asked period dark."""
    scale = scale_of(trend.indicator, (p.amount for p in trend.points), zero=True, steps=3)
    ticks = periods.ticks(trend.points, yearly=trend.yearly, narrow=narrow)
    at = next((n for n, p in enumerate(trend.points) if p.quarter == trend.now.quarter), None)
    told = legend(trend.points)
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    above = [frame.note(0, 1, told, colors.muted, **place)] if told else []
    return frame.spec(
        data=list(columns(trend.points, colors, at, scale.high)),
        layout=frame.layout(
            colors,
            height,
            margin={"l": 52, "r": 20, "t": LEGEND + 8 if told else 12, "b": 44},
            bargap=0.3,
            barmode="overlay",
            xaxis=frame.period_axis(colors, ticks, len(trend.points)),
            yaxis=frame.amount_axis(colors, scale.ticks, scale.span),
            annotations=[*_label(trend, at, colors), *above],
        ),
    )


def columns(
    points: Sequence[Point], colors: Tokens, at: int | None, top: float, **axes: str
) -> Iterator[Trace]:
    """The traces of one row of columns: `at` dark, unfinished hollow, withheld hatched.

    Hatched blocks stand on the axis and are 6 % of `top` tall, whatever they hide.
    """
    shown = [n for n, p in enumerate(points) if p.amount is not None]
    hidden = [n for n, p in enumerate(points) if p.state in HATCHED]
    unsent = [n for n, p in enumerate(points) if p.state is State.NOT_REPORTED]
    yield _row(points, shown, [points[n].amount or 0.0 for n in shown], axes) | {
        "marker": {
            "color": [_fill(points[n], colors, dark=n == at) for n in shown],
            "line": {
                "width": [0 if points[n].finished else 1.2 for n in shown],
                "color": colors.series,
            },
        }
    }
    if hidden:
        yield _row(points, hidden, [0.06 * top] * len(hidden), axes) | {"marker": hatch(colors)}
    if unsent:
        yield _row(points, unsent, [0.012 * top] * len(unsent), axes) | {
            "marker": {"color": colors.ref}
        }


def legend(points: Iterable[Point]) -> str:
    """What the marks among some columns mean: `Outlined: not finished`; "" where there are none."""
    drawn = tuple(points)
    marks = {
        "outlined: not finished": any(p.amount is not None and not p.finished for p in drawn),
        "dash: not reported": any(p.state is State.NOT_REPORTED for p in drawn),
        "hatched: withheld": any(p.state in HATCHED for p in drawn),
    }
    told = " · ".join(word for word, is_there in marks.items() if is_there)
    return told[:1].upper() + told[1:]


def hatch(colors: Tokens) -> dict[str, Any]:
    """The marker of a block that stands for something withheld or lost."""
    return {
        "color": colors.paper,
        "line": {"width": 1, "color": colors.hatch},
        "pattern": {"shape": "/", "fgcolor": colors.hatch, "size": 5, "solidity": 0.35},
    }


def _row(
    points: Sequence[Point], spots: list[int], tall: list[float], axes: dict[str, str]
) -> Trace:
    return {
        "type": "bar",
        "x": spots,
        "y": tall,
        "customdata": [periods.told(points[n]) for n in spots],
        "hovertemplate": "%{customdata}<extra></extra>",
        **axes,
    }


def _fill(point: Point, colors: Tokens, *, dark: bool) -> str:
    if not point.finished:
        return colors.paper
    return colors.series if dark else colors.bar


def _label(trend: Trend, at: int | None, colors: Tokens) -> Iterator[dict[str, Any]]:
    if at is not None and trend.now.amount is not None:
        words = f"<b>{trend.now.text}</b>"
        yield frame.note(at, trend.now.amount, words, colors.ink, yshift=11)
