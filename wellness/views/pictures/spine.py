"""A spine: one school among the schools of its type, worse always to the left."""

from functools import lru_cache

from wellness.domain.cells import Spread, State
from wellness.domain.indicators import Improvement
from wellness.reporting.answers import Point
from wellness.views.pictures import canvas

HEIGHT, EDGE = 26.0, 6.0


@lru_cache(maxsize=4096)
def spine(
    now: Point,
    district: float | None,
    spread: Spread | None,
    improvement: Improvement,
    width: float = 208,
) -> str:
    """Light: 5th to 95th of 100 schools; dark: the middle half; line: the district.

    The district stands in the middle where there is one, else the middle school. Whisker: the
    95 % range of the school's number. Withheld is hatched.
    """
    if now.state in {State.WITHHELD, State.CODED}:
        return canvas.svg(width, HEIGHT, canvas.hatched(width / 2 - 33, 7, 66, 12))
    if spread is None:
        return canvas.svg(width, HEIGHT, "")
    scale = _Scale(now, district, spread, improvement, width)
    return canvas.svg(width, HEIGHT, _ground(scale, spread) + _middle(width) + _school(scale, now))


class _Scale:
    """Where an amount lies, in pixels: the longer side fills its half."""

    def __init__(
        self,
        now: Point,
        district: float | None,
        spread: Spread,
        improvement: Improvement,
        width: float,
    ) -> None:
        self.center = spread.p50 if district is None else district
        ends = [spread.p5, spread.p95, now.amount, now.low, now.high]
        reach = max((abs(end - self.center) for end in ends if end is not None), default=0)
        direction = -1 if improvement is Improvement.DECREASE else 1
        self.step = direction * (width / 2 - EDGE) / reach if reach else 0.0
        self.middle = width / 2

    def at(self, amount: float) -> float:
        return self.middle + (amount - self.center) * self.step

    def block(self, low: float, high: float, tall: float, color: str) -> str:
        left, right = sorted((self.at(low), self.at(high)))
        return canvas.bar(left, (HEIGHT - tall) / 2, right - left, tall, color)


def _ground(scale: _Scale, spread: Spread) -> str:
    light = scale.block(spread.p5, spread.p95, 12, "band")
    return light + scale.block(spread.p25, spread.p75, 12, "bar")


def _middle(width: float) -> str:
    return f'<path d="M{width / 2:.1f} 2V24" stroke="var(--ink)" stroke-width="1.5"/>'


def _school(scale: _Scale, now: Point) -> str:
    if now.amount is None:
        return ""
    spot = canvas.dot(scale.at(now.amount), HEIGHT / 2, 3.6, hollow=not now.finished)
    if now.low is None or now.high is None:
        return spot
    left, right = sorted((scale.at(now.low), scale.at(now.high)))
    whisker = f'<path d="M{left:.1f} 13H{right:.1f}" stroke="var(--series)" stroke-width="1.5"/>'
    return whisker + spot
