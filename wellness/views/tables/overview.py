"""The themes at a glance: a row an indicator, with its history and its target."""

from collections.abc import Iterator

from wellness.reporting.answers import Overview, OverviewRow, ThemeRows
from wellness.views import phone, words
from wellness.views.pictures import canvas
from wellness.views.pictures.sparkline import sparkline
from wellness.views.tables import rows, targets


def overview_table(overview: Overview) -> None:
    """Draw the themes; on a phone without targets, and the year ago below the number."""
    table = [row for theme in overview.themes for row in _theme(theme, narrow=phone.on_phone())]
    rows.draw(_head(overview, narrow=phone.on_phone()), table, "Every indicator at a glance")


def _head(overview: Overview, *, narrow: bool) -> list[str]:
    now = f"Q{overview.question.quarter.number}"
    if narrow:
        return ["Indicator", "Now", "Trend"]
    return ["Indicator", now, "Year ago", "Trend", "Target"]


def _theme(theme: ThemeRows, *, narrow: bool) -> Iterator[list[str]]:
    heading = f"{theme.title} · {theme.period}" if theme.period else theme.title
    yield [words.bold(heading), *[""] * (2 if narrow else 4)]
    for row in theme.rows:
        yield _narrow(row) if narrow else _wide(row)


def _wide(row: OverviewRow) -> list[str]:
    return [
        _named(row),
        rows.amount(row.now),
        rows.past(row.year_ago),
        canvas.markdown(sparkline(row.points, row.now)),
        _target(row),
    ]


def _narrow(row: OverviewRow) -> list[str]:
    before = (
        words.quiet(f"was\N{NO-BREAK SPACE}{words.state(row.year_ago)}") if row.year_ago else ""
    )
    picture = canvas.markdown(sparkline(row.points, row.now, 92))
    return [_named(row), rows.below(rows.amount(row.now), before), picture]


def _named(row: OverviewRow) -> str:
    return f"{words.plain(row.indicator.title)} {words.quiet(row.period)}".rstrip()


def _target(row: OverviewRow) -> str:
    if row.target is None:
        return ""
    drawn = targets.picture(row.target, row.indicator, row.points, row.now)
    return f"{drawn} {words.quiet(targets.standing(row.target, row.points, row.now))}"
