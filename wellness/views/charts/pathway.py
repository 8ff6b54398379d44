"""The referral pathway: how many remain at each stage, and why the others left."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from wellness.reporting.answers import Pathway, Stage
from wellness.views import phone, theme
from wellness.views.charts import frame
from wellness.views.charts.frame import Spec
from wellness.views.charts.hatching import hatch
from wellness.views.theme import Tokens

ROW = 56
Trace = dict[str, Any]


def pathway_chart(pathway: Pathway) -> None:
    """Draw the stages; the caller says in words why there are none."""
    chosen = pathway_figure(pathway, theme.tokens(), narrow=phone.on_phone())
    frame.draw(chosen, f"{pathway.finding.title}. {pathway.finding.sentence}")


@lru_cache(maxsize=64)
def pathway_figure(pathway: Pathway, colors: Tokens, *, narrow: bool) -> Spec:
    """A bar a stage; the loss is hatched at the bar's end and named beside it."""
    stages, rows = pathway.stages, range(len(pathway.stages))
    widest = max((s.remain + s.lost for s in stages), default=1)
    left = 0.0 if narrow else 0.2
    return frame.spec(
        data=[_remaining(stages, colors), _lost(stages, colors)],
        layout=frame.layout(
            colors,
            ROW * len(stages) + 12,
            margin={"l": 0, "r": 0, "t": 6, "b": 6},
            barmode="overlay",
            bargap=0.62 if narrow else 0.42,
            xaxis=frame.HIDDEN
            | {"domain": [left, 1], "range": [0, widest * (1 if narrow else 1.42)]},
            yaxis=frame.HIDDEN | {"range": [len(stages) - 0.45, -0.6]},
            annotations=[w for n in rows for w in _words(n, stages, colors, narrow=narrow)],
        ),
    )


def _remaining(stages: tuple[Stage, ...], colors: Tokens) -> Trace:
    fill = [colors.series if n in _ends(stages) else colors.bar for n in range(len(stages))]
    return _bars(stages, [s.remain for s in stages], fill)


def _lost(stages: tuple[Stage, ...], colors: Tokens) -> Trace:
    lost = [s.lost or None for s in stages]
    bars = _bars(stages, lost, colors.paper)
    return bars | {"base": [s.remain for s in stages], "marker": hatch(colors)}


def _bars(stages: tuple[Stage, ...], long: list[Any], color: str | list[str]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": long,
        "y": list(range(len(stages))),
        "customdata": [_told(s) for s in stages],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {"color": color},
    }


def _told(stage: Stage) -> str:
    lost = f"<br>{stage.lost:,} {stage.reason} ({stage.share})" if stage.lost else ""
    return f"<b>{stage.title}</b><br>{stage.remain:,}{lost}"


def _words(
    row: int, stages: tuple[Stage, ...], colors: Tokens, *, narrow: bool
) -> Iterator[dict[str, Any]]:
    stage, left = stages[row], {"xanchor": "left"}
    if narrow:
        yield frame.note(0, row, stage.title, colors.ink, yshift=21, **left)
    else:
        yield frame.note(0, row, stage.title, colors.ink, xanchor="right", xshift=-10)
    inside = colors.paper if row in _ends(stages) else colors.ink
    yield frame.note(0, row, f"<b>{stage.remain:,}</b>", inside, xshift=8, **left)
    if stage.lost:
        share = f'<span style="color:{colors.muted}">{stage.share}</span>'
        words = f"<b>−{stage.lost:,}</b> {stage.reason[:1].lower()}{stage.reason[1:]} {share}"
        beside = {"xref": "paper", "xanchor": "right", "yshift": 21} if narrow else left
        spot = 1 if narrow else stage.remain + stage.lost
        yield frame.note(spot, row, words, colors.ink, xshift=0 if narrow else 8, **beside)


def _ends(stages: tuple[Stage, ...]) -> set[int]:
    """The first and the last stage: what came in, and what came of it."""
    return {0, len(stages) - 1}
