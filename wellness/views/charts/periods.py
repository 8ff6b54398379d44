"""Periods on a chart: their ticks, and what the pointer tells about one."""

from collections.abc import Iterable, Mapping, Sequence

from wellness.reporting.answers import Point

EACH = 12  # up to so many quarters, each is named
ROOM = {True: 4, False: 11}  # how many yearly labels stand side by side: on a phone, on a desk


def ticks(points: Sequence[Point], *, yearly: bool, narrow: bool) -> Mapping[float, str]:
    """The names of the periods at 0, 1, 2 …; on a phone the years alone."""
    if yearly:
        every = -(-len(points) // ROOM[narrow])
        last = len(points) - 1
        return {n: p.label for n, p in enumerate(points) if (last - n) % every == 0}
    return years(points) if narrow else dict(enumerate(_quarters(points)))


def years(points: Sequence[Point]) -> Mapping[float, str]:
    """Each year's name at its middle; a year of one quarter goes without."""
    found: dict[str, list[int]] = {}
    for number, point in enumerate(points):
        found.setdefault(year(point), []).append(number)
    every = 1 if len(found) <= ROOM[True] else 2
    named = [(sum(ns) / len(ns), name) for name, ns in found.items() if len(ns) > 1]
    return dict(named[::-1][::every][::-1])


def year(point: Point) -> str:
    """The year part of a period's label: `2026-27` of `2026-27 Q1`."""
    return point.label.partition(" ")[0]


def told(point: Point) -> str:
    """What the pointer tells of a point: when, how much, out of what, who reported."""
    return "<br>".join([f"<b>{point.label}</b>", *_facts(point)])


def _quarters(points: Sequence[Point]) -> Iterable[str]:
    for number, point in enumerate(points):
        short = f"Q{point.quarter.number}" if _named(points, point) else ""
        named = number == 0 or point.quarter.number == 1
        yield f"{short}<br>{year(point)}" if named and not _crowded(points, number) else short


def _named(points: Sequence[Point], point: Point) -> bool:
    """Many quarters stand too close on a narrow window to name each: every second one is."""
    return len(points) <= EACH or point.quarter.number in {1, 3}


def _crowded(points: Sequence[Point], number: int) -> bool:
    """Whether the first label would run into the next year's."""
    return number == 0 and len(points) > 1 and points[1].quarter.number == 1


def _facts(point: Point) -> Iterable[str]:
    yield point.text
    if point.counts:
        yield point.counts
    if point.expected and point.reporting < point.expected:
        yield f"{point.reporting:,} of {point.expected:,} reported"
    if not point.finished:
        yield "not finished"
    if point.breaks:
        yield point.breaks
