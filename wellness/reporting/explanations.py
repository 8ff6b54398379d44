"""Explanations: every indicator and every source as About the data tells them."""

from collections.abc import Iterator

from wellness.domain.cells import State
from wellness.domain.errors import NotAddableError
from wellness.domain.indicators import Indicator, Rule
from wellness.domain.periods import PeriodType
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import wording
from wellness.reporting.data_answers import Definition, Disclosed, SourceFacts
from wellness.reporting.footnotes import published_levels, reported_by
from wellness.reporting.memory import remembered
from wellness.reporting.messages import MESSAGES, capital, say


@remembered
def definitions(source: Source) -> tuple[Definition, ...]:
    """The published indicators of the release, in the order of their themes."""
    contents = source.contents
    return tuple(_definition(contents, i) for i in contents.catalogue.published())


@remembered
def sources(source: Source) -> tuple[SourceFacts, ...]:
    """Every source of the release, in the order of `district.toml`."""
    return tuple(
        SourceFacts(
            found.title,
            found.owner,
            MESSAGES.get(f"legal.{found.legal_basis}", found.legal_basis),
            say("source.due", cadence=found.cadence.value, days=found.due_days),
        )
        for found in source.contents.district.sources.values()
    )


@remembered
def disclosed(source: Source) -> Disclosed:
    """How many numbers about the published indicators the release shows, and how many it hides."""
    contents = source.contents
    states = source.states([i.code for i in contents.catalogue.published()])
    shown, withheld = states[State.SHOWN], states[State.WITHHELD]
    rule = _rule(contents, withheld / (shown + withheld)) if withheld else say("disclosed.none")
    return Disclosed(shown, withheld, states[State.NOT_REPORTED], rule)


def _rule(contents: Contents, withheld: float) -> str:
    """What is withheld, and how large a share of the numbers that is."""
    settings = contents.district.policy
    message = "disclosed.zeros" if settings.zeros == "small" else "disclosed"
    return say(message, share=wording.percent(withheld, None), most=settings.threshold - 1)


def _definition(contents: Contents, indicator: Indicator) -> Definition:
    return Definition(
        indicator,
        reported_by(contents, indicator),
        _published(contents, indicator),
        tuple(_breakdowns(indicator)),
        tuple(_targets(contents, indicator)),
        tuple(_adding(indicator)),
        tuple(_versions(contents, indicator)),
    )


def _published(contents: Contents, indicator: Indicator) -> str:
    """How often by which levels: `Each quarter by region; each year by school and region.`."""
    levels = {kind: published_levels(contents, indicator, kind) for kind in PeriodType}
    said = [say(f"published.{kind.value}", levels=named) for kind, named in levels.items() if named]
    return capital("; ".join(said)) + "." if said else ""


def _breakdowns(indicator: Indicator) -> Iterator[str]:
    for breakdown in indicator.breakdowns.values():
        categories = ", ".join(breakdown.title_of(c) for c in breakdown.categories)
        yield say("breakdown", title=breakdown.title, categories=categories)


def _targets(contents: Contents, indicator: Indicator) -> Iterator[str]:
    for target in indicator.targets:
        yield say(
            "target",
            text=wording.target(indicator, target.value),
            period=contents.calendar.label(target.by),
            plan=contents.district.plans[target.plan].title,
            status="confirmed" if target.confirmed else "to confirm",
        )


def _adding(indicator: Indicator) -> Iterator[str]:
    """What its numbers may not be added to, where a reader might be tempted."""
    refusals = [indicator.require_places]
    if indicator.cadence is PeriodType.QUARTER:
        refusals.append(indicator.require_year)
    rules = []
    for require in refusals:
        try:
            rules.append(require())
        except NotAddableError as refusal:
            yield str(refusal)
    for message, rule in (("adding.pool", Rule.POOL), ("adding.last", Rule.LAST)):
        if rule in rules:
            yield say(message)
    for code in indicator.breakdowns:
        try:
            indicator.require_partition(code)
        except NotAddableError as refusal:
            yield str(refusal)


def _versions(contents: Contents, indicator: Indicator) -> Iterator[str]:
    """The wordings of a definition that changed; none where it never did."""
    if len(indicator.definitions) > 1:
        for version in indicator.definitions:
            period = contents.calendar.label(version.valid_from)
            yield say("version", period=period, note=version.note)
