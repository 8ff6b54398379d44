"""Overview: where do the four themes stand, and what did the plan achieve?"""

from wellness.reporting import overview
from wellness.views import layout, sections, tables

visit = layout.start("Overview")
themes = visit.ask(overview)

layout.headline(themes.finding)
findings, numbers = layout.glance()

with findings:
    layout.section("What the numbers say")
    for page, sentence, indicator in themes.sentences:
        layout.point_out(sentence, visit, page, indicator)
    if themes.plan:
        layout.section(themes.plan.title)
        layout.say(themes.plan.sentence)
        tables.plan_table(visit)
    layout.look(visit, "about_the_data", label="What has arrived and what has not")

with numbers:
    tables.overview_table(themes)
    layout.marks()

sections.doors(visit)
