"""About the data: what is counted, what has arrived, and what do the words mean?"""

from wellness.reporting import completeness, definitions, disclosed, sources
from wellness.views import charts, filters, glossary, layout, privacy, tables

visit = layout.start("About the data")
arrived = completeness(visit.source)
defined = definitions(visit.source)
chosen = filters.one_of([d.indicator for d in defined], visit.question.indicator)

layout.headline(arrived.finding)
matter, context = layout.halves()
with matter:
    layout.section("What arrived, by source and quarter")
    charts.completeness_chart(arrived)
    layout.note(
        "Filled: every expected site reported",
        "framed, with bar: some sites reported",
        "dotted frame: nothing arrived",
        "dot: not due that quarter",
    )
    tables.numbers(arrived)
    tables.site_matrix(visit)
    layout.section("How each indicator is defined")
    filters.indicator([d.indicator for d in defined], chosen)
    tables.definition_table(next(d for d in defined if d.indicator.code == chosen.code))
with context:
    layout.section("What is shown in this release")
    privacy.draw(disclosed(visit.source))
    layout.section("Releases")
    layout.note("A release never changes. A correction is a new release.")
    tables.release_table(visit)
    layout.section("What the words mean")
    glossary.draw()

tables.revision_ledger(visit)
layout.section("Who sends what")
tables.source_table(sources(visit.source))
