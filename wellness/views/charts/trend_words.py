"""The words on a trend: on the data, where the line is not."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from wellness.domain.cells import State
from wellness.reporting.answers import Point, Trend
from wellness.views import words
from wellness.views.charts import frame
from wellness.views.charts.sheet import BLOCK, HATCHED, Sheet

ASIDE = 14  # pixels
LETTER, LINE, MARGIN = 6.8, 16, 20  # pixels: of a letter, from line to line, right of the axis
AT_THE_EDGE: Final = {"xanchor": "right", "xshift": 28}


def labels(sheet: Sheet, trend: Trend) -> Iterator[dict[str, Any]]:
    """The number of now and of a year ago, and a word for each state that is drawn."""
    now, before = sheet.named(trend.now), sheet.named(trend.year_ago)
    if now is not None:
        yield _now(sheet, now)
    if before is not None and trend.year_ago is not None:
        yield _label(sheet, before, trend.year_ago.text, sheet.colors.muted)
    yield from _state_labels(sheet)
    last = len(sheet.points) - 1
    if now != last and sheet.points[last].amount is not None and not sheet.points[last].finished:
        yield _label(sheet, last, "not finished", sheet.colors.muted, **AT_THE_EDGE)


def _now(sheet: Sheet, number: int) -> dict[str, Any]:
    point = sheet.points[number]
    bold = {"size": frame.STRONG, "color": sheet.colors.ink}
    if point.finished:
        return _label(sheet, number, f"<b>{point.text}</b>", "", font=bold)
    return _label(sheet, number, f"<b>{point.text}</b><br>so far", "", font=bold, **AT_THE_EDGE)


def _label(sheet: Sheet, number: int, text: str, color: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Words above a summit and below a valley, where the line is not."""
    here = sheet.points[number].amount or 0.0
    before, after = _amount(sheet.points, number - 1), _amount(sheet.points, number + 1)
    near = [a for a in (before, after) if a is not None]
    above = not near or here >= sum(near) / len(near)
    aside = _aside(before, here, after, above=above)
    away = 15 + LINE / 2 * text.count("<br>")
    place = {"yshift": away if above else -away, "xshift": aside, **more}
    return frame.note(number, here, text, color, **place)


def _amount(points: Sequence[Point], number: int) -> float | None:
    return points[number].amount if 0 <= number < len(points) else None


def _aside(before: float | None, here: float, after: float | None, *, above: bool) -> int:
    """How far to move a label from a slope: away from the side that rises (or falls) to it."""
    sign = 1 if above else -1
    if before is not None and sign * (before - here) > 0:
        return ASIDE
    if after is not None and sign * (after - here) > 0:
        return -ASIDE
    return 0


def _state_labels(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """One label a state, at its last period that leaves room beside the others, else above them."""
    foot = sheet.scale.share(BLOCK if any(p.state in HATCHED for p in sheet.points) else 0.02)
    taken: list[tuple[float, float]] = []
    for state in (State.NOT_REPORTED, State.WITHHELD, State.CODED):
        spots = [n for n, p in enumerate(sheet.points) if p.state is state]
        if spots:
            word = words.state(sheet.points[spots[-1]])
            spans = [_span(sheet, n, word) for n in spots[::-1]]
            span = next((s for s in spans if not _crossed(s, taken)), spans[0])
            raised = LINE * _crossed(span, taken)
            taken.append(span)
            place = {"yanchor": "bottom", "yshift": raised}
            yield frame.note(sum(span) / 2, foot, word, sheet.colors.muted, **place)


def _span(sheet: Sheet, number: int, word: str) -> tuple[float, float]:
    """From where to where a word at a period reaches, in periods; it ends where the chart does."""
    wide = LETTER * len(word) / sheet.step
    right = len(sheet.points) - 0.4 + MARGIN / sheet.step
    first = max(min(number - wide / 2, right - wide), -0.6)
    return first, first + wide


def _crossed(span: tuple[float, float], taken: Sequence[tuple[float, float]]) -> int:
    """How many of the others a word would run into."""
    return sum(span[0] < end and first < span[1] for first, end in taken)


def breaks(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Why a line is broken, at the top of the break; in full under the pointer."""
    for number, point in enumerate(sheet.points):
        if point.breaks and number:
            place = {"xshift": 4, "xanchor": "left", "yanchor": "top"}
            quiet, top = sheet.colors.muted, sheet.scale.high
            yield frame.note(
                number - 0.5, top, _short(point.breaks), quiet, hovertext=point.breaks, **place
            )


def _short(words: str, most: int = 30) -> str:
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"


def break_lines(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """A dotted upright between two periods that must not be compared."""
    for number, point in enumerate(sheet.points):
        if point.breaks and number:
            yield {
                "type": "line",
                "x0": number - 0.5,
                "x1": number - 0.5,
                "y0": sheet.scale.low,
                "y1": sheet.scale.high,
                "line": {"width": 1, "dash": "dot", "color": sheet.colors.edge},
            }


def head(sheet: Sheet) -> list[dict[str, Any]]:
    """Above the chart: where its scale starts if not at zero, and what its band is."""
    told = " · ".join(filter(None, [sheet.scale.note, "Band: 95% range" if sheet.bands else ""]))
    place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return [frame.note(0, 1, told, sheet.colors.muted, **place)] if told else []
