"""Open doors: schools by how many of their doors are open, this year above a year ago.

No door is hollow; the more doors, the darker. There are as many shades as numbers of doors.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from wellness.reporting.door_answers import Tally
from wellness.views.pictures import canvas

TALL, SLIM, GAP = 15.0, 6.0, 3.0  # the bars of a row: this year, a year ago, what lies between
WIDE_TALL, WIDE_SLIM = 40.0, 14.0  # those of the poster
EDGE = 1.5  # the line around the hollow part
PALEST = 0.26
LINE = 112.0  # the height of a number with what stands below it
BIG, PLAIN, FINE = 46, 17, 14  # sizes of type, in pixels
NAMED = 96.0  # the room for a period beside its bar

# A big number, what it counts, what stands quietly below; the last is its shade, None for none.
Figure = tuple[str, str, str, float | None]


@lru_cache(maxsize=1024)
def bars(now: Tally | None, year_ago: Tally | None, most: int, width: float) -> str:
    """Two bars on a scale that ends at `most` schools; what is not shown is not drawn."""
    step = width / most if most else 0
    drawn = _bar(now or (), 0, 0, TALL, step) + _bar(year_ago or (), 0, TALL + GAP, SLIM, step)
    return canvas.svg(width, TALL + GAP + SLIM + 1, drawn)


@lru_cache(maxsize=256)
def poster(
    now: Tally,
    year_ago: Tally | None,
    periods: tuple[str, str],
    figures: tuple[tuple[str, str, str], ...],
    *,
    width: float,
    columns: int,
) -> str:
    """The numbers large enough for the back of a room, and below them the bars they come from.

    `figures` are a big number, what it counts and a quiet word each: first those of the bars, in
    their order. `periods` name the bars. `columns` figures stand beside each other.
    """
    shades = [*map(_shade, range(len(now)), [len(now)] * len(now)), *[None] * len(figures)]
    told = [(*figure, shade) for figure, shade in zip(figures, shades, strict=False)]
    top = LINE * -(-len(told) // columns)
    step = (width - NAMED) / max(sum(now), sum(year_ago or ()), 1)
    body = [*_figures(told, width / columns, columns)]
    body += [_bar(now, NAMED, top, WIDE_TALL, step), _period(periods[0], top + WIDE_TALL / 2)]
    height = top + WIDE_TALL + EDGE
    if year_ago:
        below = top + WIDE_TALL + 8
        body += [_bar(year_ago, NAMED, below, WIDE_SLIM, step)]
        body += [_period(periods[1], below + WIDE_SLIM / 2)]
        height = below + WIDE_SLIM + EDGE
    return canvas.svg(width, height, "".join(body))


def _figures(told: Sequence[Figure], wide: float, columns: int) -> Iterator[str]:
    for place, (number, counted, quiet, shade) in enumerate(told):
        x, y = place % columns * wide, place // columns * LINE
        yield _text(x, y + 42, BIG, "ink", number, bold=True)
        indent = 0 if shade is None else 22
        if shade is not None:
            yield _block(x + 1, y + 56, 14, 14, shade)
        yield _text(x + indent, y + 69, PLAIN, "ink", counted)
        yield _text(x + indent, y + 90, FINE, "muted", quiet)


def _period(text: str, middle: float) -> str:
    return _text(0, middle + 5, FINE, "muted", text)


def _bar(counts: Tally, x: float, y: float, tall: float, step: float) -> str:
    """One block a number of doors; none for a number that no school has."""
    drawn = []
    for number, count in enumerate(counts):
        if count:
            drawn.append(_block(x, y, count * step, tall, _shade(number, len(counts))))
        x += count * step
    return "".join(drawn)


def _block(x: float, y: float, wide: float, tall: float, shade: float) -> str:
    """A block of that shade, hollow for 0; a line of paper parts it from the next."""
    if shade:
        return (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide - 1, 1):.1f}" height="{tall:g}" '
            f'fill="var(--series)" fill-opacity="{shade:.2f}"/>'
        )
    half, inside = EDGE / 2, max(wide - 1 - EDGE, 0.5)
    return (
        f'<rect x="{x + half:.1f}" y="{y + half:.1f}" width="{inside:.1f}" '
        f'height="{tall - EDGE:g}" fill="none" stroke="var(--ink)" stroke-width="{EDGE:g}"/>'
    )


def _shade(number: int, numbers: int) -> float:
    if number == 0:
        return 0.0
    return PALEST + (1 - PALEST) * (number - 1) / max(numbers - 2, 1)


def _text(x: float, y: float, size: int, color: str, text: str, *, bold: bool = False) -> str:
    """A line of text; a picture has no web fonts, so it takes what the reader's system has."""
    weight = 650 if bold else 400
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" '
        f'font-family="IBM Plex Sans,system-ui,sans-serif" fill="var(--{color})">'
        f"{escape(text)}</text>"
    )
