"""Which indicators are about the same counts: they are protected together, or not at all."""

from wellness.domain.indicators import Catalogue, DisclosureClass, Indicator

CONTROLLED = frozenset({DisclosureClass.SENSITIVE, DisclosureClass.SURVEY})


def numerator_count(indicator: Indicator, catalogue: Catalogue) -> str:
    """The name of the count above the line; "" for a value that arrives ready-made."""
    if indicator.kind.arrives_ready:
        return ""
    if indicator.derived:
        return numerator_count(catalogue[indicator.derived[0]], catalogue)
    return indicator.numerator_count or indicator.code


def category_count(indicator: Indicator, slot: tuple[str, str], catalogue: Catalogue) -> str:
    """The name that the count of one category has of its own; "" without one."""
    breakdown, category = slot
    if indicator.derived:
        return category_count(catalogue[indicator.derived[0]], slot, catalogue)
    split = indicator.breakdowns.get(breakdown)
    return split.counts.get(category, "") if split else ""


def counts_of(indicator: Indicator, catalogue: Catalogue) -> frozenset[str]:
    """The names of all counts that an indicator tells of."""
    named = {count for split in indicator.breakdowns.values() for count in split.counts.values()}
    whole = {numerator_count(indicator, catalogue), denominator_count(indicator, catalogue)}
    return frozenset((named | whole) - {""})


def denominator_count(indicator: Indicator, catalogue: Catalogue) -> str:
    """The name of the count below the line, or of a ready-made value's n; "" without one."""
    reference = reference_of(indicator)
    if reference:
        return numerator_count(catalogue[reference], catalogue)
    if indicator.kind.is_quotient or indicator.kind.arrives_ready:
        return indicator.denominator_count or f"{indicator.code}.n"
    return ""


def reference_of(indicator: Indicator) -> str:
    """The indicator whose numbers are its denominators, or ""."""
    return indicator.derived[1] if indicator.derived else indicator.denominator_from


def controlled_counts(catalogue: Catalogue) -> frozenset[str]:
    """The counts whose small numbers are withheld: a count takes its strictest indicator's class.

    A count that is public stays public: everybody knows it already.
    """
    public = {
        numerator_count(i, catalogue)
        for i in catalogue.values()
        if i.disclosure_class is DisclosureClass.PUBLIC
    }
    named = {
        count
        for i in catalogue.values()
        if i.disclosure_class in CONTROLLED
        for count in counts_of(i, catalogue)
    }
    return frozenset(named - public)


def families(catalogue: Catalogue) -> tuple[tuple[str, ...], ...]:
    """Codes of indicators linked by a controlled count or by `subset_of`, in catalogue order."""
    controlled = controlled_counts(catalogue)
    linked = {code: {code} for code in catalogue}
    for code, indicator in catalogue.items():
        for other in catalogue.values():
            if _tied(indicator, other, catalogue, controlled):
                _join(linked, code, other.code)
    order = list(catalogue)
    found = {tuple(sorted(group, key=order.index)) for group in linked.values()}
    return tuple(sorted(found, key=lambda group: order.index(group[0])))


def _tied(
    one: Indicator, other: Indicator, catalogue: Catalogue, controlled: frozenset[str]
) -> bool:
    shared = counts_of(one, catalogue) & counts_of(other, catalogue) & controlled
    parents = one.derived[:1] if one.derived else ()
    return bool(shared) or one.subset_of == other.code or other.code in parents


def _join(linked: dict[str, set[str]], one: str, other: str) -> None:
    both = linked[one] | linked[other]
    for code in both:
        linked[code] = both
