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
    open_doors,
    school_doors,
    shares,
    splits,
    theme,
    trend,
)
from wellness.reporting.answers import Shares, Trend
from wellness.views import charts, filters, layout, tables, words
from wellness.views.visit import Visit

CHOICE_WIDTH = 380
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
    tables.numbers(parts, key="numbers_split", behind="picture")


def beside(visit: Visit, indicator: str) -> None:
    """A small trend beside the matter: its finding, its sentence and its picture."""
    if visit.has(indicator):
        shown = visit.ask(trend, indicator)
        layout.section(shown.finding.title)
        layout.say(shown.finding.sentence)
        tables.column_table(shown)
        layout.footnotes(shown.footnotes, tables.marks(shown))
        tables.numbers(shown, key=f"numbers_{indicator}")


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
    dots = f"Each dot: one {found.word}, {found.period}" if charts.is_drawn(found) else ""
    layout.note(dots, charts.not_drawn(found))
    tables.numbers(found, key="numbers_schools")


def places(visit: Visit, indicator: Indicator, *levels: Level) -> None:
    """The places of each level, a year ago and now."""
    compared = fair(visit.contents, indicator)
    asked = (visit.ask(compare_places, compared.code, level=level) for level in levels)
    found = [comparison for comparison in asked if comparison.rows]
    for comparison in found:
        layout.section(f"{compared.title} by {words.inside(comparison.level_title)}")
        tables.place_table(comparison)
        if any(row.year_ago is None for row in comparison.rows):
            moved = visit.contents.district.word(Level.SCHOOL, 2)
            layout.note(f"Not compared: unfinished, {moved} moved, or it was counted otherwise")
    if found:
        tables.numbers(
            *found, key="numbers_places", behind="table" if len(found) == 1 else "tables"
        )


def doors(visit: Visit) -> None:
    """How many ways to support the schools of the asked place have, or the asked school."""
    found = visit.ask(open_doors)
    if found is None:
        layout.say(visit.ask(school_doors))
        return
    layout.section(found.finding.title)
    layout.say(found.finding.sentence)
    if found.is_told:
        tables.door_poster(found)
        tables.region_table(found)
        layout.footnotes(found.footnotes)
        tables.school_list(visit)


def everything(visit: Visit, about: Theme) -> None:
    """Every indicator of a theme in one table, for those who open it."""
    with tables.opened(f"Everything in {about.heading}, in one table", "everything") as is_open:
        if is_open:
            rows = visit.ask(theme, theme=about)
            tables.theme_table(rows)
            layout.marks()
            tables.download(tables.listing(rows), "everything")


def _one_of(among: tuple[Breakdown, ...], asked: str) -> Breakdown:
    return next((b for b in among if b.code == asked), among[0])


def _categories(parts: Shares) -> None:
    """Counts as columns over time; rates, or many categories, as bars on one scale."""
    if parts.indicator.kind.is_percent or len(parts.categories) > ROWS:
        tables.category_table(parts)
        layout.note(parts.note)
    else:
        tables.channel_table(parts)
        layout.note(parts.note, "Dotted: a year ago", tables.SCALES, tables.marks(parts))
