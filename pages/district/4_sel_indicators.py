"""SEL indicators: how do students see themselves, and did enough of them answer to say so?"""

from wellness.reporting import shares, survey, trend
from wellness.views import charts, layout, tables

ENOUGH = 0.6  # below this share of answers, those who answered may not speak for all

visit = layout.start("SEL indicators")
mindset = visit.ask(trend, "growth_mindset")
skills = visit.ask(survey)
answered = visit.ask(shares, "response_rate", "grade_band")
absence = visit.ask(trend, "chronic_absence")

layout.headline(mindset.finding)
matter, context = layout.halves()
with matter:
    layout.section("Four skills by grade band")
    charts.grade_chart(skills, f"{mindset.finding.title}. {mindset.finding.sentence}")
    layout.note(
        "Filled: the last survey with its 95% range",
        "hollow: the year before",
        charts.scale_note(skills),
    )
    layout.footnotes(mindset.footnotes)
    tables.numbers(mindset)
with context:
    layout.section("Can we trust it? Who answered")
    tables.category_table(answered, mark=ENOUGH)
    layout.note(f"Below {ENOUGH:.0%}, those who answered may not speak for all")
    layout.section(absence.finding.title)
    layout.say(absence.finding.sentence)
    charts.trend_chart(absence, height=220, slim=True)
    layout.footnotes(absence.footnotes)
