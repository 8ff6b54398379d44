"""The funnel: ordinary schools that differ stay inside, and its numbers are the beta-binomial's."""

import numpy as np
import pytest
from scipy import stats

from wellness.analysis import funnel
from wellness.analysis.funnel import Funnel

WIDE = Funnel(0.04, 3.0, 0.0002)
PLAIN = Funnel(0.04, 1.0, 0.0)


def district(spread: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Served and enrolled of 1,000 ordinary schools whose log-odds differ by so much."""
    rng = np.random.default_rng(seed)
    n = np.clip(rng.lognormal(6, 0.7, 1_000), 60, 4500).astype(int)
    odds = 0.041 / 0.959 * np.exp(rng.normal(0, spread, 1_000))
    return rng.binomial(n, odds / (1 + odds)), n


@pytest.mark.parametrize(("spread", "most"), [(0.0, 4), (0.2, 5), (0.35, 7.5), (0.5, 11)])
def test_few_ordinary_schools_are_marked(spread: float, most: float) -> None:
    """Without the spread between schools 122 of them would be, at 0.35."""
    marked = []
    for seed in range(6):
        x, n = district(spread, seed)
        marked.append((funnel.fit(x, n).p_values(x, n) < funnel.MARKED).sum())

    assert np.mean(marked) <= most


def test_schools_that_differ_by_chance_alone_have_no_spread() -> None:
    x, n = district(0.0)
    found = funnel.fit(x, n)

    assert found.dispersion == pytest.approx(1.0, abs=0.1)
    assert found.tau_squared < 1e-5


def test_the_fit_by_hand() -> None:
    """Ten schools of 100, five with 10 and five with 30: mean 0.2, every z² = 6.25."""
    found = funnel.fit([10] * 5 + [30] * 5, [100] * 10)

    assert found.mean == 0.2
    assert found.dispersion == pytest.approx(6.25 / 0.6787)
    weight = 100 / 0.16
    assert found.tau_squared == pytest.approx((10 * 6.25 / 0.6787 - 9) / (9 * weight))


def test_p_is_the_mid_p_of_the_beta_binomial() -> None:
    x, n = np.array([5, 20, 0, 55]), np.array([300, 300, 80, 900])
    a, b = 0.04 * WIDE.precision, 0.96 * WIDE.precision
    half = stats.betabinom.cdf(x, n, a, b) - stats.betabinom.pmf(x, n, a, b) / 2

    assert WIDE.p_values(x, n) == pytest.approx(2 * np.minimum(half, 1 - half))


def test_without_spread_it_is_binomial() -> None:
    half = stats.binom.cdf(9, 100, 0.04) - stats.binom.pmf(9, 100, 0.04) / 2

    assert PLAIN.p_values([9], [100])[0] == pytest.approx(2 * (1 - half))


@pytest.mark.parametrize("made", [PLAIN, WIDE])
def test_a_point_outside_the_line_has_a_small_p(made: Funnel) -> None:
    sizes = np.array([200, 1000, 4000])
    low, high = made.limits(sizes, 0.001)

    assert (made.p_values(np.ceil(high * sizes) + 1, sizes) < funnel.MARKED).all()
    assert (made.p_values(np.floor(high * sizes) - 1, sizes) > funnel.MARKED).all()
    assert (low < made.mean).all()


def test_the_funnel_narrows_to_the_true_spread_and_no_further() -> None:
    low, high = WIDE.limits([100, 1_000, 100_000], 0.025)

    assert (np.diff(high - low) < 0).all()
    assert high[-1] - low[-1] > 2 * 1.9 * np.sqrt(0.0002)


def test_the_best_guess_draws_small_schools_to_the_mean() -> None:
    small, large = WIDE.best_guess([4, 400], [20, 2000])

    assert 0.04 < small < 0.06
    assert 0.17 < large < 0.2
    assert PLAIN.best_guess([4], [20]) == pytest.approx([0.04])


def test_what_makes_no_funnel_is_refused() -> None:
    with pytest.raises(ValueError, match="1 schools make no funnel"):
        funnel.fit([1], [10])
    with pytest.raises(ValueError, match="between 0 and 1"):
        funnel.fit([0, 0], [10, 20])
