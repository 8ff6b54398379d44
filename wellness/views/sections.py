"""Sections that several pages have: a heading, a picture, what stands below it, its numbers.

A section about which nothing is published for the place is left out.
"""

from wellness.domain.indicators import Breakdown, Indicator, Theme
from wellness.domain.places import Level
from wellness.reporting import (
    compare_places,
    compare_schools,
    compares_schools,
    fair,
    shares,
    splits,
    theme,
    trend,
)
from wellness.reporting.answers import Shares, Trend
from wellness.views import charts, filters, layout, tables, words
from wellness.views.visit import Visit

CHOICE_WIDTH = 300
ROWS = 4  # categories, up to which each has its own row of columns


def chosen(visit: Visit, shown: Trend) -> None:
    """A theme's indicator, chosen among its others, over time."""
    among = visit.contents.catalogue.of_theme(shown.indicator.theme)
    with layout.line():
        layout.section(words.each(shown))
        filters.indicator(among, shown.indicator, CHOICE_WIDTH)
    charts.trend_chart(shown)
    layout.footnotes(shown.footnotes)
    tables.numbers(shown)


def split(visit: Visit, indicator: str) -> None:
    """An indicator by the categories of its asked breakdown, or of its first."""
    among = splits(visit.question.about(indicator), visit.source)
    if not among:
        return
    breakdown = _one_of(among, visit.question.breakdown)
    parts = visit.ask(shares, indicator, breakdown.code)
    layout.section(f"{parts.indicator.title} by {words.inside(breakdown.title)}")
    filters.breakdown(among, breakdown)
    _categories(parts)
    tables.numbers(parts, "numbers_split", behind="picture")


def beside(visit: Visit, indicator: str) -> None:
    """A small trend beside the matter: its finding, its sentence and its picture."""
    if visit.has(indicator):
        shown = visit.ask(trend, indicator)
        layout.section(shown.finding.title)
        layout.say(shown.finding.sentence)
        charts.trend_chart(shown, height=220, slim=True)
        layout.footnotes(shown.footnotes)
        tables.numbers(shown, f"numbers_{indicator}")


def schools(visit: Visit, indicator: Indicator) -> None:
    """The schools of one type by their size and their rate; a bare count only tells their size."""
    compared = fair(visit.contents, indicator)
    if not (compared.kind.is_quotient or compared.kind.arrives_ready):
        return
    if not compares_schools(visit.question.about(compared.code), visit.source):
        return
    found = visit.ask(compare_schools, compared.code)
    layout.section(f"{compared.title} · {found.finding.title}")
    filters.school_type(found.school_types, found.school_type)
    charts.school_chart(found)
    layout.note(f"Each dot is a school, {found.period}", charts.not_drawn(found))
    tables.numbers(found, "numbers_schools")


def places(visit: Visit, indicator: Indicator, *levels: Level) -> None:
    """The places of each level, a year ago and now."""
    compared = fair(visit.contents, indicator)
    for level in levels:
        found = visit.ask(compare_places, compared.code, level=level)
        if found.rows:
            layout.section(f"{compared.title} by {words.inside(found.level_title)}")
            tables.place_table(found)
            if any(row.year_ago is None for row in found.rows):
                layout.note("Not compared: schools moved in or out, or it was counted otherwise")
            tables.numbers(found, f"numbers_{level}", behind="table")


def everything(visit: Visit, about: Theme) -> None:
    """Every indicator of a theme in one table."""
    layout.section(f"Everything in {about.heading}")
    rows = visit.ask(theme, theme=about)
    tables.theme_table(rows)
    layout.marks()
    tables.numbers(rows, "numbers_theme", behind="table")


def _one_of(among: tuple[Breakdown, ...], asked: str) -> Breakdown:
    return next((b for b in among if b.code == asked), among[0])


def _categories(parts: Shares) -> None:
    """Counts as columns over time; rates, or many categories, as bars on one scale."""
    if parts.indicator.kind.is_percent or len(parts.categories) > ROWS:
        tables.category_table(parts)
        layout.note(parts.note)
    else:
        charts.channel_chart(parts)
        layout.note(parts.note, "Dotted: a year ago", "each row has its own scale")
