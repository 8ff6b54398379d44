"""Training reach: how many adults can give first aid for the mind, and does the number last?"""

from wellness.domain.places import Level
from wellness.reporting import compare_places, training, trend
from wellness.views import charts, layout, tables

COVERAGE = ("coverage_certificated", "coverage_classified", "course_completion")

visit = layout.start("Training reach")
certified = visit.ask(trend, "ymhfa_certified")
issued, ending = visit.ask(training)
students = visit.ask(trend, "qpr_trained")

layout.headline(certified.finding)
matter, context = layout.halves()
with matter:
    layout.section("Currently certified on the last day of the quarter")
    charts.trend_chart(certified)
    layout.footnotes(certified.footnotes)
    tables.numbers(certified)
    layout.section("Certificates issued each quarter")
    charts.issued_chart(issued)
    layout.say(f"{ending.finding.title}. {ending.finding.sentence}")
    layout.footnotes(issued.footnotes)
with context:
    layout.section("Against the targets")
    tables.target_table([visit.ask(trend, code) for code in COVERAGE])
    layout.note("Dotted line: a target that is still to be confirmed, so no verdict is given")
    places = visit.ask(compare_places, COVERAGE[0], level=Level.REGION)
    layout.section(f"Certificated staff by {places.level_title.lower()}")
    tables.place_table(places)
    layout.section(students.finding.title)
    layout.say(students.finding.sentence)
    charts.trend_chart(students, height=220, slim=True)
    layout.footnotes(students.footnotes)
