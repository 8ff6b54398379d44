"""Rules about codes: every name in a file must be one that the workspace has."""

from collections.abc import Collection, Iterator
from functools import cache

from wellness.domain.deliveries import Fault
from wellness.domain.faults import nearest, suggestion
from wellness.domain.periods import PeriodType
from wellness.publishing.check.coverage import coverage
from wellness.publishing.check.rows import Rows, Verdict


def unknown_org_units(rows: Rows) -> Iterator[Fault]:
    """A place that org_units.csv does not have."""
    units = rows.definitions.places.units
    by_name = {unit.name.casefold(): code for code, unit in units.items()}
    by_case = {code.casefold(): code for code in units}

    @cache
    def absent() -> frozenset[str]:
        return frozenset(code for period in coverage(rows) for code in period.absent)

    def verdict(text: str) -> Verdict:
        if text in units:
            return None
        if not text:
            return "The org unit is empty.", "Write the code of the place that was counted."
        if text.casefold() in by_name:
            code = by_name[text.casefold()]
            return "This is a place's name, not its code.", f"Write its code, “{code}”."
        # Of two codes that are equally near, the one that the file lacks was probably meant.
        meant = by_case.get(text.casefold()) or nearest(text, absent()) or nearest(text, units)
        remedy = f"Did you mean “{meant}”?" if meant else "See org_units.csv for the codes."
        return "No place has this code.", remedy

    return rows.judged(("org_unit",), verdict, "org_unit", "unknown_org_unit")


def unknown_indicators(rows: Rows) -> Iterator[Fault]:
    """An indicator that has no file."""

    def verdict(text: str) -> Verdict:
        return _known(text, list(rows.definitions.catalogue), "indicator")

    return rows.judged(("indicator",), verdict, "indicator", "unknown_indicator")


def indicators_of_others(rows: Rows) -> Iterator[Fault]:
    """An indicator that another source delivers, or nobody because it is worked out."""
    catalogue = rows.definitions.catalogue
    own = [i.code for i in catalogue.values() if rows.source.code in i.sources]

    def verdict(text: str) -> Verdict:
        indicator = rows.indicator(text)
        if indicator is None or indicator.code in own:
            return None
        if indicator.derived:
            parents = " and ".join(f"“{code}”" for code in indicator.derived)
            return f"{indicator.title} is worked out from {parents}.", "Leave its rows out."
        message = f"{indicator.title} does not come from {rows.source.title}."
        sources = " or ".join(indicator.sources)
        return message, f"Leave its rows out. If all are such, the file is of {sources}: rename it."

    return rows.judged(("indicator",), verdict, "indicator", "foreign_indicator")


def unknown_period_types(rows: Rows) -> Iterator[Fault]:
    """A period that is neither quarter nor year."""

    def verdict(text: str) -> Verdict:
        return _known(text, list(PeriodType), "period_type")

    return rows.judged(("period_type",), verdict, "period_type", "unknown_period_type")


def unknown_breakdowns(rows: Rows) -> Iterator[Fault]:
    """A breakdown that the indicator does not have."""

    def verdict(code: str, breakdown: str) -> Verdict:
        indicator = rows.indicator(code)
        if indicator is None or not breakdown or breakdown in indicator.breakdowns:
            return None
        remedy = suggestion(breakdown, indicator.breakdowns)
        return f"{indicator.title} has no such breakdown.", remedy

    return rows.judged(("indicator", "breakdown"), verdict, "breakdown", "unknown_breakdown")


def unknown_categories(rows: Rows) -> Iterator[Fault]:
    """A category that the breakdown does not have."""

    def verdict(code: str, breakdown: str, category: str) -> Verdict:
        indicator = rows.indicator(code)
        if indicator is None or breakdown not in indicator.breakdowns or not category:
            return None
        found = indicator.breakdown(breakdown)
        if category in found.categories:
            return None
        message = f"The breakdown {found.title} of {indicator.title} has no such category."
        return message, suggestion(category, found.categories)

    names = ("indicator", "breakdown", "category")
    return rows.judged(names, verdict, "category", "unknown_category")


def lone_categories(rows: Rows) -> Iterator[Fault]:
    """A category without its breakdown, which would be taken for a total."""

    def verdict(code: str, breakdown: str, category: str) -> Verdict:
        if breakdown or not category:
            return None
        indicator = rows.indicator(code)
        owners = (
            [b.code for b in indicator.breakdowns.values() if category in b.categories]
            if indicator
            else []
        )
        remedy = f"Write “{owners[0]}”." if owners else "Empty the category for a total."
        return "There is a category and no breakdown.", remedy

    names = ("indicator", "breakdown", "category")
    return rows.judged(names, verdict, "breakdown", "category_without_breakdown")


def lone_breakdowns(rows: Rows) -> Iterator[Fault]:
    """A breakdown without a category: neither a part nor a total."""

    def verdict(breakdown: str, category: str) -> Verdict:
        if category or not breakdown:
            return None
        message = "There is a breakdown and no category."
        return message, "Name the category, or empty the breakdown for a total."

    names = ("breakdown", "category")
    return rows.judged(names, verdict, "category", "breakdown_without_category")


def _known(text: str, known: Collection[str], column: str) -> Verdict:
    if text in known:
        return None
    if not text:
        return f"The {column} is empty.", suggestion("", known)
    return f"This {column} is not known.", suggestion(text, known)
