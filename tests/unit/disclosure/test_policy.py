"""What counts as small."""

import numpy as np

from wellness.disclosure.policy import Policy


def test_one_to_threshold_less_one_is_small_and_zero_is_not() -> None:
    small = Policy(threshold=11).small(np.array([-1, 0, 1, 10, 11, 500]))

    assert small.tolist() == [False, False, True, True, False, False]


def test_zero_is_small_where_the_policy_says_so() -> None:
    assert Policy(zeros="small").small(np.array([-1, 0, 11])).tolist() == [False, True, False]


def test_width_follows_the_threshold_unless_it_is_given() -> None:
    widths = [p.protected_width for p in (Policy(11), Policy(2), Policy(11, 4))]

    assert widths == [9, 1, 4]


def test_a_policy_is_known_by_its_settings_and_not_by_its_secret() -> None:
    assert Policy(secret=b"one").sha256() == Policy(secret=b"two").sha256()
    assert Policy(5).sha256() != Policy(6).sha256()
    assert "secret" not in repr(Policy(secret=b"one"))
