"""The student experience survey, each spring."""

from collections.abc import Iterator

import numpy as np

from sample_data.chance import Floats, Ints, logistic
from sample_data.places import BANDS
from sample_data.reports import Sender, Series, by_band, sender, yearly
from sample_data.timeline import TREND_ORIGIN
from sample_data.world import World

_INVITED = np.array([1 / 3, 1.0, 1.0])  # grades 4 and 5 of K-5, all others
_RESPONSE = np.array([1.39, 1.10, 0.28])  # log-odds: 80%, 75% and 57%
_ITEM_ANSWERED = 0.97
# Log-odds of a favorable answer in each grade band, and what a year adds.
_QUESTIONS = {
    "belonging": (np.array([0.85, 0.35, 0.30]), 0.03),
    "growth_mindset": (np.array([0.50, 0.55, 0.65]), 0.02),
    "self_efficacy": (np.array([0.65, 0.20, 0.05]), 0.02),
    "self_management": (np.array([0.75, 0.70, 0.80]), 0.01),
    "social_awareness": (np.array([0.90, 0.45, 0.50]), 0.0),
    "knows_where_to_get_help": (np.array([1.00, 0.80, 0.65]), 0.07),
}
_COMPARED = 0.62  # of those who answered, those who did last spring as well
_GREW = 0.08
# True differences are small: of all variation between students, 5% lies between schools, so
# their variance on log-odds is 0.05 / 0.95 of the logistic's pi^2 / 3; most of it lasts.
_BETWEEN = 0.05 / 0.95 * np.pi**2 / 3
_LASTING, _OF_THE_YEAR = np.sqrt(0.8 * _BETWEEN), np.sqrt(0.2 * _BETWEEN)


def deliver(world: World) -> Iterator[Series]:
    """Who answered, and what; every spring of the deliveries."""
    survey = yearly(world, sender(world, "experience_survey"), whole=False)
    invited = np.round(world.enrollment * _INVITED).astype(np.int64)
    answered = _draw(world, "response_rate", invited, _RESPONSE, 0.0)
    yield from _proportion(survey, "response_rate", answered, invited)
    for indicator, (usual, trend) in _QUESTIONS.items():
        base = world.rng(f"{indicator} answered").binomial(answered, _ITEM_ANSWERED)
        favorable = _draw(world, indicator, base, usual, trend)
        yield from _proportion(survey, indicator, favorable, base)
    compared = world.rng("sel_growth compared").binomial(answered, _COMPARED)
    grew = _draw(world, "sel_growth", compared, np.full(len(BANDS), _GREW), 0.01)
    yield from _proportion(survey, "sel_growth", grew, compared)


def _draw(world: World, indicator: str, members: Ints, usual: Floats, trend: float) -> Ints:
    """How many of the members say yes: org units × years × grade bands."""
    rng = world.rng(indicator)
    years = np.array(world.timeline.years) - TREND_ORIGIN.year
    of_the_year = rng.normal(0, _OF_THE_YEAR, members.shape[:2])
    told = world.in_years(world.plot.log_odds(indicator))[:, :, -1]
    shift = world.differences(indicator, float(_LASTING)) + of_the_year + trend * years + told
    return rng.binomial(members, logistic(usual + shift[:, :, None]))


def _proportion(survey: Sender, indicator: str, yes: Ints, members: Ints) -> Iterator[Series]:
    yield from survey.partition(
        indicator, "grade_band", by_band(yes, BANDS), by_band(members, BANDS)
    )
