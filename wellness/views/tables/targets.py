"""Numbers against the targets of a plan."""

from collections.abc import Sequence

from wellness.domain.indicators import Indicator
from wellness.reporting.answers import Point, TargetLine, Trend
from wellness.views import words
from wellness.views.pictures import canvas
from wellness.views.pictures.bullet import bullet
from wellness.views.tables import rows

ROOM = 1.3  # the ground of a bullet reaches beyond the target, or the number
JUDGED = {"met", "missed"}


def target_table(trends: Sequence[Trend]) -> None:
    """Draw each indicator's number against its plan's target, if there is one."""
    table = [_row(trend) for trend in trends]
    rows.draw(["Group", "Now", "Against target", "Target"], table, "Coverage against the targets")


def picture(
    line: TargetLine | None, indicator: Indicator, points: Sequence[Point], now: Point
) -> str:
    """The number against the target, as Markdown; the word beside it is `standing`."""
    amount = judged(line, points, now).amount
    aim = line.target.value if line else None
    full = max(aim or 0, amount or 0) * ROOM or 1
    full = min(full, 1) if indicator.kind.is_percent else full
    confirmed = line is None or line.target.confirmed
    return canvas.markdown(bullet(amount, aim, full, confirmed=confirmed))


def standing(line: TargetLine, points: Sequence[Point], now: Point) -> str:
    """How the number stands to the target, and when it was judged if that is not now."""
    told = judged(line, points, now)
    word = line.word or f"aim {line.text}"
    return word if told is now else f"{word}, {told.label}"


def judged(line: TargetLine | None, points: Sequence[Point], now: Point) -> Point:
    """The number that was judged: a target met or missed speaks of the period that it names."""
    if line is None or line.word not in JUDGED or line.target.by == now.quarter:
        return now
    return next((p for p in points if p.quarter == line.target.by), now)


def _row(trend: Trend) -> list[str]:
    line = trend.targets[-1] if trend.targets else None
    told = _told(line, trend) if line else "none"
    return [
        words.plain(trend.indicator.title),
        rows.amount(trend.now),
        picture(line, trend.indicator, trend.points, trend.now),
        words.quiet(told),
    ]


def _told(line: TargetLine, trend: Trend) -> str:
    if not line.word:
        return line.text
    return f"{line.text}, {standing(line, trend.points, trend.now)}"
