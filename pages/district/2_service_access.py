"""Service access: are more students reaching support, through which doors, and where?"""

from wellness.domain.indicators import Theme
from wellness.domain.places import Level
from wellness.reporting import trend
from wellness.views import filters, layout, sections

VISITS = "visits"  # told by channel beside the first picture until an indicator is chosen

visit = layout.start("Service access")
indicator = filters.of_theme(visit, Theme.ACCESS)
shown = visit.ask(trend, indicator.code)
is_chosen = visit.question.indicator == indicator.code or not visit.has(VISITS)

layout.headline(shown.finding)
matter, context = layout.halves()
with matter:
    sections.chosen(visit, shown)
with context:
    sections.split(visit, indicator.code if is_chosen else VISITS)

matter, context = layout.halves()
with matter:
    sections.schools(visit, indicator)
with context:
    sections.places(visit, indicator, Level.REGION, Level.BOARD_DISTRICT)

sections.everything(visit, Theme.ACCESS)
