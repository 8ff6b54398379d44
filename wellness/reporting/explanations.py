"""Explanations: every indicator as About the data tells it."""

from collections.abc import Iterator

from wellness.domain.indicators import Indicator
from wellness.domain.periods import PeriodType
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import wording
from wellness.reporting.answers import Definition
from wellness.reporting.footnotes import published_levels, reported_by
from wellness.reporting.memory import remembered
from wellness.reporting.messages import capital, say


@remembered
def definitions(source: Source) -> tuple[Definition, ...]:
    """The published indicators of the release, in the order of their themes."""
    contents = source.contents
    return tuple(_definition(contents, i) for i in contents.catalogue.published())


def _definition(contents: Contents, indicator: Indicator) -> Definition:
    return Definition(
        indicator,
        reported_by(contents, indicator),
        _published(contents, indicator),
        tuple(_breakdowns(indicator)),
        tuple(_targets(contents, indicator)),
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
