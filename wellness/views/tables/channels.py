"""Columns over time, a row each: the categories of a count, or one count alone."""

from collections.abc import Sequence

from wellness.reporting.answers import Point, Shares, Trend
from wellness.views import phone, silence, words
from wellness.views.charts import periods
from wellness.views.pictures import canvas
from wellness.views.pictures.columns import columns, legend
from wellness.views.tables import rows

Years = tuple[tuple[float, str], ...]
SCALES = "each row has its own scale"


def channel_table(shares: Shares) -> None:
    """Draw every category's last periods, each on its own scale: what counts is its course."""
    if silence.told(shares):
        return
    last = len(shares.categories) - 1
    years = year_names(shares.categories[last].points, yearly=shares.yearly)
    table = [
        [
            rows.below(
                words.bold(c.title),
                _picture(c.points, c.now, c.year_ago, years if n == last else ()),
            ),
            _told(c.now, c.year_ago),
        ]
        for n, c in enumerate(shares.categories)
    ]
    shown = shares.categories[0]
    rows.draw(_head(shown.points, shown.now), table, shares.finding.sentence)


def column_table(trend: Trend) -> None:
    """Draw one count over all its periods."""
    wide = 270 if phone.on_phone() else 420
    years = year_names(trend.points, yearly=trend.yearly)
    picture = _picture(trend.points, trend.now, trend.year_ago, years, wide)
    told = _told(trend.now, trend.year_ago)
    rows.draw(_head(trend.points, trend.now), [[picture, told]], trend.finding.sentence)


def marks(answer: Shares | Trend) -> str:
    """What the marks among the columns of an answer mean."""
    if isinstance(answer, Trend):
        return legend(answer.points)
    return legend(point for category in answer.categories for point in category.points)


def _picture(
    points: tuple[Point, ...],
    now: Point,
    year_ago: Point | None,
    years: Years,
    width: float = 250,
) -> str:
    return canvas.markdown(columns(points, now, year_ago, years, width))


def year_names(points: Sequence[Point], *, yearly: bool) -> Years:
    """The names of the years and where they stand; of `spring 2026` there is room for `2026`."""
    named = periods.ticks(points, yearly=yearly, narrow=True)
    return tuple((at, name.rpartition(" ")[2]) for at, name in named.items())


def _told(now: Point, year_ago: Point | None) -> str:
    past = words.before(now, None)
    if year_ago is not None and not past:
        past = words.quiet(f"{words.state(year_ago)} a year ago")
    return rows.below(rows.amount(now), past)


def _head(points: Sequence[Point], now: Point) -> list[str]:
    first = points[0].label if points else now.label
    return [f"From {first}", now.label]
