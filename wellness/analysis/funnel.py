"""The funnel: is a school unlike the others of its type, given its size?

Schools differ truly, not by chance alone. A funnel that forgets it marks 122 of 1,000 ordinary
schools outside 99.8 % when they differ by 0.35 on the log-odds scale. So the spread between
schools is estimated and stands in the limits: beta-binomial ones, with the same mean for all.
Limits are prediction limits, never confidence limits turned round (Manktelow and Seaton).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

FloatArray = NDArray[np.float64]

MARKED = 0.002  # a p below it is marked on the plot: outside 99.8 %
TAILS = (0.025, 0.001)  # of the two pairs of lines, 95 % and 99.8 %
_WINSORIZED = 0.1  # each tail drawn in to this quantile before the spread is measured
# The variance of a standard normal number whose tails of 10 % are drawn in. Spiegelhalter's
# method leaves it out and finds too little spread.
SHRUNK = 0.6787


@dataclass(frozen=True)
class Funnel:
    """A fitted funnel: the mean share, the dispersion φ, and the spread τ² between schools.

    `dispersion` is the mean of the winsorized z², over 0.6787: 1 where chance explains all.
    `tau_squared` is the variance of true shares; 0 gives a binomial funnel.
    """

    mean: float
    dispersion: float
    tau_squared: float

    @property
    def precision(self) -> float:
        """K: how many people's worth of evidence the funnel itself is; infinite without spread."""
        if not self.tau_squared:
            return float("inf")
        return self.mean * (1 - self.mean) / self.tau_squared - 1

    def p_values(self, numerators: ArrayLike, denominators: ArrayLike) -> FloatArray:
        """Two-sided mid-p of each school: 2 min(F − f/2, 1 − F + f/2). NaN where nobody is."""
        x, n = _pair(numerators, denominators)
        p = np.full(x.shape, np.nan)
        for school in np.flatnonzero((n > 0) & ~np.isnan(x)).tolist():
            upto, before = self._tails(x[school], n[school])
            half = (upto + before) / 2
            p[school] = min(1.0, 2 * min(half, 1 - half))
        return p

    def limits(self, denominators: ArrayLike, tail: float) -> tuple[FloatArray, FloatArray]:
        """The shares below and above which a tail of the schools of each size would lie.

        Interpolated between whole counts, as Spiegelhalter, D. J. (2005), "Funnel plots for
        comparing institutional performance", Statistics in Medicine 24:1185, appendix A.1.1.
        """
        sizes = np.atleast_1d(np.asarray(denominators, dtype=np.float64)).tolist()
        low, high = ([self._line(n, q) for n in sizes] for q in (tail, 1 - tail))
        return np.array(low), np.array(high)

    def best_guess(self, numerators: ArrayLike, denominators: ArrayLike) -> FloatArray:
        """What a school's share is likely to be: its own, drawn to the mean the smaller it is.

        (a + x) / (K + n), the mean of the beta posterior. For order and for finding alike
        schools; what is shown is always the school's own number.
        """
        x, n = _pair(numerators, denominators)
        if not self.tau_squared:
            return np.full(x.shape, self.mean)
        found: FloatArray = (self.mean * self.precision + x) / (self.precision + n)
        return found

    def reliability(self, denominators: ArrayLike) -> FloatArray:
        """How much of a school's own number is no chance: n / (n + K), 0 to 1."""
        n = np.asarray(denominators, dtype=np.float64)
        found: FloatArray = n / (n + self.precision) if self.tau_squared else n * 0.0
        return found

    def _tails(self, x: float, n: float) -> tuple[float, float]:
        """The chance of at most x of n, and of fewer."""
        chances = self._distribution(n)
        count = int(x)
        return float(chances[count]), float(chances[count - 1]) if count else 0.0

    def _line(self, n: float, quantile: float) -> float:
        """(r − (F(r) − q) / (F(r) − F(r − 1))) / n, r the least count with F(r) ≥ q."""
        chances = self._distribution(n)
        r = int(np.searchsorted(chances, quantile))
        upto, before = chances[r], chances[r - 1] if r else 0.0
        return max(0.0, float((r - (upto - quantile) / (upto - before)) / n))

    def _distribution(self, n: float) -> FloatArray:
        """The chances of at most 0, 1, …, n of n."""
        counts = np.arange(n + 1)
        if not self.tau_squared:
            found: FloatArray = special.bdtr(counts, int(n), self.mean)
            return found
        return _beta_binomial(counts, self.mean * self.precision, (1 - self.mean) * self.precision)


def fit(numerators: ArrayLike, denominators: ArrayLike, mean: float | None = None) -> Funnel:
    """The funnel of some schools of one type; `mean` is the published share of all, if known.

    z = (x/n − μ) / √(μ(1 − μ)/n), winsorized at the 10th and 90th percentile; φ = mean z² /
    0.6787; w = n / (μ(1 − μ)); τ² = max(0, (I φ − (I − 1)) / (Σw − Σw²/Σw)), DerSimonian and
    Laird's estimate. Schools without a number or with a denominator of 0 tell nothing. Raises
    `ValueError` for fewer than two, and where the mean is 0 or 1.
    """
    x, n = _pair(numerators, denominators)
    known = (n > 0) & ~np.isnan(x)
    x, n = x[known], n[known]
    if len(x) < 2:  # noqa: PLR2004 - one school has no spread
        raise ValueError(f"{len(x)} schools make no funnel: two are needed.")
    center = float(x.sum() / n.sum()) if mean is None else mean
    if not 0 < center < 1:
        raise ValueError(f"A share of {center:g} has no funnel: it must lie between 0 and 1.")
    weight = n / (center * (1 - center))
    z = (x / n - center) * np.sqrt(weight)
    drawn = np.clip(z, *np.quantile(z, (_WINSORIZED, 1 - _WINSORIZED)))
    dispersion = float((drawn**2).mean()) / SHRUNK
    schools = len(x)
    spare = weight.sum() - (weight**2).sum() / weight.sum()
    tau_squared = max(0.0, float((schools * dispersion - (schools - 1)) / spare))
    # A beta distribution with this mean spreads no further than this.
    widest = center * (1 - center) / 2
    return Funnel(center, dispersion, min(tau_squared, widest))


def _beta_binomial(counts: FloatArray, a: float, b: float) -> FloatArray:
    """The chances of at most each of the counts 0, 1, …, n."""
    n = counts[-1]
    choose = special.gammaln(n + 1) - special.gammaln(counts + 1) - special.gammaln(n - counts + 1)
    logs = choose + special.betaln(counts + a, n - counts + b) - special.betaln(a, b)
    found: FloatArray = np.minimum(np.cumsum(np.exp(logs)), 1.0)
    return found


def _pair(numerators: ArrayLike, denominators: ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, n = np.broadcast_arrays(
        np.atleast_1d(np.asarray(numerators, dtype=np.float64)),
        np.atleast_1d(np.asarray(denominators, dtype=np.float64)),
    )
    return x, n
