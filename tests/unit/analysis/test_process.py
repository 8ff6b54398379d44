"""The process behavior chart: the rules of "Making Data Count", run by run."""

import numpy as np
import pytest

from wellness.analysis import process
from wellness.analysis.process import ProcessLimits

# Limits of a series around 0: outside beyond 3, near beyond 2.
UNIT = ProcessLimits(0.0, -3.0, 3.0, -2.0, 2.0)
ALTERNATING = [1.0, -1.0] * 8


def test_limits_are_the_mean_and_266_mean_ranges() -> None:
    """By hand: mean 5, ranges 2, 1, 3, their mean 2."""
    limits = process.xmr_limits([4.0, 6.0, 5.0, 8.0, 2.0], factor=2.66)

    assert limits.mean == 5.0
    assert (limits.lower, limits.upper) == pytest.approx((5 - 2.66 * 3, 5 + 2.66 * 3))
    assert limits.upper_two_thirds == pytest.approx(5 + 2.66 * 2)


def test_a_gap_counts_as_no_range() -> None:
    limits = process.xmr_limits([1.0, 2.0, np.nan, 9.0, 10.0])

    assert limits.upper == pytest.approx(5.5 + 2.66)


def test_screening_leaves_out_one_wild_range() -> None:
    wild = [0.0, 1.0] * 10
    wild[10] = 30.0

    plain, screened = process.xmr_limits(wild), process.xmr_limits(wild, screen=True)

    assert screened.mean == plain.mean
    assert screened.upper - screened.mean == pytest.approx(2.66)
    assert plain.upper - plain.mean > 2.66 * 3


@pytest.mark.parametrize("values", [[3.0] * 9, [*[3.0] * 8, 9.0]])
def test_a_series_that_hardly_varies_has_no_limits_on_its_mean(values: list[float]) -> None:
    """NHSRplotthedots, screened, would mark every point of a mostly flat series."""
    limits = process.xmr_limits(values, screen=True)

    assert np.isnan(limits.lower)
    assert process.rules(values, limits) == [""] * 9


def test_a_point_outside_is_marked() -> None:
    assert process.rules([0.5, 3.1, -3.1, 3.0], UNIT) == ["", "outside", "outside", ""]


def test_seven_that_rise_are_a_trend_and_a_tie_ends_it() -> None:
    rising = [-1.5, -1.0, -0.5, 0.1, 0.2, 0.3, 0.4]
    tied = [*rising[:3], -0.5, *rising[3:6]]

    assert process.rules([0.1, *rising, 0.0], UNIT) == ["", *["trend"] * 7, ""]
    assert process.rules(tied, UNIT) == [""] * 7


def test_seven_on_one_side_are_marked_and_one_on_the_mean_ends_them() -> None:
    seven = [1.0, 0.9, 1.1, 0.5, 1.2, 0.4, 1.0]

    assert process.rules([-1.0, *seven, -1.0], UNIT) == ["", *["one_side"] * 7, ""]
    assert process.rules([*seven[:6], 0.0, 1.0], UNIT) == [""] * 8
    assert process.rules(seven[:6], UNIT) == [""] * 6


def test_two_of_three_near_a_limit_are_marked_themselves() -> None:
    assert process.rules([-1.0, 2.5, 0.5, 2.5, -1.0], UNIT) == [
        "",
        "two_of_three",
        "",
        "two_of_three",
        "",
    ]


def test_two_near_opposite_limits_are_ordinary() -> None:
    """The case that NHSRplotthedots tests: 5.5 and −5.5 at the end of ±1."""
    values = [*ALTERNATING[:14], 5.5, -5.5]

    found = process.special_causes(values, process.xmr_limits(values), "increase")

    assert found[-2:] == ["common_cause", "common_cause"]


def test_two_of_three_needs_all_three_on_one_side() -> None:
    assert process.rules([2.5, -0.1, 2.5], UNIT) == [""] * 3


def test_a_gap_ends_every_run() -> None:
    seven = [1.0, 0.9, 1.1, np.nan, 1.2, 0.4, 1.0, 1.1]

    assert process.rules(seven, UNIT) == [""] * 8


def test_outside_comes_before_trend_before_two_of_three_before_one_side() -> None:
    values = [0.2, 0.4, 0.6, 1.0, 1.4, 2.1, 3.2, 2.5, 2.4]

    assert process.rules(values, UNIT) == [
        *["trend"] * 6,
        "outside",
        "two_of_three",
        "two_of_three",
    ]


@pytest.mark.parametrize(
    ("improvement", "high", "low"),
    [
        ("increase", "special_cause_improvement", "special_cause_concern"),
        ("decrease", "special_cause_concern", "special_cause_improvement"),
        ("neutral", "special_cause_neutral_high", "special_cause_neutral_low"),
    ],
)
def test_what_a_mark_means_follows_from_the_direction(
    improvement: process.Improvement, high: str, low: str
) -> None:
    assert process.special_causes([3.5, 0.0, -3.5], UNIT, improvement) == [
        high,
        "common_cause",
        low,
    ]


def test_a_rising_trend_is_no_concern_where_it_starts_low() -> None:
    rising = [-1.5, -1.0, -0.5, 0.1, 0.2, 0.3, 0.4]

    assert set(process.special_causes(rising, UNIT, "increase")) == {"special_cause_improvement"}


@pytest.mark.parametrize(
    ("target", "increase", "decrease"),
    [
        (3.1, "consistent_fail", "consistent_pass"),
        (3.0, "inconsistent", "inconsistent"),
        (0.0, "inconsistent", "inconsistent"),
        (-3.1, "consistent_pass", "consistent_fail"),
    ],
)
def test_a_target_beyond_a_limit_is_met_or_missed_in_every_quarter(
    target: float, increase: str, decrease: str
) -> None:
    assert process.assurance(UNIT, target, "increase") == increase
    assert process.assurance(UNIT, target, "decrease") == decrease
    assert process.assurance(UNIT, target, "neutral") is None


def test_many_series_are_judged_as_each_alone() -> None:
    values = np.random.default_rng(2).normal(size=(40, 16))
    values[3, 5] = np.nan
    alone = [process.rules(one, process.xmr_limits(one)) for one in values]

    together = process.rule_numbers(values, process.xmr_limits(values))

    names = np.array([*process.RULES, ""])
    assert names[together].tolist() == alone


def test_a_series_is_cut_where_somebody_rebased_it() -> None:
    assert process.segments(20, [12, 8]) == (slice(0, 8), slice(8, 12), slice(12, 20))
    assert process.segments(20) == (slice(0, 20),)
    with pytest.raises(ValueError, match="cannot be rebased at 20"):
        process.segments(20, [20])


def test_one_chart_of_twelve_carries_a_mark_by_chance() -> None:
    """`statistics`: 8.1 % of stable charts of 16 points, 3.8 % by a point outside."""
    values = np.random.default_rng(1).normal(size=(20_000, 16))

    broken = process.rule_numbers(values, process.xmr_limits(values))

    assert (broken < 4).any(axis=1).mean() == pytest.approx(0.081, abs=0.006)
    assert (broken == 0).any(axis=1).mean() == pytest.approx(0.038, abs=0.004)
