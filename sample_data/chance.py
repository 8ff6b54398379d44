"""Chance: named streams of it, and the few shapes that the sample is drawn from."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def stream(seed: int, name: str) -> np.random.Generator:
    """A generator of its own for each subject, so that a new subject changes no other."""
    return np.random.default_rng([seed, *name.encode()])


def logistic(log_odds: Floats) -> Floats:
    """The probability of some log-odds."""
    return np.asarray(1 / (1 + np.exp(-log_odds)), dtype=np.float64)


def log_odds(probability: float) -> float:
    """The log-odds of a probability."""
    return float(np.log(probability / (1 - probability)))


def share_out(rng: np.random.Generator, totals: Ints, shares: Floats) -> Ints:
    """Split each total at random: shape of `totals` × shares; the parts add up to it."""
    return np.asarray(rng.multinomial(totals, shares / shares.sum(axis=-1, keepdims=True)))


def intercept(log_odds_without: Floats, members: Ints, share: float) -> float:
    """The log-odds to add everywhere so that `share` of all members is expected.

    Found by halving an interval: the expected share grows with what is added.
    """
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        expected = (members * logistic(log_odds_without + middle)).sum() / members.sum()
        low, high = (middle, high) if expected < share else (low, middle)
    return (low + high) / 2
