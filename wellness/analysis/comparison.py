"""Did it change? Against the same quarter of last year, and over the last four quarters.

Noise is learnt from history, never from the counts alone: on large places a binomial test calls
half of all ordinary quarters a change, and among unchanged schools one in seven. All series are
on the last axis, quarters in order; values are on a scale on which noise adds: see `scaled`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from wellness.analysis import linear

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

SEASONS = 4
FEWEST = 8  # quarters for a comparison with one's own history
WITH_TREND = 12  # quarters from which on a slope can be told from noise
LOGIT_FROM = 0.2  # a share above this moves on the logit scale
LASTING = 0.01  # the level of a lasting change
DETECTABLE = 2.80  # normal quantiles of 97.5 % and 80 %: found four times out of five
_FEWEST_EXPECTED = 5.0  # mean count of a school from which noise between quarters can be learnt
FEWEST_COUNT = 11  # both counts of a school's comparison


@dataclass(frozen=True)
class Change:
    """A change on the scale of the values, its standard error, and the chance of one as large.

    Arrays, one place a series; NaN where there was nothing to compare.
    """

    change: FloatArray
    error: FloatArray
    p: FloatArray


def scaled(values: ArrayLike, *, logit: ArrayLike = False) -> FloatArray:
    """Values (series × periods) on the scale on which they are compared: logarithms, or logits.

    `logit` marks the series of large shares, above 20 %. What has no logarithm is NaN.
    """
    given = np.asarray(values, dtype=np.float64)
    large = np.broadcast_to(np.asarray(logit, dtype=np.bool_)[..., None], given.shape)
    positive = np.where(given > 0, given, np.nan)
    logits = special.logit(np.where(large & (positive < 1), positive, np.nan))
    found: FloatArray = np.where(large, logits, np.log(positive))
    return found


def unscaled(numbers: ArrayLike, *, logit: ArrayLike = False) -> FloatArray:
    """One scaled number a series, back in its unit."""
    given = np.asarray(numbers, dtype=np.float64)
    found: FloatArray = np.where(np.asarray(logit), special.expit(given), np.exp(given))
    return found


def same_quarter(history: ArrayLike, seasons: ArrayLike, floor: ArrayLike = 0.0) -> Change:
    """The latest quarter of each series against the same quarter a year before.

    `history` (…, N) is scaled, the latest quarter last; `seasons` names the season of each. Season
    means, from 12 quarters a slope too, are fitted to all quarters but the latest; with their
    residual deviation s, t = change / (√2 s). `floor` is the least variance s² of a series: for
    counts (1/x now + 1/x then) / 2. Raises `ValueError` below eight quarters.
    """
    logs, when = _series(history), np.asarray(seasons, dtype=np.int64)
    points = len(when)
    if points < FEWEST:
        raise ValueError(f"{points} quarters cannot be compared: {FEWEST} are needed.")
    design = linear.season_columns(when[:-1])
    design = linear.with_time(design) if points >= WITH_TREND else design
    noise = linear.fit(logs[:, :-1], design)
    change = logs[:, -1] - logs[:, -1 - SEASONS]
    variance = np.maximum(noise.deviation**2, np.asarray(floor, dtype=np.float64))
    return _tested(change, np.sqrt(2 * variance), noise.freedom)


def count_floor(now: ArrayLike, ago: ArrayLike) -> FloatArray:
    """The variance that chance alone gives the logarithm of a count: (1/x now + 1/x then) / 2."""
    x1, x0 = _positive(now), _positive(ago)
    found: FloatArray = (1 / x1 + 1 / x0) / 2
    return found


def lasting_change(values: ArrayLike, seasons: ArrayLike) -> Change:
    """The last four quarters of each series against all before, the season held fixed.

    Least squares on season means and one column for the last four quarters; `change` is its
    coefficient, a difference of logarithms for scaled counts, and p from Student's t with N − 5
    degrees of freedom. Judge it at 1 %. Raises `ValueError` below twelve quarters.
    """
    when = _long_enough(seasons)
    design = np.column_stack([linear.season_columns(when), np.zeros(len(when))])
    design[-SEASONS:, -1] = 1
    return _coefficient(_series(values), design)


def growth(values: ArrayLike, seasons: ArrayLike) -> Change:
    """How much each series grows in a year, the season held fixed: four times its slope.

    Least squares on season means and time; judged at 1 %, and told only where the last four
    quarters alone are not a lasting change. Raises `ValueError` below twelve quarters.
    """
    when = _long_enough(seasons)
    quarterly = _coefficient(_series(values), linear.with_time(linear.season_columns(when)))
    return Change(quarterly.change * SEASONS, quarterly.error * SEASONS, quarterly.p)


def quarter_noise(counts: ArrayLike, exposures: ArrayLike) -> float:
    """τ²: how much schools vary from quarter to quarter beyond chance, on the log scale.

    `counts` and `exposures`, above 0, are schools × earlier quarters without gaps. A school is
    expected to have its exposure times the rate of all schools in that quarter, times its own
    level. From
    φ = Σ (x − μ)² / μ / (T − 1), τ² is the median over schools of (φ − 1) / mean μ, at least 0;
    only of schools with a mean expectation of 5 or more. NaN without any.
    """
    x, n = np.asarray(counts, dtype=np.float64), np.asarray(exposures, dtype=np.float64)
    counted = x.sum(axis=0) > 0
    x, n = x[:, counted], n[:, counted]
    base = n * (x.sum(axis=0) / n.sum(axis=0))
    people = base.sum(axis=1)
    expected = base * (x.sum(axis=1) / np.where(people > 0, people, np.nan))[:, None]
    mean = x.mean(axis=1) if x.size else np.zeros(len(x))
    enough = mean >= _FEWEST_EXPECTED
    if x.shape[1] < 2 or not enough.any():  # noqa: PLR2004 - one quarter does not vary
        return float("nan")
    x, expected, mean = x[enough], expected[enough], mean[enough]
    phi = ((x - expected) ** 2 / expected).sum(axis=1) / (x.shape[1] - 1)
    return max(0.0, float(np.median((phi - 1) / mean)))


def schools(
    now: tuple[ArrayLike, ArrayLike],
    ago: tuple[ArrayLike, ArrayLike],
    tau_squared: float,
    district: float = 1.0,
) -> Change:
    """Each school against its own same quarter a year before: z = log rate ratio / its error.

    `now` and `ago` are counts and exposures, a school each; `district` is the ratio of the
    district's rates, which the schools are compared with (1 tests the plain change: say which).
    The variance is 1/x now + 1/x then + 2 τ². With a count below 11 there is no comparison:
    NaN, unless τ² is 0, when p is the exact conditional mid-p.
    """
    x1, n1, x0, n0 = (np.asarray(a, dtype=np.float64) for a in (*now, *ago))
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.log((x1 / n1) / (x0 / n0)) - np.log(district)
        error = np.sqrt(1 / x1 + 1 / x0 + 2 * tau_squared)
        p = 2 * special.ndtr(-np.abs(change / error))
    few = (x1 < FEWEST_COUNT) | (x0 < FEWEST_COUNT)
    if tau_squared == 0:
        return Change(change, error, np.where(few, mid_p(x1, n1 * district, x0, n0), p))
    blank = np.where(few, np.nan, 0.0)
    return Change(change + blank, error + blank, p + blank)


def mid_p(x1: ArrayLike, n1: ArrayLike, x0: ArrayLike, n0: ArrayLike) -> FloatArray:
    """Two-sided mid-p that two Poisson rates are equal, given their sum.

    Of x1 + x0 events x1 are binomial with share n1 / (n1 + n0); both tails count the observed
    one by half. Twice the smaller tail, at most 1. NaN without an event.
    """
    one, other, now, ago = (np.asarray(a, dtype=np.float64) for a in (x1, x0, n1, n0))
    known = ~np.isnan(one + other)
    events = np.where(known, one + other, 0).astype(np.int64)
    share = now / np.where(now + ago > 0, now + ago, np.nan)
    upto = special.bdtr(one, events, share)
    before = np.where(one > 0, special.bdtr(np.maximum(one - 1, 0), events, share), 0.0)
    half = (upto + before) / 2
    found: FloatArray = np.minimum(1.0, 2 * np.minimum(half, 1 - half))
    return np.where(events > 0, found, np.nan)


def detectable(error: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """The fall and the rise, as shares of the earlier number, that are seen four times of five.

    exp(∓2.80 × standard error) − 1, the error being that of the log ratio.
    """
    reach = DETECTABLE * np.asarray(error, dtype=np.float64)
    return np.expm1(-reach), np.expm1(reach)


def _long_enough(seasons: ArrayLike) -> IntArray:
    when = np.asarray(seasons, dtype=np.int64)
    if len(when) < WITH_TREND:
        raise ValueError(f"{len(when)} quarters tell no lasting change: {WITH_TREND} are needed.")
    return when


def _coefficient(values: FloatArray, design: FloatArray) -> Change:
    """The last column's coefficient, tested against none."""
    found, column = linear.fit(values, design), design.shape[1] - 1
    return _tested(found.coefficients[:, column], found.error(column), found.freedom)


def _tested(change: FloatArray, error: FloatArray, freedom: int) -> Change:
    """Two-sided, by Student's t. Nothing that varies by nothing is tested."""
    error = np.where(error > 0, error, np.nan)
    return Change(change, error, 2 * special.stdtr(freedom, -np.abs(change / error)))


def _series(values: ArrayLike) -> FloatArray:
    return np.atleast_2d(np.asarray(values, dtype=np.float64))


def _positive(counts: ArrayLike) -> FloatArray:
    given = np.asarray(counts, dtype=np.float64)
    found: FloatArray = np.where(given > 0, given, np.nan)
    return found
