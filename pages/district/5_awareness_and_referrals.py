"""Awareness and referrals: does asking for help lead to help, and where are people lost?"""

from wellness.reporting import pathway, shares, trend
from wellness.views import charts, layout, tables

visit = layout.start("Awareness and referrals")
path = visit.ask(pathway, "referral_completion")
completed = visit.ask(trend, "referral_completion")
referrers = visit.ask(shares, "referrals", "referrer")
awareness = visit.ask(trend, "knows_where_to_get_help")

layout.headline(path.finding if path.stages else completed.finding)
matter, context = layout.halves()
with matter:
    if path.stages:
        layout.section(f"Where the referrals of {path.period} went")
        charts.pathway_chart(path)
        layout.footnotes(path.footnotes)
        layout.section(completed.finding.title)
        layout.say(completed.finding.sentence)
    charts.trend_chart(completed, height=260)
    layout.footnotes(completed.footnotes)
    tables.numbers(completed)
with context:
    layout.section("Who refers")
    tables.category_table(referrers)
    layout.note(referrers.note)
    layout.section(awareness.finding.title)
    layout.say(awareness.finding.sentence)
    charts.trend_chart(awareness, height=220, slim=True)
    layout.footnotes(awareness.footnotes)
