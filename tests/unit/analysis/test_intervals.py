"""Intervals agree with published worked values and with statsmodels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from wellness.analysis.intervals import rate, wilson


def test_wilson_gives_the_published_example() -> None:
    """Newcombe (1998), Statistics in Medicine 17:857, table I: 81 of 263 and 15 of 148."""
    low, high = wilson([81, 15, 0], [263, 148, 20])

    assert low == pytest.approx([0.2553, 0.0624, 0.0], abs=5e-5)
    assert high == pytest.approx([0.3662, 0.1605, 0.1611], abs=5e-5)


def test_byar_gives_the_published_example() -> None:
    """PHEindicatormethods, test of phe_rate: 65 of 100, for 100,000."""
    low, high = rate(65, 100, multiplier=100_000)

    assert (float(low), float(high)) == pytest.approx((50163.187, 82849.139), abs=5e-3)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_wilson_is_statsmodels_wilson(x: int, more: int) -> None:
    """Statsmodels does not clip, so it is clipped here."""
    n = x + more
    expected = np.clip(proportion_confint(x, n, alpha=0.05, method="wilson"), 0, 1)

    assert np.array(wilson(x, n)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("x", range(1, 10))
def test_few_events_have_exact_limits(x: int) -> None:
    expected = confint_poisson(x, 2.5, method="exact-c", alpha=0.05)

    assert np.array(rate(x, 2.5)) == pytest.approx(np.array(expected), rel=1e-9)


def test_no_event_has_limits_from_zero_to_three_point_seven() -> None:
    low, high = rate(0, 1)

    assert (float(low), float(high)) == pytest.approx((0.0, 3.688879), abs=1e-6)


@given(st.integers(0, 400), st.floats(1, 8))
def test_clumped_events_have_wider_limits(x: int, dispersion: float) -> None:
    plain, clumped = rate(x, 100), rate(x, 100, dispersion=dispersion)

    assert float(clumped[0]) <= float(plain[0]) + 1e-9
    assert float(clumped[1]) >= float(plain[1]) - 1e-9


def test_everybody_and_nobody_stay_between_zero_and_one() -> None:
    low, high = wilson([0, 7], [7, 7])

    assert low[0] == 0
    assert high[1] == 1


def test_nothing_counted_has_no_interval() -> None:
    assert np.isnan(np.array(wilson([0, np.nan], [0, 5]))).all()
    assert np.isnan(np.array(rate([3, np.nan], [0, 5]))).all()
