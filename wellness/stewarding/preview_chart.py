"""A trend as it would be drawn, with discs of paper over the points that are not published yet."""

from collections.abc import Collection, Iterator
from typing import Any

from wellness.reporting.answers import Trend
from wellness.views import phone, silence, theme
from wellness.views.charts import frame
from wellness.views.charts.trend import trend_figure
from wellness.views.theme import Tokens

HEIGHT = 260
DISC = 9


def preview_chart(trend: Trend, fresh: Collection[int]) -> None:
    """Draw it; a number that is withheld is hatched like any other and has no point."""
    if silence.nothing_in(trend.points):
        return
    colors, narrow = theme.tokens(), phone.on_phone()
    drawn = trend_figure(trend, colors, narrow=narrow, height=HEIGHT)
    discs = list(hollow(trend, fresh, colors))
    told = f"Preview, not published. {trend.finding.title}. {trend.finding.sentence}"
    frame.draw({**drawn, "data": [*drawn["data"], *discs]}, told)


def hollow(trend: Trend, fresh: Collection[int], colors: Tokens) -> Iterator[dict[str, Any]]:
    """A trace of the fresh points that have a number to show; none where there is none."""
    spots = [n for n in sorted(fresh) if trend.points[n].amount is not None]
    if spots:
        yield {
            "type": "scatter",
            "x": spots,
            "y": [trend.points[n].amount for n in spots],
            "mode": "markers",
            "hoverinfo": "skip",
            "marker": {
                "size": DISC,
                "color": colors.paper,
                "line": {"width": 2, "color": colors.series},
            },
        }
