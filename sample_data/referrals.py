"""Referrals: who asks for support for a student, and what became of it 60 days later."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sample_data.access import Access
from sample_data.chance import Floats, Ints, log_odds, logistic, share_out
from sample_data.reports import Series, by_band, sender

REFERRERS = ("school_staff", "family", "student", "partner")
UNSEEN = ("open", "no_consent", "no_contact", "not_eligible", "no_capacity", "declined")
_REFERRER_SHARES = np.array([0.56, 0.21, 0.16, 0.07])
_UNSEEN_SHARES = np.array([0.24, 0.20, 0.19, 0.10, 0.17, 0.10])
_A_STUDENT_SERVED = 0.45  # referrals in a quarter for each student served in it
_SEEN = 0.63  # in the year of the trend's origin
_SEEN_TREND = 0.08


@dataclass(frozen=True)
class Referrals:
    """Referrals of each quarter, followed for 60 days; org units × quarters."""

    access: Access

    @cached_property
    def received(self) -> Ints:
        """All referrals."""
        world = self.access.world
        busy = np.exp(world.differences("referrals", 0.15) + world.noise("referrals", 0.06))
        return world.rng("referrals").poisson(_A_STUDENT_SERVED * busy * self.access.expected)

    @cached_property
    def referrers(self) -> dict[str, Ints]:
        """Referrals by who made them."""
        parts = share_out(self.access.world.rng("referrers"), self.received, _REFERRER_SHARES)
        return by_band(parts, REFERRERS)

    @cached_property
    def outcomes(self) -> dict[str, Ints]:
        """Referrals by what became of them after 60 days.

        The newest quarter's as well, although its file came before they were over: a sample must
        show the same whether it is published before or after that day.
        """
        world = self.access.world
        rng = world.rng("outcomes")
        seen = rng.binomial(self.received, self._chance_seen())
        unseen = share_out(rng, self.received - seen, _UNSEEN_SHARES)
        settled = np.concatenate([seen[:, :, None], unseen], axis=2)
        return by_band(settled, ("seen", *UNSEEN))

    def _chance_seen(self) -> Floats:
        world = self.access.world
        lasting = world.differences("outcomes", 0.3) + world.noise("outcomes", 0.05)
        trend = log_odds(_SEEN) + _SEEN_TREND * world.timeline.elapsed
        return logistic(trend + lasting + world.plot.log_odds("referral_completion"))


def deliver(referrals: Referrals) -> Iterator[Series]:
    """The referral log: referrals, their outcomes, and how many were seen."""
    log = sender(referrals.access.world, "referral_log")
    yield from log.partition("referrals", "referrer", referrals.referrers)
    yield from log.partition("referral_outcomes", "outcome", referrals.outcomes)
    yield log.total("referral_completion", referrals.outcomes["seen"], referrals.received)
