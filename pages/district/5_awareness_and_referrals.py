"""Awareness and referrals: does asking for help lead to help, and where are people lost?"""

from wellness.domain.indicators import Theme
from wellness.domain.places import Level
from wellness.reporting import has_pathway, pathway, trend
from wellness.views import charts, filters, layout, sections, tables

visit = layout.start("Awareness and referrals")
indicator = filters.of_theme(visit, Theme.AWARENESS)
shown = visit.ask(trend, indicator.code)

layout.headline(shown.finding)
matter, context = layout.halves()
with matter:
    sections.chosen(visit, shown)
    if has_pathway(visit.source) and (path := visit.ask(pathway)).is_published:
        layout.section(f"Where the referrals of {path.period} went")
        layout.say(path.finding.sentence)
        if path.stages:
            charts.pathway_chart(path)
            layout.footnotes(path.footnotes)
            tables.numbers(path, key="numbers_path")
with context:
    sections.split(visit, indicator.code)
    sections.places(visit, indicator, Level.REGION)
    sections.beside(visit, "knows_where_to_get_help")

sections.everything(visit, Theme.AWARENESS)
