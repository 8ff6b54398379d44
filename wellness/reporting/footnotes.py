"""Footnotes: what stands beneath every picture, in words."""

from collections.abc import Iterator

from wellness.domain.indicators import Indicator, Kind
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level
from wellness.domain.releases import Contents
from wellness.reporting import findings, wording
from wellness.reporting.answers import Footnotes, Point
from wellness.reporting.messages import say, sentences

# What a lowest rung is called: nobody thinks of board districts and school types first.
_LADDER = (Level.SCHOOL, Level.REGION, Level.DISTRICT)


def footnotes(contents: Contents, indicator: Indicator, point: Point) -> Footnotes:
    """Definition, source, release and coverage of a picture that leads with a point."""
    release = contents.release
    published = say("note.release", number=release.number, day=wording.day(release.published_at))
    source = sentences(reported_by(contents, indicator), *_limits(contents, indicator, point))
    definition = defined(indicator)
    return Footnotes(definition, source, published, findings.coverage(point))


def _limits(contents: Contents, indicator: Indicator, point: Point) -> Iterator[str]:
    """What the numbers cannot tell, because of how their source publishes them."""
    steps = [wording.count(step) for step in contents.rounded_to(indicator.code)]
    if steps:
        yield say("note.rounded", steps=" or ".join(steps))
    if indicator.kind is Kind.PUBLISHED_RATE and point.denominator is None:
        yield say("note.without_counts")


def defined(indicator: Indicator) -> str:
    """What is counted, and out of what."""
    numerator = _stopped(indicator.numerator)
    if not indicator.denominator:
        return say("note.definition", numerator=numerator)
    denominator = _stopped(indicator.denominator)
    return say("note.definition.of", numerator=numerator, denominator=denominator)


def reported_by(contents: Contents, indicator: Indicator) -> str:
    """Who reports it and how often, or what it is worked out from."""
    if indicator.derived:
        parents = [contents.catalogue[code].title for code in indicator.derived]
        return say("note.source.derived", sources=wording.listed(parents))
    titles = [contents.district.source(code).title for code in indicator.sources]
    names = wording.listed(titles) or indicator.owner
    return say("note.source", sources=names, cadence=indicator.cadence.value)


def published_levels(contents: Contents, indicator: Indicator, period_type: PeriodType) -> str:
    """The levels an indicator is published by: `school, region and district`, or ""."""
    levels = indicator.lowest_level.levels(period_type)
    known = [level for level in _LADDER if level in levels and contents.places.at(level)]
    return wording.listed([contents.district.word(level) for level in known])


def _stopped(text: str) -> str:
    """A text of an indicator file as a sentence of its own."""
    words = " ".join(text.split())
    return words if words.endswith((".", "?", "!")) else words + "."
