"""The themes at a glance: a row an indicator, with its history and its target."""

from collections.abc import Iterable, Iterator

from wellness.reporting.answers import Overview, OverviewRow, ThemeRows
from wellness.views import phone, words
from wellness.views.pictures import canvas
from wellness.views.pictures.sparkline import sparkline
from wellness.views.tables import rows, targets


def overview_table(overview: Overview) -> None:
    """Draw the themes; on a phone targets stand below the name, the year ago below the number."""
    shown = _Columns(row for theme in overview.themes for row in theme.rows)
    table = [row for theme in overview.themes for row in _with_heading(theme, shown)]
    # Where each theme's heading names another period, as a year, no quarter stands above them.
    named = all(theme.period for theme in overview.themes)
    head = shown.head("Now" if named else f"Q{overview.question.quarter.number}")
    rows.draw(head, table, "Every indicator at a glance")


def theme_table(theme: ThemeRows) -> None:
    """Draw every indicator of a theme, as the overview does."""
    shown = _Columns(theme.rows)
    table = [shown.row(row) for row in theme.rows]
    rows.draw(shown.head("Now"), table, f"Every indicator of {theme.title}")


def _with_heading(theme: ThemeRows, shown: "_Columns") -> Iterator[list[str]]:
    heading = f"{theme.title} · {theme.period}" if theme.period else theme.title
    yield [words.bold(heading), *[""] * (len(shown.head("")) - 1)]
    yield from map(shown.row, theme.rows)


class _Columns:
    """Which columns some rows need: those of targets only where there are any."""

    def __init__(self, shown: Iterable[OverviewRow]) -> None:
        lines = [row.target for row in shown if row.target]
        self.narrow = phone.on_phone()
        self.aims = bool(lines)
        self.ended = targets.ended(lines)

    def head(self, now: str) -> list[str]:
        aim = f"Plan to {self.ended}" if self.ended else "Target"
        if self.narrow:
            return [f"Indicator · {words.inside(aim)}" if self.aims else "Indicator", now, "Trend"]
        return ["Indicator", now, "Year ago", "Trend", *([aim] if self.aims else [])]

    def row(self, row: OverviewRow) -> list[str]:
        if self.narrow:
            return _narrow(row, self.ended)
        return [*_wide(row), *([_target(row, self.ended)] if self.aims else [])]


def _wide(row: OverviewRow) -> list[str]:
    return [
        words.named(row.indicator, row.period),
        rows.amount(row.now),
        words.before(row.now, row.year_ago),
        canvas.markdown(sparkline(row.points, row.now)),
    ]


def _narrow(row: OverviewRow, month: str) -> list[str]:
    named = words.named(row.indicator, row.period)
    aim = words.quiet(targets.standing(row.target, month)) if row.target else ""
    picture = canvas.markdown(sparkline(row.points, row.now, 92))
    return [rows.below(named, aim), rows.below(rows.amount(row.now), _was(row)), picture]


def _was(row: OverviewRow) -> str:
    told = words.so_far(row.now)
    if row.year_ago and not told:
        told = f"was\N{NO-BREAK SPACE}{words.state(row.year_ago)}"
    return words.quiet(told)


def _target(row: OverviewRow, month: str) -> str:
    if row.target is None:
        return ""
    drawn = targets.picture(row.target, row.indicator, row.now)
    return f"{drawn} {words.quiet(targets.standing(row.target, month))}"
