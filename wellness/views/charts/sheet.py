"""What the parts of a trend's drawing share: its points, its scale and its colors."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wellness.domain.cells import State
from wellness.domain.indicators import Indicator
from wellness.reporting.answers import Point, Trend
from wellness.views.charts.scales import Scale, points_scale
from wellness.views.theme import Tokens

BLOCK = 0.045  # how tall a withheld block is, of the height of the chart
VISIBLE = 0.05  # a 95 % range narrower than this share of the height would be hidden by the line
HATCHED = {State.WITHHELD, State.CODED}
WIDTH = {True: 270, False: 480}  # pixels between the margins: on a phone, and at least on a desk


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every part of the drawing needs."""

    points: tuple[Point, ...]
    scale: Scale
    colors: Tokens
    bands: bool
    indicator: Indicator
    narrow: bool = False

    @property
    def step(self) -> float:
        """About how many pixels lie between two periods."""
        return WIDTH[self.narrow] / len(self.points)

    def named(self, point: Point | None) -> int | None:
        """The place of a point in the series, if its number is shown."""
        if point is None or point.amount is None:
            return None
        return next((n for n, p in enumerate(self.points) if p.quarter == point.quarter), None)


def sheet_of(trend: Trend, colors: Tokens, *, narrow: bool) -> Sheet:
    """The sheet of a trend; its 95 % ranges are drawn where they would be seen."""
    scale = points_scale(trend.indicator, trend.points, bands=True)
    bands = _worth_a_band(trend.points, scale)
    if not bands:
        scale = points_scale(trend.indicator, trend.points, bands=False)
    return Sheet(trend.points, scale, colors, bands, trend.indicator, narrow)


def _worth_a_band(points: Sequence[Point], scale: Scale) -> bool:
    widths = [p.high - p.low for p in points if p.low is not None and p.high is not None]
    tall = scale.high - scale.low
    return bool(widths) and sum(widths) / len(widths) > VISIBLE * tall


def runs(points: Sequence[Point]) -> Iterator[list[int]]:
    """The stretches of finished, shown points that a line may join."""
    run: list[int] = []
    for number, point in enumerate(points):
        stands = point.amount is not None and point.finished
        if run and (not stands or point.breaks):
            yield run
            run = []
        if stands:
            run.append(number)
    if run:
        yield run
