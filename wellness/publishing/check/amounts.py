"""Rules about numbers: whole, not negative, there where the kind of indicator needs them."""

from collections.abc import Iterator
from itertools import chain

import numpy as np

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.indicators import Indicator, Kind, Rule
from wellness.publishing.check.numbers import diagnosis
from wellness.publishing.check.rows import Mask, Rows


def not_numbers(rows: Rows) -> Iterator[Fault]:
    """A text where a number should be."""
    for column, numbers in rows.numbers.items():
        words = rows.sheet.by_name[column]
        for row in np.flatnonzero(numbers.bad):
            what, remedy = diagnosis(words[int(row)])
            yield rows.fault(row, column, "not_a_number", (f"The {column} {what}.", remedy))


def negative_counts(rows: Rows) -> Iterator[Fault]:
    """A count below zero; a mean may be, for a change can be for the worse."""
    means = rows.where_indicator(lambda i: i.kind is Kind.MEAN)
    for column, numbers in rows.numbers.items():
        negative = numbers.amounts < 0
        if column == "value":
            negative &= ~means
        said = f"The {column} is below zero.", "Write how many there were, 0 for none."
        yield from rows.masked(negative, column, "negative", said)


def numerators_above(rows: Rows) -> Iterator[Fault]:
    """A proportion with more in its numerator than in its denominator."""
    numerator, denominator = rows.numbers["numerator"], rows.numbers["denominator"]
    proportions = rows.where_indicator(lambda i: i.kind is Kind.PROPORTION)
    above = proportions & numerator.given & denominator.given
    above &= (numerator.amounts > denominator.amounts) & (denominator.amounts >= 0)
    said = (
        "The numerator is above the denominator.",
        "The numerator counts some of the denominator: perhaps the two are swapped.",
    )
    return rows.masked(above, "numerator", "numerator_above", said)


def shares_above_one(rows: Rows) -> Iterator[Fault]:
    """A published rate above 1: probably written in percent."""
    value = rows.numbers["value"]
    rates = rows.where_indicator(lambda i: i.kind is Kind.PUBLISHED_RATE)
    said = "A rate cannot be above 1.", "Write a share, not percent: 0.714 for 71.4%."
    return rows.masked(rates & value.given & (value.amounts > 1), "value", "rate_above_one", said)


def numbers_missing(rows: Rows) -> Iterator[Fault]:
    """A row without the number that its indicator is made of, and without a flag to say why."""
    unexplained = ~rows.words["flag"].rows_where(bool)
    return chain(
        rows.masked(
            unexplained & _empty(rows, "numerator") & rows.where_indicator(_is_counted),
            "numerator",
            "numerator_missing",
            ("The numerator is empty.", "Write the count, 0 for none, or say why in “flag”."),
        ),
        rows.masked(
            unexplained & _empty(rows, "denominator") & rows.where_indicator(needs_denominator),
            "denominator",
            "denominator_missing",
            ("The denominator is empty.", "Write out of how many, or say why in “flag”."),
        ),
        rows.masked(
            unexplained & _empty(rows, "value") & rows.where_indicator(_is_ready),
            "value",
            "value_missing",
            ("The value is empty.", "Write the value, or say why in “flag”."),
        ),
    )


def numbers_too_many(rows: Rows) -> Iterator[Fault]:
    """A number that the kind of indicator has no place for."""
    return chain(
        rows.masked(
            rows.numbers["value"].given & rows.where_indicator(_is_counted),
            "value",
            "value_for_count",
            (
                "This indicator is counted: it has no ready-made value.",
                "Move the count to “numerator” and empty the value.",
            ),
        ),
        rows.masked(
            rows.numbers["numerator"].given & rows.where_indicator(_is_ready),
            "numerator",
            "count_for_value",
            (
                "This indicator arrives ready-made: it has no numerator.",
                "Move the number to “value”; how many it rests on is the denominator.",
            ),
        ),
        rows.masked(
            rows.numbers["denominator"].given & rows.where_indicator(has_no_denominator),
            "denominator",
            "denominator_for_count",
            ("This indicator is a plain count: it has no denominator.", "Empty it."),
        ),
    )


def denominators_known(rows: Rows) -> Iterator[Fault]:
    """A denominator that the district knows itself and does not take from a partner."""
    said = "The denominator comes from the district's reference series.", "It may stay empty."
    known = rows.where_indicator(lambda i: bool(i.denominator_from))
    for row in np.flatnonzero(rows.numbers["denominator"].given & known):
        yield rows.fault(row, "denominator", "denominator_known", said, severity=Severity.WARNING)


def _empty(rows: Rows, column: str) -> Mask:
    numbers = rows.numbers[column]
    empty: Mask = ~(numbers.given | numbers.bad)
    return empty


def _is_ready(indicator: Indicator) -> bool:
    return indicator.kind.arrives_ready


def _is_counted(indicator: Indicator) -> bool:
    return not indicator.kind.arrives_ready


def needs_denominator(indicator: Indicator) -> bool:
    """A quotient needs one unless a reference series gives it; a mean is pooled by it."""
    if indicator.kind is Kind.MEAN:
        return Rule.POOL in (indicator.quarters_rule, indicator.places_rule)
    return indicator.kind.is_quotient and not indicator.denominator_from


def has_no_denominator(indicator: Indicator) -> bool:
    """Whether it is a plain count."""
    return _is_counted(indicator) and not indicator.kind.is_quotient
