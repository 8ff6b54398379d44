"""My school: what can this school's numbers say, beside the schools of its type?"""

from wellness.domain.places import Level
from wellness.reporting import definitions, profile, trend
from wellness.views import charts, filters, layout, tables

visit = layout.start("My school")

if visit.place.level is not Level.SCHOOL:
    layout.title("Which school?")
    layout.say("Type a part of its name. The school stays chosen on every page.")
    search, published = layout.halves()
    with search:
        filters.school(visit)
    with published:
        layout.section("What is published")
        tables.published_table(d for d in definitions(visit.source) if d.indicator.headline)
else:
    school = visit.ask(profile)
    indicators = [row.indicator for row in school.rows]
    chosen = visit.ask(trend, filters.one_of(indicators, visit.question.indicator).code)

    layout.title(school.school.name)
    layout.say(school.facts)
    matter, context = layout.halves()
    with matter:
        layout.section("Among the schools of its type")
        for sentence in school.sentences:
            layout.say(sentence)
        tables.profile_table(school)
        layout.note(
            "Light: the 5th to 95th of 100 schools; dark: the middle half; line: the district",
            "Whisker: 95% range; hatched: withheld to protect privacy",
            school.peers,
        )
    with context:
        layout.section("Trend")
        filters.indicator(indicators, chosen.indicator)
        layout.say(chosen.finding.sentence)
        charts.trend_chart(chosen, height=280, slim=True)
        layout.footnotes(chosen.footnotes)
        tables.numbers(chosen)
