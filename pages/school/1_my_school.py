"""My school: what can this school's numbers say, beside the schools of its type?"""

from wellness.domain.places import Level
from wellness.reporting import directory, profile, school_doors, trend
from wellness.views import charts, filters, finder, layout, links, tables, words

visit = layout.start("My school")

if visit.place.level is not Level.SCHOOL:
    layout.title(f"Find {words.one(visit.word)}")
    finder.draw(visit.ask(directory))
else:
    school = visit.ask(profile)

    layout.title(school.name)
    layout.say(school.facts)
    layout.say(school.history)
    layout.say(visit.ask(school_doors))
    links.other_quarter(visit, school.instead)
    if school.rows:
        indicators = [row.indicator for row in school.rows]
        asked = visit.question.indicator or school.lead
        chosen = visit.ask(trend, filters.one_of(indicators, asked).code)

        matter, context = layout.halves()
        with matter:
            layout.section("What the numbers say")
            for sentence in school.sentences:
                layout.say(sentence)
            links.larger(visit, school)
            layout.section(f"Among the {school.words} of its type")
            tables.profile_table(school)
            layout.note(*tables.profile_notes(school))
        with context:
            layout.section("Trend")
            filters.indicator(indicators, chosen.indicator)
            layout.say(chosen.finding.sentence)
            links.instead(visit, chosen)
            charts.trend_chart(chosen, height=280, slim=True)
            layout.footnotes(chosen.footnotes)
            tables.numbers(chosen)
