"""A sparkline: one indicator's whole history in the height of a line of text."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from wellness.domain.cells import State
from wellness.reporting.answers import Point
from wellness.views.pictures import canvas

HEIGHT, EDGE = 22.0, 4.0
_HIDDEN = {State.WITHHELD, State.CODED}

Spot = tuple[float, float]


@lru_cache(maxsize=4096)
def sparkline(points: tuple[Point, ...], now: Point, width: float = 134) -> str:
    """The series as a picture; `now` gets the dot. Withheld is hatched, a gap stays a gap.

    No line leads to a partial number: it would be drawn as a fall.
    """
    if not any(p.amount is not None for p in points):
        return _silent(points, width)
    places = _spots(points, width)
    body = [*_lines(points, places), *_blocks(points, width), *_dots(points, places, now)]
    return canvas.svg(width, HEIGHT, "".join(body))


def _silent(points: Sequence[Point], width: float) -> str:
    hidden = any(p.state in _HIDDEN for p in points)
    body = canvas.hatched(width / 2 - 30, 6, 60, 10) if hidden else _dash(width / 2, HEIGHT / 2)
    return canvas.svg(width, HEIGHT, body)


def _dash(x: float, y: float) -> str:
    return f'<path d="M{x - 5:.1f} {y:.1f}h10" stroke="var(--ref)" stroke-width="1.5"/>'


def _x(number: int, count: int, width: float) -> float:
    return EDGE + (width - 2 * EDGE) * (number / (count - 1) if count > 1 else 1)


def _spots(points: Sequence[Point], width: float) -> list[Spot | None]:
    shown = [p.amount for p in points if p.amount is not None]
    low, high = min(shown), max(shown)
    tall = HEIGHT - 2 * EDGE
    return [
        None
        if p.amount is None
        else (
            _x(n, len(points), width),
            EDGE + tall * ((high - p.amount) / (high - low) if high > low else 0.5),
        )
        for n, p in enumerate(points)
    ]


def _lines(points: Sequence[Point], places: Sequence[Spot | None]) -> Iterable[str]:
    for number in range(1, len(points)):
        start, end, point = places[number - 1], places[number], points[number]
        if start and end and not point.breaks and not point.is_partial:
            dotted = "" if point.finished else ' stroke-dasharray="1.5 2.5"'
            yield (
                f'<path d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}" '
                f'stroke="var(--series)" stroke-width="1.5" stroke-linecap="round"{dotted}/>'
            )


def _blocks(points: Sequence[Point], width: float) -> Iterable[str]:
    hidden = [n for n, p in enumerate(points) if p.state in _HIDDEN]
    step = (width - 2 * EDGE) / max(len(points) - 1, 1)
    wide = min(step * 0.8, 12)
    for number in hidden:
        yield canvas.hatched(_x(number, len(points), width) - wide / 2, HEIGHT - 6, wide, 5)


def _dots(points: Sequence[Point], places: Sequence[Spot | None], now: Point) -> Iterable[str]:
    for number, (point, spot) in enumerate(zip(points, places, strict=True)):
        if spot is None:
            continue
        if not point.finished:
            yield canvas.dot(*spot, 2.4, hollow=True)
        elif point.quarter == now.quarter:
            yield canvas.dot(*spot, 3)
        elif _alone(places, number):
            yield canvas.dot(*spot, 1.2)


def _alone(places: Sequence[Spot | None], number: int) -> bool:
    return not any(places[max(number - 1, 0) : number]) and not any(places[number + 1 : number + 2])
