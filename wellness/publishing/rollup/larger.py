"""What sites add up to: region, board district, school type and the district."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wellness.domain.indicators import Indicator
from wellness.domain.places import Level
from wellness.publishing.rollup.arrays import (
    NO_BAND,
    TOTAL,
    BoolArray,
    Status,
    StatusArray,
    among,
)
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.ledger import Ledger
from wellness.publishing.rollup.numbers import Numbers, pooled_value

N = TypeVar("N", np.int64, np.float64)


def at_larger_places(
    indicator: Indicator,
    ours: Numbers,
    delivered: BoolArray,
    ledger: Ledger,
    geography: Geography,
) -> Numbers:
    """The sums of what arrived, however many sites it is of; coverage says how many.

    A total waits until every source that owes something has sent something: until then the
    categories that arrived are there, the total is missing. A number that a larger place
    delivered itself (`ours`, not at a site) comes before the sum, and so does its band. A sum of
    which any part is unknown, withheld by its sender or coded, is withheld.
    """
    own = delivered_itself(ours.status, geography)
    numerator = _own_first(geography.add_up(ours.numerator), ours.numerator, own, geography)
    denominator = _own_first(geography.add_up(ours.denominator), ours.denominator, own, geography)
    weighted = _own_first(geography.add_up(ours.weighted), ours.weighted, own, geography)
    status = _status(delivered, own, ledger, geography)
    status = np.where(_lacks_unknown(ours.status, own, geography), Status.WITHHELD, status)
    status = np.where(ours.status == Status.CODED, Status.CODED, status)
    nowhere = (ours.status == Status.NOT_APPLICABLE) & (status == Status.ABSENT)
    status = np.where(nowhere, Status.NOT_APPLICABLE, status)
    return Numbers(
        status.astype(np.uint8),
        numerator,
        denominator,
        weighted,
        pooled_value(indicator, weighted, denominator),
        np.where(status == Status.CODED, ours.band, NO_BAND).astype(np.int8),
    )


def delivered_itself(status: StatusArray, geography: Geography) -> BoolArray:
    """The larger places that delivered a number themselves; `status` is before adding up."""
    found: BoolArray = ~geography.sites[:, None, None] & (status == Status.REPORTED)
    return found


def _status(
    delivered: BoolArray, own: BoolArray, ledger: Ledger, geography: Geography
) -> StatusArray:
    """What is known where nothing was withheld."""
    summands = geography.add_up(delivered.astype(np.int64))
    summands[geography.district] += (own & _regions(geography)).sum(axis=0)
    short = (geography.add_up(ledger.lacking) > 0) & ledger.started
    status = np.where(short[:, :, None], Status.MISSING, Status.ABSENT)
    status = np.where(summands > 0, Status.REPORTED, status)
    waiting = (status[:, :, TOTAL] == Status.REPORTED) & ~ledger.complete
    status[:, :, TOTAL] = np.where(waiting, Status.MISSING, status[:, :, TOTAL])
    return np.where(own, Status.REPORTED, status).astype(np.uint8)


def _lacks_unknown(status: StatusArray, own: BoolArray, geography: Geography) -> BoolArray:
    """Places whose own number, or any number inside them, is withheld or coded.

    A region that delivered its number stands for its sites in the district, or withholds it.
    """
    unknown = among(status, Status.WITHHELD, Status.CODED)
    inside = geography.add_up(unknown.astype(np.int64))
    regions = _regions(geography)
    settled = np.where(own & regions, inside, 0).sum(axis=0)
    inside[geography.district] += (unknown & regions).sum(axis=0) - settled
    found: BoolArray = ((inside > 0) | unknown) & ~own
    return found


def _own_first(
    summed: NDArray[N], delivered: NDArray[N], own: BoolArray, geography: Geography
) -> NDArray[N]:
    """What a place delivered itself; the district counts a region's number, not its schools."""
    result = np.where(own, delivered, summed)
    beyond = np.where(own & _regions(geography), delivered - summed, 0).sum(axis=0)
    district = geography.district
    result[district] += np.where(own[district], 0, beyond).astype(result.dtype)
    return result


def _regions(geography: Geography) -> BoolArray:
    found: BoolArray = (geography.levels == Level.REGION.value)[:, None, None]
    return found
