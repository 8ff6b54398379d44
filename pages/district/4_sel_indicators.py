"""SEL indicators: how do students see themselves, and did enough of them answer to say so?"""

from wellness.domain.indicators import Theme
from wellness.domain.places import Level
from wellness.reporting import shares, survey, trend
from wellness.views import charts, filters, layout, sections, tables

ANSWERED = "response_rate"
ENOUGH = 0.6  # below this share of answers, those who answered may not speak for all

visit = layout.start("SEL indicators")
indicator = filters.of_theme(visit, Theme.SEL)
shown = visit.ask(trend, indicator.code)

layout.headline(shown.finding)
matter, context = layout.halves()
with matter:
    sections.chosen(visit, shown)
    if skills := tuple(skill for skill in visit.ask(survey) if skill.is_published):
        layout.section("Skills by grade band")
        charts.grade_chart(skills)
        layout.note(
            "Filled: the last survey with its 95% range",
            "hollow: the year before",
            charts.scale_note(skills),
        )
        tables.numbers(skills, key="numbers_skills")
with context:
    sections.split(visit, indicator.code)
    sections.places(visit, indicator, Level.REGION)
    if visit.has(ANSWERED) and (answered := visit.ask(shares, ANSWERED)).is_published:
        layout.section("Can we trust it? Who answered")
        tables.category_table(answered, mark=ENOUGH)
        layout.note(f"Below {ENOUGH:.0%}, those who answered may not speak for all")
        tables.numbers(answered, key="numbers_answered", behind="table")
    sections.beside(visit, "chronic_absence")

sections.everything(visit, Theme.SEL)
