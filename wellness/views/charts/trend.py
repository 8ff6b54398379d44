"""A trend: one indicator at one place over time, with every gap told."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from wellness.domain.cells import State
from wellness.reporting.answers import Point, Trend
from wellness.views import phone, silence, theme
from wellness.views.charts import frame, periods, trend_words
from wellness.views.charts.frame import Spec
from wellness.views.charts.sheet import BLOCK, HATCHED, Sheet, runs, sheet_of
from wellness.views.theme import Tokens

HEIGHT = 320

Trace = dict[str, Any]


def trend_chart(trend: Trend, height: int = HEIGHT, *, slim: bool = False) -> None:
    """Draw a trend, if there is anything to draw. `slim`: the column is narrow.

    Its finding is what those who listen hear, and the page says its sentence.
    """
    if silence.nothing_in(trend.points):
        return
    narrow = slim or phone.on_phone()
    chosen = trend_figure(trend, theme.tokens(), narrow=narrow, height=height)
    frame.draw(chosen, f"{trend.finding.title}. {trend.finding.sentence}")


@lru_cache(maxsize=256)
def trend_figure(trend: Trend, colors: Tokens, *, narrow: bool, height: int = HEIGHT) -> Spec:
    """The chart of a trend. Hidden numbers are nowhere in it: not as zero, not under a line."""
    sheet = sheet_of(trend, colors, narrow=narrow)
    data = [*_ranges(sheet), *_line(sheet), *_unfinished(sheet), *_missing(sheet)]
    ticks = periods.ticks(trend.points, yearly=trend.yearly, narrow=narrow)
    above = trend_words.head(sheet)
    return frame.spec(
        data=data,
        layout=frame.layout(
            colors,
            height,
            margin=_margin(ticks, above),
            bargap=0.35,
            xaxis=frame.period_axis(colors, ticks, len(trend.points)),
            yaxis=frame.amount_axis(colors, sheet.scale.ticks, sheet.scale.span),
            annotations=[*trend_words.labels(sheet, trend), *trend_words.breaks(sheet), *above],
            shapes=list(trend_words.break_lines(sheet)),
        ),
    )


def _margin(ticks: Mapping[float, str], above: Sequence[object]) -> dict[str, int]:
    two_lines = any("<br>" in text for text in ticks.values())
    return {"l": 52, "r": 20, "t": 28 if above else 12, "b": 44 if two_lines else 26}


def _ranges(sheet: Sheet) -> Iterator[Trace]:
    if not sheet.bands:
        return
    for run in runs(sheet.points):
        held = [n for n in run if sheet.points[n].low is not None]
        if len(held) > 1:
            yield _band(sheet, held)
        elif held:
            yield _whisker(sheet, held[0])


def _band(sheet: Sheet, held: list[int]) -> Trace:
    return {
        "x": held + held[::-1],
        "y": [sheet.points[n].high for n in held] + [sheet.points[n].low for n in held[::-1]],
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "fillcolor": sheet.colors.band,
        "hoverinfo": "skip",
    }


def _whisker(sheet: Sheet, number: int) -> Trace:
    point = sheet.points[number]
    return {
        "x": [number, number],
        "y": [point.low, point.high],
        "mode": "lines",
        "line": {"width": 6, "color": sheet.colors.band},
        "hoverinfo": "skip",
    }


def _line(sheet: Sheet) -> Iterator[Trace]:
    spots = [spot for run in runs(sheet.points) for spot in (*run, None)][:-1]
    yield {
        "x": spots,
        "y": [None if n is None else sheet.points[n].amount for n in spots],
        "customdata": [None if n is None else periods.told(sheet.points[n]) for n in spots],
        "hovertemplate": "%{customdata}<extra></extra>",
        "mode": "lines+markers",
        "connectgaps": False,
        "line": {"width": 2, "color": sheet.colors.series},
        "marker": {"size": 6, "color": sheet.colors.series},
    }


def _unfinished(sheet: Sheet) -> Iterator[Trace]:
    for number, point in enumerate(sheet.points):
        if point.finished or point.amount is None:
            continue
        spots = [number - 1, number] if _joined(sheet.points, number) else [number]
        yield {
            "x": spots,
            "y": [sheet.points[n].amount for n in spots],
            "customdata": [periods.told(sheet.points[n]) for n in spots],
            "hovertemplate": "%{customdata}<extra></extra>",
            "mode": "lines+markers",
            "line": {"width": 1.5, "color": sheet.colors.series, "dash": "dot"},
            "marker": _hollow(sheet.colors, len(spots)),
        }


def _joined(points: Sequence[Point], number: int) -> bool:
    """Whether a line may lead to this point from the one before; to a partial one it would fall."""
    here = points[number]
    is_whole = not here.breaks and not here.is_partial
    return number > 0 and points[number - 1].amount is not None and is_whole


def _hollow(colors: Tokens, count: int) -> dict[str, Any]:
    sizes = [9] if count == 1 else [0, 9]
    return {"size": sizes, "color": colors.paper, "line": {"width": 1.5, "color": colors.series}}


def _missing(sheet: Sheet) -> Iterator[Trace]:
    hidden = [n for n, p in enumerate(sheet.points) if p.state in HATCHED]
    unsent = [n for n, p in enumerate(sheet.points) if p.state is State.NOT_REPORTED]
    if hidden:
        yield _hatched(sheet, hidden)
    if unsent:
        yield _dashes(sheet, unsent)


def _hatched(sheet: Sheet, spots: list[int]) -> Trace:
    colors = sheet.colors
    return {
        "type": "bar",
        "x": spots,
        "y": [BLOCK * (sheet.scale.high - sheet.scale.low)] * len(spots),
        "base": sheet.scale.low,
        "customdata": [periods.told(sheet.points[n]) for n in spots],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {
            "color": colors.paper,
            "line": {"width": 1, "color": colors.hatch},
            "pattern": {"shape": "/", "fgcolor": colors.hatch, "size": 5, "solidity": 0.35},
        },
    }


def _dashes(sheet: Sheet, spots: list[int]) -> Trace:
    return {
        "x": spots,
        "y": [sheet.scale.share(0.012)] * len(spots),
        "customdata": [periods.told(sheet.points[n]) for n in spots],
        "hovertemplate": "%{customdata}<extra></extra>",
        "mode": "markers",
        "marker": {
            "symbol": "line-ew-open",
            "size": 16,
            "color": sheet.colors.ref,
            "line": {"width": 2},
        },
    }
