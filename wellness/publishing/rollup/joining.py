"""Numbers out of other indicators: public denominators, and indicators derived from two others."""

from dataclasses import replace

import numpy as np

from wellness.domain.indicators import Indicator
from wellness.publishing.rollup.arrays import (
    NO_BAND,
    UNKNOWN,
    BoolArray,
    Counts,
    Status,
    among,
    any_along,
    slots,
)


def with_denominator(counts: Counts, reference: Counts) -> Counts:
    """Put the reference series' number of the same place, period and category underneath.

    Categories that the reference does not have take its total. Where the reference means nothing
    (a center has no enrollment) there is no cell; where it was not delivered, none is reported;
    where it is withheld by its sender or coded, the quotient is withheld.
    """
    position = {slot: i for i, slot in enumerate(slots(reference.indicator))}
    at = [position.get(slot, 0) for slot in slots(counts.indicator)]
    under = reference.status[:, :, at]
    status = counts.status
    unknown = among(under, Status.WITHHELD, Status.CODED)
    lacking = np.where(unknown, Status.WITHHELD, Status.MISSING).astype(np.uint8)
    status = np.where((under != Status.REPORTED) & (status == Status.REPORTED), lacking, status)
    if reference.reported.any():
        status = np.where(among(under, Status.ABSENT, Status.NOT_APPLICABLE), under, status)
    denominator = np.where(under == Status.REPORTED, reference.numerator[:, :, at], UNKNOWN)
    rounded_to = tuple(sorted({*counts.rounded_to, *reference.rounded_to}))
    return replace(counts, status=status, denominator=denominator, rounded_to=rounded_to)


def derive(indicator: Indicator, above: Counts, below: Counts) -> Counts:
    """A derived indicator: one indicator's numbers out of another's.

    A band is of the count, not of what is worked out from it, which is withheld.
    """
    position = {slot: i for i, slot in enumerate(slots(above.indicator))}
    wanted = slots(indicator)
    at = [position.get(slot, 0) for slot in wanted]
    there = np.array([slot in position for slot in wanted])
    status = np.where(above.status == Status.CODED, Status.WITHHELD, above.status)
    selected = Counts(
        indicator,
        above.year,
        np.where(there, status[:, :, at], Status.ABSENT).astype(np.uint8),
        np.where(there, above.numerator[:, :, at], 0),
        np.full(above.numerator[:, :, at].shape, UNKNOWN, dtype=np.int64),
        np.full(above.numerator[:, :, at].shape, np.nan),
        above.reporting,
        above.expected,
        np.full(above.numerator[:, :, at].shape, NO_BAND, dtype=np.int8),
        above.bands,
        above.own[:, :, at],
        above.rounded_to,
    )
    return with_denominator(selected, below)


def means_something(reference: Counts) -> BoolArray:
    """The units that a reference series has a number for; all of them if it has none at all.

    One that its sender withheld, or gave as a band, is a number.
    """
    known = among(reference.status[:, :, 0], Status.REPORTED, Status.WITHHELD, Status.CODED)
    found = any_along(known, 1)
    return found if found.any() else np.ones_like(found)
