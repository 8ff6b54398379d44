"""Service access: are more students reaching support, through which doors, and where?"""

from wellness.domain.places import Level
from wellness.reporting import compare_places, compare_schools, shares, trend
from wellness.views import charts, filters, layout, tables, words

CHANNEL = "channel"

visit = layout.start("Service access")
served = visit.ask(trend, "students_served")
visits = visit.ask(shares, "visits", CHANNEL)

layout.headline(served.finding)
matter, context = layout.halves()
with matter:
    layout.section(words.each(served))
    charts.trend_chart(served)
    layout.footnotes(served.footnotes)
    tables.numbers(served)
with context:
    layout.section("Visits by channel")
    charts.channel_chart(visits)
    layout.note(visits.note, "Dotted: a year ago", "each row has its own scale")

reach = visit.ask(compare_schools, "student_reach")
matter, context = layout.halves()
with matter:
    layout.section(f"{reach.indicator.title} · {reach.finding.title}")
    filters.school_type(reach.school_types, reach.school_type)
    charts.school_chart(reach)
    layout.note(f"Each dot is a school, {reach.period}", charts.not_drawn(reach))
with context:
    for level in (Level.REGION, Level.BOARD_DISTRICT):
        places = visit.ask(compare_places, "student_reach", level=level)
        layout.section(f"By {places.level_title.lower()}: a year ago (hollow) and now")
        tables.place_table(places)
