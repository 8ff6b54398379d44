"""Targets, projections, surveys and many tests at once."""

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from wellness.analysis import many, progress, projection, survey

YEARS = np.arange(16) % 4
SEASON = np.log([550.0, 1100.0, 1200.0, 1150.0])


def growing(yearly: float, noise: float, count: int, points: int = 16) -> np.ndarray:
    wiggle = np.random.default_rng(5).normal(0, noise, (count, points))
    time = np.arange(points)
    found: np.ndarray = np.exp(SEASON[time % 4] + yearly / 4 * time + wiggle)
    return found


def verdicts(yearly: float) -> list[str]:
    """Standing after three years of a path that asks for 5 % a year, noise 4 %."""
    return [
        progress.against_target(
            one,
            YEARS,
            target=one[:4].mean() * np.exp(0.20),
            target_at=19,
            baseline_at=3,
            improvement="increase",
        ).verdict
        for one in growing(yearly, 0.04, 1_000)
    ]


def test_a_place_on_its_path_is_seldom_called_anything_else() -> None:
    found = verdicts(0.05)

    assert found.count("ahead") < 80
    assert found.count("behind") < 80


def test_a_place_that_stands_still_is_called_behind() -> None:
    assert verdicts(0.0).count("behind") > 950


def test_falling_is_ahead_where_less_is_better() -> None:
    falling = growing(-0.10, 0.01, 1)[0]

    found = progress.against_target(
        falling,
        YEARS,
        target=falling[:4].mean() * 0.9,
        target_at=19,
        baseline_at=3,
        improvement="decrease",
    )

    assert found.verdict == "ahead"
    assert found.now < found.asked


def test_shares_above_a_fifth_are_asked_to_grow_by_points() -> None:
    """Half of the way from 60 to 80 percent, from year to year: 70."""
    halfway = progress.Path(0.6, 3, 0.8, 19, is_linear=True).at(11)

    assert halfway == pytest.approx(0.7)


def test_before_a_year_has_passed_nothing_is_said() -> None:
    with pytest.raises(ValueError, match="3 quarters after the baseline"):
        progress.against_target(
            np.ones(10),
            np.arange(10) % 4,
            target=2,
            target_at=19,
            baseline_at=6,
            improvement="increase",
        )


def test_the_fan_is_last_year_with_the_usual_step() -> None:
    """By hand: every quarter 0.1 above the one a year before, without exception."""
    steady = np.log(100) + 0.1 * (np.arange(16) // 4)

    found = projection.fan(steady, 8)

    assert found.middle[0] == pytest.approx(np.log(100) + np.repeat([0.4, 0.5], 4))
    assert found.low[0] == pytest.approx(found.high[0])


def test_eight_in_ten_lie_in_the_fan() -> None:
    series = np.log(growing(0.05, 0.08, 3_000, 20))
    found = projection.fan(series[:, :16], 4)

    inside = (found.low <= series[:, 16:]) & (series[:, 16:] <= found.high)

    assert 0.8 < inside.mean() < 0.95


def test_a_short_history_reaches_nowhere() -> None:
    with pytest.raises(ValueError, match="11 quarters reach 0 quarters ahead"):
        projection.fan(np.ones(11), 1)
    with pytest.raises(ValueError, match="12 quarters reach 4 quarters ahead, not 5"):
        projection.fan(np.ones(12), 5)


def test_two_surveys_differ_by_newcombes_interval() -> None:
    expected = confint_proportions_2indep(120, 200, 90, 180, method="newcomb")

    found = survey.change((120, 200), (90, 180))

    assert (found.low, found.high) == pytest.approx(expected)


def test_five_answers_of_a_student_are_not_five_students() -> None:
    """5 items, 0.4 alike: 2.6 answers are worth one."""
    low, high = survey.interval(500, 1_000, items=5)
    as_students = survey.interval(500 / 2.6, 1_000 / 2.6)

    assert (low, high) == pytest.approx(as_students)


def test_a_change_is_told_where_enough_answered_both_times() -> None:
    assert survey.speaks([0.8, 0.59, 0.8], [0.7, 0.65, 0.69]).tolist() == [True, False, False]


def test_who_did_not_answer_may_have_said_anything() -> None:
    assert survey.worst_case(0.5, 0.6) == pytest.approx((0.3, 0.7))


def test_the_trend_of_surveys_is_that_of_statsmodels() -> None:
    x, n = np.array([60, 65, 70, 72, 80]), np.array([100, 104, 110, 99, 120])
    table = sm.stats.Table(np.column_stack([x, n - x]))

    assert survey.trend(x, n) == pytest.approx(table.test_ordinal_association().pvalue)
    with pytest.raises(ValueError, match="4 surveys make no trend"):
        survey.trend(x[:4], n[:4])


def test_q_values_are_benjamini_and_hochbergs_of_what_was_tested() -> None:
    p = np.random.default_rng(1).uniform(size=50) ** 2
    with_gaps = np.insert(p, [3, 20], np.nan)

    found = many.q_values(with_gaps)

    assert np.isnan(found).sum() == 2
    assert found[~np.isnan(found)] == pytest.approx(multipletests(p, method="fdr_bh")[1])
