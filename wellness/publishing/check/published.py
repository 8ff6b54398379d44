"""Rules about what a district publishes and what it adds up itself, from the indicator files."""

from collections.abc import Callable, Iterator

import numpy as np

from wellness.domain.deliveries import Fault
from wellness.domain.indicators import Indicator, Rule
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level
from wellness.publishing.check.rows import Rows, Verdict

_SITES = frozenset(level for level in Level if level.is_site)


def periods_not_planned(rows: Rows) -> Iterator[Fault]:
    """A quarter of a yearly indicator, or a year that is made of its quarters."""

    def verdict(code: str, breakdown: str, period_type: str) -> Verdict:
        indicator = rows.indicator(code)
        if indicator is None or not _has(indicator, breakdown) or period_type == indicator.cadence:
            return None
        if period_type == PeriodType.QUARTER:
            return f"{indicator.title} is a yearly indicator.", "Send one number for the year."
        if period_type == PeriodType.YEAR and indicator.quarters_rule is not Rule.NEVER:
            message = f"The year of {indicator.title} is worked out from its quarters."
            return message, "Leave the row out."
        return None

    names = ("indicator", "breakdown", "period_type")
    return rows.judged(names, verdict, "period_type", "period_not_planned")


def never_published(rows: Rows) -> Iterator[Fault]:
    """A number that is published nowhere and is part of nothing that is."""

    def verdict(code: str, breakdown: str, period_type: str, level: str) -> Verdict:
        indicator = rows.indicator(code)
        if indicator is None or not (_has(indicator, breakdown) and period_type and level):
            return None
        if period_type not in set(PeriodType) or is_used(
            indicator, breakdown, PeriodType(period_type), Level(level)
        ):
            return None
        title = rows.definitions.district.level_plural(Level(level)).lower()
        what = f"{indicator.title} by {breakdown}" if breakdown else indicator.title
        message = f"{what} is not published for {title} by {period_type}, and cannot be added up."
        return message, "Leave the row out."

    names = ("indicator", "breakdown", "period_type", "level")
    return rows.judged(names, verdict, "indicator", "never_published")


def totals_among_parts(rows: Rows) -> Iterator[Fault]:
    """A larger place of an indicator that is added up from its sites: it would count twice.

    Larger places may be sent where sites are never published, unless the file has sites as well;
    and by the only source of an indicator, if `district.toml` says that it reports for them.
    """
    is_hidden = hidden_totals(rows)

    def verdict(code: str, level: str) -> Verdict:
        indicator = rows.indicator(code)
        if indicator is None or not is_hidden(code, level):
            return None
        message = f"{indicator.title} is added up from its parts; this is a larger place."
        if len(indicator.sources) > 1:
            return message, "Leave it out: it would be counted twice."
        where = f"sources.{rows.source.code} in district.toml"
        return message, f"Leave it out, or name its level under “reports” of {where}."

    return rows.judged(("indicator", "level"), verdict, "org_unit", "total_among_parts")


def hidden_totals(rows: Rows) -> Callable[[str, str], bool]:
    """Whether numbers of an indicator at a level are totals that nobody expects there."""
    by_site, reported = _sent_by_site(rows), _levels_reported(rows)

    def is_hidden(code: str, level: str) -> bool:
        indicator = rows.indicator(code)
        if indicator is None or not level or level in _SITES:
            return False
        if indicator.places_rule is Rule.NEVER:
            return False
        if len(indicator.sources) == 1 and level in reported:
            return False
        return reaches_sites(indicator) or code in by_site

    return is_hidden


def _levels_reported(rows: Rows) -> frozenset[Level]:
    """The levels that the source reports for."""
    places, units = rows.definitions.places, rows.source.units
    named = {places.unit(unit.org_unit).level for unit in units}
    return frozenset(named) or rows.source.reports


def _sent_by_site(rows: Rows) -> frozenset[str]:
    """The indicators that the file has for schools, centers or unattributed units."""
    sites = rows.words["level"].rows_where(_SITES.__contains__)
    words = rows.words["indicator"]
    return frozenset(words.texts[code] for code in np.unique(words.codes[sites]))


def reaches_sites(indicator: Indicator) -> bool:
    """Whether any number of it is published for schools, centers or unattributed units."""
    return any(_SITES & indicator.lowest_level.levels(period) for period in PeriodType)


def _has(indicator: Indicator, breakdown: str) -> bool:
    return not breakdown or breakdown in indicator.breakdowns


def is_used(indicator: Indicator, breakdown: str, period: PeriodType, level: Level) -> bool:
    """Whether a number of that period and level is published, or is part of one that is."""
    plan = indicator.plan(breakdown)
    needed = {period}
    if period is PeriodType.QUARTER and indicator.quarters_rule is not Rule.NEVER:
        needed.add(PeriodType.YEAR)
    levels = frozenset[Level]().union(*(plan.levels(p) for p in needed))
    if level in levels:
        return True
    return bool(levels) and indicator.places_rule is not Rule.NEVER
