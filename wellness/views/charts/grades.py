"""Grade bands: the survey's skills side by side, each band with its 95 % range."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from wellness.domain.cells import State
from wellness.reporting.answers import Category, Point, Shares
from wellness.views import phone, silence, theme
from wellness.views.charts import frame, periods
from wellness.views.charts.frame import Spec
from wellness.views.charts.hatching import hatch
from wellness.views.charts.scales import Scale, scale_of
from wellness.views.theme import Tokens

ROW, HEAD, FOOT = 44, 30, 42  # pixels a grade band, above the first and below the last
Trace = dict[str, Any]


def grade_chart(survey: Sequence[Shares]) -> None:
    """Draw the skills of a survey by grade band: filled now, hollow a year before."""
    if not survey or all(silence.nothing_in(_points(shares)) for shares in survey):
        return
    chosen = grade_figure(tuple(survey), theme.tokens(), narrow=phone.on_phone())
    frame.draw(chosen, " ".join(f"{shares.finding.title}." for shares in survey))


def _points(shares: Shares) -> list[Point]:
    return [category.now for category in shares.categories]


def scale_note(survey: Sequence[Shares]) -> str:
    """Where the common scale of the pictures starts, if not at zero."""
    return _common(survey).note if survey else ""


@lru_cache(maxsize=64)
def grade_figure(survey: tuple[Shares, ...], colors: Tokens, *, narrow: bool) -> Spec:
    """One facet a skill, all on one scale: two beside each other, on a phone one."""
    across = 1 if narrow else 2
    tall = HEAD + ROW * max((len(s.categories) for s in survey), default=1) + FOOT
    height = tall * -(-len(survey) // across)
    facets = [_Facet(n, s, across, tall / height, height) for n, s in enumerate(survey)]
    scale = _common(survey)
    axes: dict[str, Any] = {}
    for facet in facets:
        axes |= facet.axes(scale, colors)
    return frame.spec(
        data=[trace for facet in facets for trace in facet.traces(colors, scale)],
        layout=frame.layout(
            colors,
            height,
            margin={"l": 0, "r": 8, "t": 0, "b": 0},
            annotations=[words for facet in facets for words in facet.words(colors)],
            barmode="overlay",
            **axes,
        ),
    )


def _common(survey: Sequence[Shares]) -> Scale:
    points = [p for s in survey for c in s.categories for p in (c.now, c.year_ago) if p]
    ends = [e for p in points for e in (p.amount, p.low, p.high)]
    return scale_of(survey[0].indicator, ends, zero=False, steps=3)


class _Facet:
    """One skill's place in the figure: its axes, its dots and its words."""

    def __init__(self, number: int, shares: Shares, across: int, share: float, height: int) -> None:
        self.shares = shares
        self.name = str(number + 1) if number else ""
        column, row = number % across, number // across
        label = 0.26 if across == 1 else 0.12
        self.left, self.right = column / across + label, (column + 1) / across - 0.03
        self.top = 1 - row * share
        self.bottom = self.top - share + FOOT / height
        self.head = HEAD / height

    @property
    def rows(self) -> Sequence[Category]:
        return self.shares.categories

    def axes(self, scale: Scale, colors: Tokens) -> dict[str, Any]:
        across = frame.amount_axis(colors, scale.ticks, scale.span) | {
            "domain": [self.left, self.right],
            "anchor": f"y{self.name}",
            "tickangle": 0,
        }
        down = frame.period_axis(
            colors, {n: row.title for n, row in enumerate(self.rows)}, len(self.rows)
        ) | {
            "domain": [self.bottom, self.top - self.head],
            "anchor": f"x{self.name}",
            "range": [len(self.rows) - 0.5, -0.6],
            "tickfont": {"size": frame.TEXT, "color": colors.ink},
        }
        return {f"xaxis{self.name}": across, f"yaxis{self.name}": down}

    def words(self, colors: Tokens) -> Iterator[dict[str, Any]]:
        place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        title = f"<b>{self.shares.indicator.title}</b>"
        yield frame.note(self.left, self.top, title, colors.ink, **place)
        for number, row in enumerate(self.rows):
            if row.now.amount is not None:
                spot = {"xref": f"x{self.name}", "yref": f"y{self.name}", "yshift": 14}
                words = f"<b>{row.now.text}</b>"
                yield frame.note(row.now.amount, number, words, colors.ink, **spot)

    def traces(self, colors: Tokens, scale: Scale) -> Iterator[Trace]:
        yield from self._hidden(colors, scale)
        yield self._whiskers(colors)
        past = [(n, r.year_ago) for n, r in enumerate(self.rows) if r.year_ago]
        ring = {"size": 9, "color": colors.paper, "line": {"width": 1.5, "color": colors.ref}}
        yield self._dots([(n, p) for n, p in past if p.amount is not None], ring)
        now = [(n, r.now) for n, r in enumerate(self.rows) if r.now.amount is not None]
        yield self._dots(now, {"size": 10, "color": colors.series})

    def _hidden(self, colors: Tokens, scale: Scale) -> Iterator[Trace]:
        for number, row in enumerate(self.rows):
            if row.now.state in {State.WITHHELD, State.CODED}:
                yield self._placed(
                    type="bar",
                    orientation="h",
                    y=[number],
                    x=[0.12 * (scale.high - scale.low)],
                    base=scale.low,
                    width=0.3,
                    customdata=[f"{row.title}<br>{row.now.text}"],
                    marker=hatch(colors),
                )

    def _whiskers(self, colors: Tokens) -> Trace:
        held = [(n, r.now) for n, r in enumerate(self.rows) if r.now.low is not None]
        return self._placed(
            x=[end for _, p in held for end in (p.low, p.high, None)],
            y=[row for n, _ in held for row in (n, n, None)],
            mode="lines",
            line={"width": 2, "color": colors.series},
            hoverinfo="skip",
            hovertemplate=None,
        )

    def _dots(self, held: Sequence[tuple[int, Any]], marker: dict[str, Any]) -> Trace:
        return self._placed(
            x=[p.amount for _, p in held],
            y=[n for n, _ in held],
            customdata=[f"{self.rows[n].title}<br>{periods.told(p)}" for n, p in held],
            mode="markers",
            marker=marker,
        )

    def _placed(self, **trace: Any) -> Trace:  # noqa: ANN401 Plotly's own
        return {
            "xaxis": f"x{self.name}",
            "yaxis": f"y{self.name}",
            "hovertemplate": "%{customdata}<extra></extra>",
            **trace,
        }
