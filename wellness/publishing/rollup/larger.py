"""What sites add up to: region, board district, school type and the district."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from wellness.domain.indicators import Indicator
from wellness.domain.places import Level
from wellness.publishing.rollup.arrays import TOTAL, BoolArray, Status, StatusArray
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
    delivered itself (`ours`, not at a site) comes before the sum. A sum of which any part was
    withheld by its sender is withheld.
    """
    larger = ~geography.sites[:, None, None]
    own = larger & (ours.status == Status.REPORTED)
    numerator = _own_first(geography.add_up(ours.numerator), ours.numerator, own, geography)
    denominator = _own_first(geography.add_up(ours.denominator), ours.denominator, own, geography)
    weighted = _own_first(geography.add_up(ours.weighted), ours.weighted, own, geography)
    status = _status(delivered, own, ledger, geography)
    status = np.where(_lacks_withheld(ours.status, own, geography), Status.WITHHELD, status)
    return Numbers(
        status.astype(np.uint8),
        numerator,
        denominator,
        weighted,
        pooled_value(indicator, weighted, denominator),
    )


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


def _lacks_withheld(status: StatusArray, own: BoolArray, geography: Geography) -> BoolArray:
    """Places whose own number, or any number inside them, was withheld by its sender.

    A region that delivered its number stands for its sites in the district, or withholds it.
    """
    withheld = status == Status.WITHHELD
    inside = geography.add_up(withheld.astype(np.int64))
    regions = _regions(geography)
    settled = np.where(own & regions, inside, 0).sum(axis=0)
    inside[geography.district] += (withheld & regions).sum(axis=0) - settled
    found: BoolArray = ((inside > 0) | withheld) & ~own
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
