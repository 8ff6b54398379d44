"""Columns: how much in each period, from zero, in the height of two lines of text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from wellness.domain.cells import State
from wellness.reporting.answers import Point
from wellness.views.pictures import canvas

HEIGHT, YEARS = 46.0, 16.0  # pixels of the columns, and of the names of the years below them
NAME = 44.0  # pixels of a year's name
THICK, BLOCK, DASH = 0.76, 6.0, 1.5  # a column's share of its room; pixels of marks
_HIDDEN = {State.WITHHELD, State.CODED}


@lru_cache(maxsize=1024)
def columns(
    points: tuple[Point, ...],
    now: Point,
    year_ago: Point | None,
    years: tuple[tuple[float, str], ...] = (),
    width: float = 250,
) -> str:
    """A column a period: `now` dark, unfinished hollow; withheld is hatched, whatever it hides.

    A dotted line stands at the amount a year ago, up to now: what is not finished is not held
    against it. `years` are names and where they stand, counted in columns.
    """
    step = width / max(len(points), 1)
    at = next((n for n, p in enumerate(points) if p.quarter == now.quarter), None)
    body = [
        *_columns(points, at, step),
        canvas.bar(0, HEIGHT - 1, width, 1, "edge"),
        *_year_ago(points, year_ago, at, step),
        *_names(years, step, width),
    ]
    return canvas.svg(width, HEIGHT + (YEARS if years else 0), "".join(body))


def legend(points: Iterable[Point]) -> str:
    """What the marks among some columns mean: `Outlined: not finished`; "" where there are none."""
    drawn = tuple(points)
    marks: Mapping[str, bool] = {
        "outlined: not finished": any(p.amount is not None and not p.finished for p in drawn),
        "dash: not reported": any(p.state is State.NOT_REPORTED for p in drawn),
        "hatched: withheld": any(p.state is State.WITHHELD for p in drawn),
        "hatched: in a top or bottom band": any(p.state is State.CODED for p in drawn),
    }
    told = " · ".join(word for word, is_there in marks.items() if is_there)
    return told[:1].upper() + told[1:]


def _columns(points: Sequence[Point], at: int | None, step: float) -> Iterator[str]:
    wide = step * THICK
    top = _top(points)
    for number, point in enumerate(points):
        x = number * step + (step - wide) / 2
        if point.amount is not None:
            tall = (HEIGHT - 2) * point.amount / top
            yield _column(point, x, wide, tall, dark=number == at)
        elif point.state in _HIDDEN:
            yield canvas.hatched(x, HEIGHT - 1 - BLOCK, wide, BLOCK)
        elif point.state is State.NOT_REPORTED:
            yield canvas.bar(x, HEIGHT - 1 - 2 * DASH, wide, DASH, "ref")


def _column(point: Point, x: float, wide: float, tall: float, *, dark: bool) -> str:
    y = HEIGHT - 1 - tall
    if point.finished:
        return canvas.bar(x, y, wide, round(tall, 1), "series" if dark else "bar")
    return (
        f'<rect x="{x + 0.6:.1f}" y="{y:.1f}" width="{wide - 1.2:.1f}" height="{tall:.1f}" '
        'fill="var(--paper)" stroke="var(--series)" stroke-width="1.2"/>'
    )


def _top(points: Sequence[Point]) -> float:
    return max((p.amount or 0 for p in points), default=0) or 1.0


def _year_ago(
    points: Sequence[Point], year_ago: Point | None, at: int | None, step: float
) -> Iterator[str]:
    if at is not None and year_ago is not None and year_ago.amount is not None:
        y = HEIGHT - 1 - (HEIGHT - 2) * min(year_ago.amount / _top(points), 1)
        yield (
            f'<path d="M0 {y:.1f}H{(at + 1) * step:.1f}" stroke="var(--ink)" stroke-width="1.3" '
            'stroke-dasharray="2 2.5"/>'
        )


def _names(years: Sequence[tuple[float, str]], step: float, width: float) -> Iterator[str]:
    for number, name in years:
        middle = min(max((number + 0.5) * step, NAME / 2), width - NAME / 2)
        yield (
            f'<text x="{middle:.1f}" y="{HEIGHT + 12:g}" text-anchor="middle" '
            f'font-family="sans-serif" font-size="11.5" fill="var(--muted)">{name}</text>'
        )
