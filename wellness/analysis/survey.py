"""Surveys: students answer, not questions, and some do not answer at all."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from wellness.analysis.intervals import Interval, wilson

FloatArray = NDArray[np.float64]

ALIKE = 0.4  # how alike one student's answers to the items of a construct are, unless measured
SPEAKS_FROM = 0.6  # response rate from which a change may be told
STEADY_WITHIN = 0.1  # how far it may have moved since the survey before
FEWEST_YEARS = 5  # surveys for a trend


class Change(NamedTuple):
    """A difference of two shares with its interval, and the chance of one as large."""

    difference: FloatArray
    low: FloatArray
    high: FloatArray
    p: FloatArray


def effective(answers: ArrayLike, items: int, alike: float = ALIKE) -> FloatArray:
    """How many independent answers so many answers are worth: answers / (1 + (m − 1) ρ).

    For surveys that count answers instead of students; m is the number of items.
    """
    found: FloatArray = np.asarray(answers, dtype=np.float64) / (1 + (items - 1) * alike)
    return found


def interval(
    favorable: ArrayLike, answered: ArrayLike, *, items: int = 1, confidence: float = 0.95
) -> Interval:
    """Wilson's interval of the share favorable, by students; with `items` above 1, of answers."""
    x, n = np.asarray(favorable, dtype=np.float64), np.asarray(answered, dtype=np.float64)
    worth = effective(1.0, items)
    return wilson(x * worth, n * worth, confidence)


def worst_case(share: ArrayLike, response_rate: ArrayLike) -> Interval:
    """Between which shares all students' lies, whatever those would say who did not answer.

    [r p, r p + 1 − r].
    """
    p, r = np.asarray(share, dtype=np.float64), np.asarray(response_rate, dtype=np.float64)
    return np.asarray(r * p), np.asarray(r * p + 1 - r)


def speaks(now: ArrayLike, before: ArrayLike) -> NDArray[np.bool_]:
    """Whether two response rates allow a change to be told: 60 % or more, within 10 points."""
    r1, r0 = np.asarray(now, dtype=np.float64), np.asarray(before, dtype=np.float64)
    close = np.abs(r1 - r0) <= STEADY_WITHIN + 1e-12
    found: NDArray[np.bool_] = (r1 >= SPEAKS_FROM) & (r0 >= SPEAKS_FROM) & close
    return found


def change(
    now: tuple[ArrayLike, ArrayLike],
    before: tuple[ArrayLike, ArrayLike],
    *,
    items: int = 1,
    confidence: float = 0.95,
) -> Change:
    """Now less before, each (favorable, answered), with Newcombe's interval.

    Difference ∓ √((p1 − l1)² + (u0 − p0)²) and the like above: Newcombe, R. G. (1998), Statistics
    in Medicine 17:873, method 10. p is that of the pooled score test. NaN where nobody answered.
    """
    worth = effective(1.0, items)
    x1, n1, x0, n0 = (np.asarray(a, dtype=np.float64) * worth for a in (*now, *before))
    with np.errstate(divide="ignore", invalid="ignore"):
        p1, p0, pooled = x1 / n1, x0 / n0, (x1 + x0) / (n1 + n0)
        error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
        z = np.where(error > 0, (p1 - p0) / error, np.where(p1 == p0, 0.0, np.nan))
    (low1, high1), (low0, high0) = wilson(x1, n1, confidence), wilson(x0, n0, confidence)
    low = (p1 - p0) - np.sqrt((p1 - low1) ** 2 + (high0 - p0) ** 2)
    high = (p1 - p0) + np.sqrt((high1 - p1) ** 2 + (p0 - low0) ** 2)
    return Change(p1 - p0, low, high, 2 * special.ndtr(-np.abs(z)))


def trend(favorable: ArrayLike, answered: ArrayLike) -> float:
    """The chance of a trend as strong over yearly surveys (…, years), one series.

    χ² for trend of Cochran and Armitage with equal steps, (N − 1)/N of R's `prop.trend.test`.
    Raises `ValueError` below five surveys.
    """
    x, n = np.asarray(favorable, dtype=np.float64), np.asarray(answered, dtype=np.float64)
    if len(x) < FEWEST_YEARS:
        raise ValueError(f"{len(x)} surveys make no trend: {FEWEST_YEARS} are needed.")
    steps = np.arange(len(x), dtype=np.float64)
    everybody, share = n.sum(), x.sum() / n.sum()
    middle = (n * steps).sum() / everybody
    slope = (x * (steps - middle)).sum()
    variance = share * (1 - share) * (n * (steps - middle) ** 2).sum()
    statistic = slope**2 / variance * (everybody - 1) / everybody if variance else 0.0
    return float(special.chdtrc(1, statistic))
