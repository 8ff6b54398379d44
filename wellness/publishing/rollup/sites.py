"""What each place reported itself, all sources together."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wellness.publishing.rollup.arrays import (
    NO_BAND,
    TOTAL,
    UNKNOWN,
    YEAR,
    Status,
    any_along,
)
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.ledger import Ledger
from wellness.publishing.rollup.numbers import Numbers
from wellness.publishing.rollup.rows import Reported


def held_all_year(numbers: Reported, geography: Geography) -> Reported:
    """A yearly reference series holds for each quarter in which the place was open."""
    there = geography.open[:, :, None]
    return Reported(
        numbers.delivered[:, YEAR:] & there,
        numbers.withheld[:, YEAR:] & there,
        numbers.not_applicable[:, YEAR:] & there,
        np.where(there, numbers.band[:, YEAR:], NO_BAND).astype(np.int8),
        np.repeat(numbers.numerator[:, YEAR:], there.shape[1], axis=1),
        np.repeat(numbers.denominator[:, YEAR:], there.shape[1], axis=1),
        np.repeat(numbers.value[:, YEAR:], there.shape[1], axis=1),
    )


def together(reported: Sequence[Reported]) -> Reported:
    """What several sources say together: each reports its own share, so shares add.

    A band is of one source's share and none of the sum, which is withheld.
    """
    first, *others = map(_used, reported)
    for other in others:
        mixed = (first.coded & other.sent) | (other.coded & first.sent)
        first = Reported(
            first.delivered | other.delivered,
            first.withheld | other.withheld | mixed,
            first.not_applicable | other.not_applicable,
            np.where(mixed, NO_BAND, np.maximum(first.band, other.band)),
            first.numerator + other.numerator,
            first.denominator + other.denominator,
            np.where(first.delivered, first.value, other.value),
        )
    return first


def _used(numbers: Reported) -> Reported:
    """The numbers that count; 0 and NaN elsewhere."""
    known = (numbers.delivered | numbers.coded) & (numbers.denominator != UNKNOWN)
    return replace(
        numbers,
        numerator=np.where(numbers.delivered, numbers.numerator, 0),
        denominator=np.where(known, numbers.denominator, 0),
        value=np.where(numbers.delivered, numbers.value, np.nan),
    )


def at_sites(whole: Reported, ledger: Ledger) -> Numbers:
    """Each unit's own numbers. A total that lacks a source is missing, but keeps its sum.

    A category is missing where the unit reports it in another period of the year, or reports
    nothing all year and others do. A number of which any source withheld its share is withheld,
    and so is one of which a source that gave a band is not the only one.
    """
    lacking = ((ledger.lacking > 0) & ledger.started)[:, :, None]
    reports = any_along(whole.sent, (1, 2))[:, None, None]
    itself = any_along(whole.sent, 1)[:, None, :]
    others = any_along(whole.sent, (0, 1))[None, None, :]
    owed = lacking & np.where(reports, itself, others)
    status = np.where(owed, Status.MISSING, Status.ABSENT)
    status = np.where(whole.not_applicable, Status.NOT_APPLICABLE, status)
    status = np.where(whole.coded, Status.CODED, status)
    status = np.where(whole.delivered, Status.REPORTED, status)
    status[:, :, TOTAL] = np.where(lacking[:, :, 0], Status.MISSING, status[:, :, TOTAL])
    unknown = whole.withheld | (whole.coded & (status != Status.CODED))
    status = np.where(unknown, Status.WITHHELD, status)
    value = np.where(whole.delivered, whole.value, 0.0)
    weighted = np.nan_to_num(value) * whole.denominator.astype(np.float64)
    return Numbers(
        status.astype(np.uint8),
        whole.numerator,
        whole.denominator,
        weighted,
        whole.value,
        np.where(status == Status.CODED, whole.band, NO_BAND).astype(np.int8),
    )
