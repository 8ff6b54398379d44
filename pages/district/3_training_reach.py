"""Training reach: how many adults can give first aid for the mind, and does the number last?"""

from wellness.domain.indicators import Theme
from wellness.domain.places import Level
from wellness.reporting import training, trend, trends
from wellness.views import filters, layout, sections, tables

ISSUED = ("ymhfa_certificates", "ymhfa_lapsing")
COVERAGE = ("coverage_certificated", "coverage_classified", "course_completion")

visit = layout.start("Training reach")
indicator = filters.of_theme(visit, Theme.TRAINING)
shown = visit.ask(trend, indicator.code)

layout.headline(shown.finding)
matter, context = layout.halves()
with matter:
    sections.chosen(visit, shown)
    if visit.has(*ISSUED):
        issued, ending = visit.ask(training)
        layout.section("Issued each quarter, and what is due to lapse")
        tables.column_table(issued)
        layout.say(ending.finding.sentence)
        layout.footnotes(issued.footnotes, tables.marks(issued))
        tables.numbers(issued, key="numbers_issued")
with context:
    sections.split(visit, indicator.code)
    sections.places(visit, indicator, Level.REGION)
    covered = visit.ask(trends, indicators=tuple(filter(visit.has, COVERAGE)))
    if promised := [found for found in covered if found.targets]:
        layout.section("Against the targets")
        tables.target_table(promised)
        layout.note("Dotted line: a target that is still to be confirmed, so no verdict is given")

sections.everything(visit, Theme.TRAINING)
