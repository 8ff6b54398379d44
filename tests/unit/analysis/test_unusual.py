"""The latest point against its own history: agrees with statsmodels, promises what it says."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from wellness.analysis.unusual import latest

NO_FLOOR = np.zeros(1)


@pytest.mark.parametrize("points", [9, 11, 12, 13, 21])
def test_it_is_the_externally_studentized_residual(points: int) -> None:
    """The second way: statsmodels leaves the last point out of its fit."""
    series = np.random.default_rng(points).normal(size=points) + 3
    time = np.arange(points)
    design = (time[:, None] % 4 == np.arange(4)).astype(float)
    if points >= 12:
        design = np.column_stack([design, time])
    influence = sm.OLS(series, design).fit().get_influence()
    t = influence.resid_studentized_external[-1]
    freedom = points - 1 - design.shape[1]

    found = latest(series[None, :], NO_FLOOR)

    assert found.p[0] == pytest.approx(2 * stats.t.sf(abs(t), freedom), rel=1e-6)


@pytest.mark.parametrize("points", [9, 13])
def test_one_in_a_hundred_ordinary_series_is_beyond_one_percent(points: int) -> None:
    series = np.random.default_rng(1).normal(size=(20_000, points))

    share = (latest(series, np.zeros(20_000)).p < 0.01).mean()

    assert share == pytest.approx(0.01, abs=0.0025)


def test_a_season_and_a_slope_are_expected() -> None:
    season = np.tile([0.0, 5.0, 3.0, 1.0], 4)[:13]
    series = (season + 0.1 * np.arange(13))[None, :]

    assert latest(series, NO_FLOOR).expected[0] == pytest.approx(series[0, -1])


def test_no_series_is_steadier_than_chance() -> None:
    """Twelve equal quarters do not make the thirteenth certain."""
    series = np.append(np.full(12, np.log(100.0)), np.log(115.0))[None, :]

    steady, by_chance = (latest(series, np.array([floor])).p[0] for floor in (1e-12, 1 / 100))

    assert steady < 1e-6
    assert by_chance > 0.1


def test_eight_quarters_before_are_needed() -> None:
    with pytest.raises(ValueError, match="9 are needed"):
        latest(np.ones((1, 8)), NO_FLOOR)
