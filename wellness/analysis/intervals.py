"""How sure a percentage or a rate is: intervals in closed form.

Where the arithmetic has no answer (nothing was counted, a number is missing) both ends are NaN.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

FloatArray = NDArray[np.float64]
Interval = tuple[FloatArray, FloatArray]

# Below ten events Byar's approximation is too wide on the left: PHEindicatormethods, phe_rate.
EXACT_BELOW = 10


def wilson(numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> Interval:
    """Interval of a proportion, between 0 and 1.

    (2x + z² ∓ z √(z² + 4x(1 − x/n))) / (2(n + z²)). Wilson, E. B. (1927), "Probable inference",
    JASA 22:209, as in PHEindicatormethods `phe_proportion`. NaN where n is 0.
    """
    x, n = _floats(numerator, denominator)
    z = _z(confidence)
    known = (n > 0) & (x >= 0) & (x <= n)
    x, n = np.where(known, x, np.nan), np.where(known, n, np.nan)
    half = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    low = (2 * x + z**2 - half) / (2 * (n + z**2))
    high = (2 * x + z**2 + half) / (2 * (n + z**2))
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def rate(
    count: ArrayLike,
    exposure: ArrayLike,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    dispersion: float = 1.0,
) -> Interval:
    """Interval of count / exposure × multiplier, never below 0.

    Exact Poisson below ten events (Garwood, F. (1936), Biometrika 28:437), Byar's approximation
    from ten (Breslow and Day (1987), volume II, page 69), as in PHEindicatormethods `phe_rate`.
    Events that clump, several to a person, have a `dispersion` above 1: the interval is that of
    count / dispersion independent clumps, times dispersion. NaN where the exposure is 0.
    """
    x, n = _floats(count, exposure)
    known = (n > 0) & (x >= 0)
    clumps = np.where(known, x / dispersion, np.nan)
    exact, byar = _exact(clumps, confidence), _byar(clumps, confidence)
    scale = multiplier * dispersion / np.where(known, n, np.nan)
    low, high = (
        np.where(clumps < EXACT_BELOW, few, many) for few, many in zip(exact, byar, strict=True)
    )
    return np.clip(low, 0, None) * scale, high * scale


def _exact(x: FloatArray, confidence: float) -> Interval:
    """Limits of a Poisson mean; χ² with 2x degrees of freedom is twice a gamma of shape x."""
    tail = (1 - confidence) / 2
    low: FloatArray = np.where(x > 0, special.gammaincinv(np.where(x > 0, x, 1), tail), x * 0)
    high: FloatArray = np.asarray(special.gammaincinv(x + 1, 1 - tail), dtype=np.float64)
    return low, high


def _byar(x: FloatArray, confidence: float) -> Interval:
    """x(1 − 1/9x − z/3√x)³ and (x + 1)(1 − 1/9(x + 1) + z/3√(x + 1))³."""
    z = _z(confidence)
    below, above = np.where(x > 0, x, np.nan), x + 1
    low = below * (1 - 1 / (9 * below) - z / (3 * np.sqrt(below))) ** 3
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return low, high


def _floats(first: ArrayLike, second: ArrayLike) -> tuple[FloatArray, FloatArray]:
    x, n = np.broadcast_arrays(
        np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    )
    return x, n


def _z(confidence: float) -> float:
    return float(special.ndtri((1 + confidence) / 2))
