"""Season: taken out to judge, put back to draw."""

import numpy as np
import pytest

from wellness.analysis import process, seasonal

YEARS = np.arange(16) % 4
SHAPE = np.array([0.5, 1.0, 2.0, 1.0])


def noisy(count: int, noise: float, seed: int = 1) -> np.ndarray:
    wiggle = np.random.default_rng(seed).normal(0, noise, (count, 16))
    return 1000 * SHAPE[YEARS] * np.exp(wiggle)


def test_factors_are_geometric_means_around_one() -> None:
    """By hand: seasons of 50, 100, 200, 100; their geometric mean is 100."""
    assert seasonal.factors(100 * SHAPE[YEARS], YEARS) == pytest.approx(SHAPE)


def test_adjusted_values_are_alike_in_every_season() -> None:
    assert seasonal.adjust(100 * SHAPE[YEARS], YEARS) == pytest.approx(np.full(16, 100.0))


def test_a_small_place_may_take_the_factors_of_a_large_one() -> None:
    assert seasonal.adjust([10.0, 10.0], [0, 2], SHAPE) == pytest.approx([20.0, 5.0])


def test_the_band_dips_in_summer() -> None:
    limits = seasonal.limits(noisy(1, 0.05)[0], YEARS)
    lower, upper, mean = map(np.asarray, (limits.lower, limits.upper, limits.mean))

    assert upper[0] < lower[1] < upper[1] < lower[2]
    assert mean[0] / mean[2] == pytest.approx(0.25, rel=0.1)
    assert lower[4] == lower[0]


def test_no_limit_is_below_zero() -> None:
    assert (np.asarray(seasonal.limits(noisy(50, 0.8), YEARS).lower) > 0).all()


@pytest.mark.parametrize(("quarters", "factor"), [(12, 3.12), (16, 2.97), (20, 2.90)])
def test_own_factors_widen_the_limits(quarters: int, factor: float) -> None:
    assert seasonal.own_factor(quarters, 4) == pytest.approx(factor, abs=0.005)


def test_a_quarter_that_doubled_is_high_for_its_season_though_others_are_higher() -> None:
    values = noisy(1, 0.05)[0]
    values[-4] *= 2  # a summer, still below every winter

    marks = seasonal.marks(values, YEARS)

    assert values[-4] < values[-2]
    assert marks[-4] == 1
    assert not marks[:-4].any()


def test_a_quarter_of_nothing_is_low() -> None:
    values = noisy(1, 0.05)[0]
    values[-1] = 0

    assert seasonal.marks(values, YEARS)[-1] == -1


def test_plain_limits_are_blind_where_seasonal_ones_see() -> None:
    """A real rise of a fifth in the last year, noise 8 %."""
    values = noisy(2_000, 0.08)
    values[:, -4:] *= 1.2

    plain = process.rule_numbers(values, process.xmr_limits(values)) < len(process.RULES)
    seen = seasonal.marks(values, YEARS) != 0

    assert plain.any(axis=1).mean() < 0.01
    assert seen.any(axis=1).mean() > 0.5


def test_stable_seasonal_series_are_seldom_marked() -> None:
    """At most 8 % of charts of 16 quarters, the latest point in at most 1.5 %."""
    marks = seasonal.marks(noisy(20_000, 0.08), YEARS) != 0

    assert marks.any(axis=1).mean() < 0.085
    assert marks[:, -1].mean() < 0.015
