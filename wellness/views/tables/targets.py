"""Numbers against the targets of a plan."""

from collections.abc import Iterable, Sequence

from wellness.domain.indicators import Indicator
from wellness.reporting.answers import Point, TargetLine, Trend
from wellness.views import words
from wellness.views.pictures import canvas
from wellness.views.pictures.bullet import bullet
from wellness.views.tables import rows

WIDTH = 64
ROOM = 1.3  # the ground of a bullet reaches beyond the target, or the number


def target_table(trends: Sequence[Trend]) -> None:
    """Draw each indicator's number against its newest target, if there is one."""
    table = [_row(trend) for trend in trends]
    rows.draw(["Group", "Now", "Against target", "Target"], table, "Numbers against the targets")


def ended(lines: Iterable[TargetLine]) -> str:
    """The month in which the plan of these targets ended, if it is one plan, else ""."""
    months = {line.ended for line in lines if line.ended}
    return months.pop() if len(months) == 1 else ""


def picture(line: TargetLine, indicator: Indicator, now: Point) -> str:
    """The number against the target, as Markdown; the word beside it is `standing`."""
    amount, aim = (line.reached or now).amount, line.target.value
    full = max(aim, amount or 0) * ROOM or 1
    full = min(full, 1) if indicator.kind.is_percent else full
    return canvas.markdown(bullet(amount, aim, full, confirmed=line.target.confirmed, width=WIDTH))


def standing(line: TargetLine, said: str = "") -> str:
    """How the number stands to the target, and by when, unless that month was `said` already.

    A verdict is told with the number that it judges: today's may be another.
    """
    if line.ended and not line.word:
        return "not told"
    month = "" if line.due == said else f" in {line.due}"
    if line.reached and line.word:
        return f"{line.word}{month}: {line.reached.text}, target {line.text}"
    if line.ended:
        return f"{line.word}{month}"
    return f"{line.word}: {line.text}" if line.word else f"aim {line.text} by {line.due}"


def _row(trend: Trend) -> list[str]:
    line = trend.targets[-1] if trend.targets else None
    return [
        words.named(trend.indicator),
        rows.below(rows.amount(trend.now), words.quiet(words.so_far(trend.now))),
        picture(line, trend.indicator, trend.now) if line else "",
        words.quiet(_told(line) if line else "none"),
    ]


def _told(line: TargetLine) -> str:
    word = f", {line.word}" if line.word else ""
    return f"{line.text} by {line.due}{word}"
