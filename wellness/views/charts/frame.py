"""What all charts share: no frame, no legend, no toolbar, a horizontal grid and our type."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import plotly.graph_objects as go
import plotly.io as pio
import streamlit as st

from wellness.views.theme import FONT, Tokens

pio.templates.default = None  # the template alone weighs as much as a chart
CONFIG: Final = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
TEXT, TICKS, STRONG = 13, 12.5, 14
HIDDEN: Final = {"visible": False, "fixedrange": True}

Spec = dict[str, Any]


class Drawing(go.Figure):  # type: ignore[misc]  # Plotly has no types
    """A figure that is sent as it was written.

    Plotly checks every part of a figure when it is made and copies all of it when it is sent: for
    small columns 5 ms of 6, more than all else on a page. Our parts are checked by the tests.
    """

    def __init__(self, written: Spec) -> None:
        """Hold what was written; nothing of `go.Figure` but the sending is used."""
        self._written = written

    def to_dict(self) -> Spec:
        """What is sent."""
        return self._written


def spec(data: Sequence[dict[str, Any]], layout: dict[str, Any]) -> Spec:
    """A chart as Plotly's JSON has it; a trace without a type is a scatter."""
    return {"data": [{"type": "scatter", **trace} for trace in data], "layout": layout}


def draw(written: Spec | go.Figure, alt: str) -> None:
    """Put a chart on the page. `alt` is its finding, for those who listen."""
    figure = Drawing(written) if isinstance(written, dict) else written
    st.plotly_chart(figure, theme=None, config=dict(CONFIG), alt=alt)


def layout(colors: Tokens, height: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401 Plotly's own
    """The layout of a chart that many pixels tall; `more` is added to it as Plotly knows it."""
    return {
        "height": height,
        "margin": {"l": 52, "r": 20, "t": 12, "b": 44},
        "font": {"family": FONT, "size": TEXT, "color": colors.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colors.paper,
            "bordercolor": colors.edge,
            "align": "left",
            "font": {"family": FONT, "size": TEXT, "color": colors.ink},
        },
        **more,
    }


def amount_axis(
    colors: Tokens, ticks: Mapping[float, str], span: Sequence[float]
) -> dict[str, Any]:
    """A vertical axis with a quiet grid: its ticks by amount, and what it spans."""
    return {
        "range": list(span),
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "gridcolor": colors.rule,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": TICKS, "color": colors.muted},
    }


def period_axis(colors: Tokens, ticks: Mapping[float, str], count: int) -> dict[str, Any]:
    """A horizontal axis for that many periods at 0, 1, 2 …: their names, without a grid."""
    return {
        "range": [-0.6, count - 0.4],
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": TICKS, "color": colors.muted},
    }


def note(x: float, y: float, words: str, color: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Words on a chart, at a point of its axes."""
    return {
        "x": x,
        "y": y,
        "text": words,
        "showarrow": False,
        "font": {"size": TEXT, "color": color},
        **more,
    }
