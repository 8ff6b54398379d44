"""Schools: each school of one type by its size and its number."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from wellness.domain.cells import State
from wellness.reporting import wording
from wellness.reporting.answers import SchoolComparison, SchoolDot
from wellness.views import phone, theme, words
from wellness.views.charts import frame
from wellness.views.charts.frame import Spec
from wellness.views.charts.scales import scale_of
from wellness.views.theme import Tokens

HEIGHT = 340
MANY = 150  # dots, from which on they lie on top of each other
Trace = dict[str, Any]


def school_chart(comparison: SchoolComparison) -> None:
    """Draw the schools of a comparison. Withheld schools are counted in words, not drawn."""
    if not is_drawn(comparison):
        st.markdown(words.plain(comparison.finding.sentence))
        return
    chosen = school_figure(comparison, theme.tokens(), narrow=phone.on_phone())
    frame.draw(chosen, f"{comparison.finding.title}. {comparison.finding.sentence}")


def is_drawn(comparison: SchoolComparison) -> bool:
    """Whether there is a chart: without sizes no school has a place on its axis."""
    return any(dot.size for dot in comparison.dots)


@lru_cache(maxsize=64)
def school_figure(comparison: SchoolComparison, colors: Tokens, *, narrow: bool) -> Spec:
    """A dot a school, the line of all schools of the type, and the asked school by name."""
    amounts = [dot.amount for dot in comparison.dots]
    scale = scale_of(comparison.indicator, [*amounts, comparison.reference.amount], zero=True)
    widest = max((dot.size for dot in comparison.dots), default=1) * 1.06
    return frame.spec(
        data=[*_others(comparison, colors), *_here(comparison, colors)],
        layout=frame.layout(
            colors,
            HEIGHT,
            xaxis=_sizes(colors, widest, steps=3 if narrow else 6),
            yaxis=frame.amount_axis(colors, scale.ticks, scale.span),
            shapes=list(_line(comparison, colors, widest)),
            annotations=[
                *_line_label(comparison, colors, widest),
                *_name(comparison, colors),
                _size_title(comparison, colors, widest),
            ],
        ),
    )


def not_drawn(comparison: SchoolComparison) -> str:
    """How many schools the picture leaves out, and why; "" if none."""
    coded = sum(school.state is State.CODED for school in comparison.without)
    left_out = [
        _counted(comparison, comparison.withheld, "withheld to protect privacy"),
        _counted(comparison, coded, "in a top or bottom band"),
        _counted(comparison, comparison.not_reported, "without a report"),
    ]
    told = wording.listed([*filter(None, left_out)])
    return f"Not drawn: {told}" if told else ""


def _counted(comparison: SchoolComparison, number: int, why: str) -> str:
    word = comparison.word if number == 1 else comparison.words
    return f"{number:,} {word} {why}" if number else ""


def _others(comparison: SchoolComparison, colors: Tokens) -> Iterator[Trace]:
    dots = [dot for dot in comparison.dots if dot.org_unit != comparison.here]
    opacity = 0.38 if len(dots) > MANY else 0.65
    yield _scatter(dots, {"size": 6, "color": colors.series, "opacity": opacity})


def _here(comparison: SchoolComparison, colors: Tokens) -> Iterator[Trace]:
    dots = [dot for dot in comparison.dots if dot.org_unit == comparison.here]
    if dots:
        ring = {"width": 2, "color": colors.paper}
        yield _scatter(dots, {"size": 12, "color": colors.ink, "line": ring})


def _scatter(dots: list[SchoolDot], marker: dict[str, Any]) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.size for dot in dots],
        "y": [round(dot.amount, 4) for dot in dots],
        "customdata": [_told(dot) for dot in dots],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": marker,
    }


def _told(dot: SchoolDot) -> str:
    counted = f"<br>{dot.numerator:,} of {dot.denominator:,}" if _has_counts(dot) else ""
    return f"{_named(dot)}<br>{dot.text}{counted}"


def _named(dot: SchoolDot) -> str:
    """Its name in bold; Plotly would follow marks that are in it."""
    return f"<b>{escape(dot.name, quote=False)}</b>"


def _has_counts(dot: SchoolDot) -> bool:
    return dot.numerator is not None and dot.denominator is not None


def _sizes(colors: Tokens, widest: float, steps: int) -> dict[str, Any]:
    step = _round_step(widest / steps)
    ticks = {float(n * step): f"{n * step:,}" for n in range(1, int(widest / step) + 1)}
    axis = frame.period_axis(colors, ticks, 0)
    return axis | {"range": [0, widest]}


def _round_step(rough: float) -> int:
    size = 10 ** (len(str(int(max(rough, 1)))) - 1)
    return next(int(n * size) for n in (1, 2, 5, 10) if n * size >= rough)


def _line(comparison: SchoolComparison, colors: Tokens, widest: float) -> Iterator[dict[str, Any]]:
    amount = comparison.reference.amount
    if amount is not None:
        stroke = {"width": 1.2, "color": colors.ref}
        yield {"type": "line", "x0": 0, "x1": widest, "y0": amount, "y1": amount, "line": stroke}


def _line_label(
    comparison: SchoolComparison, colors: Tokens, widest: float
) -> Iterator[dict[str, Any]]:
    amount = comparison.reference.amount
    if amount is not None:
        text = f"all {comparison.reference.text}"
        place = {"xanchor": "right", "yanchor": "bottom"}
        yield frame.note(widest, amount, text, colors.muted, **place)


def _size_title(comparison: SchoolComparison, colors: Tokens, widest: float) -> dict[str, Any]:
    place = {"yref": "paper", "xanchor": "right", "yanchor": "top", "yshift": -20}
    return frame.note(widest, 0, f"{comparison.size_title} →", colors.muted, **place)


def _name(comparison: SchoolComparison, colors: Tokens) -> Iterator[dict[str, Any]]:
    for dot in comparison.dots:
        if dot.org_unit == comparison.here:
            yield frame.note(dot.size, dot.amount, _named(dot), colors.ink, yshift=16)
