"""How care goes: the wait for it, whether it continues; and support for staff."""

from collections.abc import Iterator

import numpy as np

from sample_data.access import Access
from sample_data.chance import Floats, Ints, log_odds, logistic
from sample_data.reports import Series, sender
from sample_data.training import Staff
from sample_data.world import World
from wellness.domain.places import Level

_FIRST_VISITS = 0.38  # of the students served in a quarter, those who come for the first time
_REFERRED_HERE = 0.72  # of all referrals, those to the district's own staff
_WITHIN_10_DAYS = 0.52
_WITHIN_TREND = 0.10
_TYPICAL_WAIT = 9.5  # school days, in the year of the trend's origin
_WAIT_TREND = -0.03
_CONTINUED = 0.42
_STAFF_USING = 0.024
_OFFICES_USING = 0.030
_TWO_REGIONS = 0.01  # of the employees who used support, those counted in two regions
# The median of n draws has 1.2533 (the root of pi / 2) times the standard error of their mean.
_MEDIAN_ERROR = 1.2533 * 0.8


def deliver(access: Access, referrals: Ints, staff: Staff) -> Iterator[Series]:
    """Waits and continued care from the records, and use of support by staff."""
    world = access.world
    first = world.rng("first visits").binomial(access.served, _FIRST_VISITS)
    yield _seen_within_10_days(world, referrals)
    yield _continued_care(world, first)
    yield _days_to_first_visit(world, first)
    yield _staff_using_support(world, staff)


def _seen_within_10_days(world: World, referrals: Ints) -> Series:
    rng = world.rng("waits")
    waited = rng.binomial(referrals, _REFERRED_HERE)
    trend = log_odds(_WITHIN_10_DAYS) + _WITHIN_TREND * world.timeline.elapsed
    chance = logistic(trend + _lasting(world, "waits") + world.plot.log_odds("seen_within_10_days"))
    seen = rng.binomial(waited, chance)
    return sender(world, "smh_records").total("seen_within_10_days", seen, waited)


def _continued_care(world: World, first: Ints) -> Series:
    """The 90 days of a first visit end a quarter later."""
    cohort = np.concatenate([first[:, :1], first[:, :-1]], axis=1) * world.exists
    shift = _lasting(world, "continued care") + world.plot.log_odds("continued_care")
    stayed = world.rng("continued care").binomial(cohort, logistic(log_odds(_CONTINUED) + shift))
    return sender(world, "smh_records").total("continued_care", stayed, cohort)


def _days_to_first_visit(world: World, first: Ints) -> Series:
    """The middle value of each larger place, counted anew; schools have too few to show one."""
    places = world.differences("days to first visit", 0.22)
    wait = np.log(_TYPICAL_WAIT) + _WAIT_TREND * world.timeline.elapsed + places
    members = world.added_up(first)
    middle = world.added_up(wait * first) / np.maximum(members, 1)
    error = world.noise("days to first visit", 1.0) * _MEDIAN_ERROR / np.sqrt(members + 1)
    median = np.maximum(1.0, np.round(2 * np.exp(middle + error)) / 2)
    sites = world.places.at(*(level for level in Level if level.is_site))[:, None]
    records = sender(world, "smh_records")
    return records.ready_made("days_to_first_visit", median, members, ~sites & (members > 0))


def _staff_using_support(world: World, staff: Staff) -> Series:
    """Regions overlap a little, and the district counts its offices as well."""
    rng = world.rng("staff using support")
    employees = world.added_up(world.by_quarter(staff.employees))
    using = rng.binomial(employees, _STAFF_USING * np.exp(world.noise("staff support", 0.08)))
    regions = using[world.places.at(Level.REGION)].sum(axis=0)
    offices = world.by_quarter(staff.employees)[world.places.numbers["U0"]]
    counted = regions - rng.binomial(regions, _TWO_REGIONS)
    using[world.places.numbers["district"]] = counted + rng.binomial(offices, _OFFICES_USING)
    return sender(world, "staff_support").total("staff_using_support", using)


def _lasting(world: World, subject: str) -> Floats:
    return world.differences(subject, 0.3) + world.noise(subject, 0.05)
