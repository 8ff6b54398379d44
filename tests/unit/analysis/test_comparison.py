"""Did it change? Noise is learnt from history, and unchanged places are seldom called changed."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from wellness.analysis import comparison

YEARS = np.arange(16) % 4


def stable(count: int, points: int, noise: float = 0.05) -> np.ndarray:
    season = np.log([550.0, 1100.0, 1200.0, 1150.0])
    wiggle = np.random.default_rng(points).normal(0, noise, (count, points))
    return season[np.arange(points) % 4] + wiggle


@pytest.mark.parametrize("points", [9, 12, 16])
def test_the_same_quarter_is_tested_with_the_noise_of_history(points: int) -> None:
    """The second way: statsmodels fits season, and from twelve quarters time, without the last."""
    series, when = stable(1, points)[0], np.arange(points) % 4
    design = (when[:-1, None] == np.arange(4)).astype(float)
    if points >= 12:
        design = np.column_stack([design, np.arange(points - 1)])
    fitted = sm.OLS(series[:-1], design).fit()
    t = (series[-1] - series[-5]) / np.sqrt(2 * fitted.scale)

    found = comparison.same_quarter(series, when)

    assert found.p[0] == pytest.approx(2 * stats.t.sf(abs(t), fitted.df_resid), rel=1e-9)


@pytest.mark.parametrize("points", [8, 12, 16])
def test_one_unchanged_place_in_twenty_is_called_changed(points: int) -> None:
    found = comparison.same_quarter(stable(20_000, points), np.arange(points) % 4)

    assert (found.p < 0.05).mean() == pytest.approx(0.045, abs=0.015)


def test_counts_vary_at_least_as_much_as_chance_says() -> None:
    """A history without noise would call every change certain; 100 against 120 is none."""
    flat = np.log(np.full(16, 100.0))
    flat[-1] = np.log(120)

    found = comparison.same_quarter(flat, YEARS, comparison.count_floor(120, 100))

    assert 0.1 < found.p[0] < 0.5


def test_fewer_than_eight_quarters_are_refused() -> None:
    with pytest.raises(ValueError, match="7 quarters cannot be compared"):
        comparison.same_quarter(np.ones(7), np.arange(7) % 4)


def test_a_lasting_rise_of_a_fifth_is_found_and_none_is_not() -> None:
    """`statistics` 1.4: 78 % with a noise of 8 % at 16 quarters; false 0.9 %."""
    unchanged = stable(5_000, 16, 0.08)
    risen = unchanged.copy()
    risen[:, -4:] += np.log(1.2)

    assert (comparison.lasting_change(risen, YEARS).p < 0.01).mean() > 0.75
    assert (comparison.lasting_change(unchanged, YEARS).p < 0.01).mean() < 0.0135
    assert np.exp(comparison.lasting_change(risen, YEARS).change.mean()) == pytest.approx(1.2, 0.01)


def test_growth_is_told_a_year() -> None:
    growing = stable(1, 16, 0.01) + 0.05 / 4 * np.arange(16)

    found = comparison.growth(growing, YEARS)

    assert found.change[0] == pytest.approx(0.05, abs=0.01)
    assert found.p[0] < 0.01


def unchanged_schools(noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Counts and exposures of 1,000 schools over 16 quarters; nothing changed."""
    rng = np.random.default_rng(3)
    exposure = np.clip(rng.lognormal(6.2, 0.7, 1_000), 60, 4500)
    season = 0.041 * np.array([0.55, 1.10, 1.20, 1.15])[YEARS]
    wiggle = np.exp(rng.normal(0, noise, (1_000, 16)))
    level = np.exp(rng.normal(0, 0.35, 1_000))
    expected = exposure[:, None] * level[:, None] * season * wiggle
    return rng.poisson(expected), np.repeat(exposure[:, None], 16, axis=1)


@pytest.mark.parametrize("noise", [0.0, 0.15, 0.25])
def test_school_noise_is_learnt(noise: float) -> None:
    counts, exposures = unchanged_schools(noise)

    found = comparison.quarter_noise(counts[:, :-1], exposures[:, :-1])

    assert found == pytest.approx(noise**2, abs=0.25 * noise**2 + 0.002)


@pytest.mark.parametrize("noise", [0.0, 0.15, 0.25])
def test_of_a_thousand_unchanged_schools_hardly_more_than_promised_are_called_changed(
    noise: float,
) -> None:
    counts, exposures = unchanged_schools(noise)
    tau = comparison.quarter_noise(counts[:, :-1], exposures[:, :-1])
    district = counts[:, -1].sum() / counts[:, -5].sum()

    now, ago = (counts[:, -1], exposures[:, -1]), (counts[:, -5], exposures[:, -5])
    p = comparison.schools(now, ago, max(tau, 1e-9), district).p

    assert (p < 0.05).sum() < 70
    assert (p < 0.002).sum() < 7


def test_a_school_with_few_is_silent_unless_chance_is_all_there_is() -> None:
    now, ago = ([10, 30], [400, 400]), ([30, 30], [400, 400])

    assert np.isnan(comparison.schools(now, ago, 0.01).p).tolist() == [True, False]
    exact = comparison.schools(now, ago, 0.0).p[0]
    assert exact == pytest.approx(2 * stats.binom.cdf(10, 40, 0.5) - stats.binom.pmf(10, 40, 0.5))


def test_what_would_stand_out_follows_from_the_numbers() -> None:
    """17 now and 21 a year ago: a rise of 149 % or a fall of 60 %."""
    fall, rise = comparison.detectable(np.sqrt(1 / 17 + 1 / 21))

    assert (round(float(fall) * 100), round(float(rise) * 100)) == (-60, 149)


def test_large_shares_are_compared_as_logits() -> None:
    shares = np.array([[0.5, 0.6], [0.05, 0.06]])

    found = comparison.scaled(shares, logit=[True, False])

    assert found[0] == pytest.approx(np.log([1.0, 1.5]))
    assert found[1] == pytest.approx(np.log([0.05, 0.06]))
    assert comparison.unscaled(found[:, 0], logit=[True, False]) == pytest.approx([0.5, 0.05])
