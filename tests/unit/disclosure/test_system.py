"""Rows hold, or the system says which do not; a published system tells no more than readers see."""

import numpy as np
import pytest

from tests.unit.disclosure.systems import system
from wellness.disclosure.system import AT_LEAST, AT_MOST, SHOWN, WITHHELD, InconsistentSystem


def test_rows_that_hold_pass() -> None:
    system({"D": 40, "A": 12, "B": 3, "C": 25}, [("D", ["A", "B", "C"])]).check()


def test_a_row_that_does_not_hold_is_named() -> None:
    wrong = system({"D": 40, "A": 12, "B": 3, "E": 9, "F": 9}, [("E", ["F"]), ("D", ["A", "B"])])

    with pytest.raises(InconsistentSystem, match=r"D = 2 others \(B") as caught:
        wrong.check()
    assert len(caught.value.rows) == 1


@pytest.mark.parametrize(("sense", "holds"), [(AT_MOST, False), (AT_LEAST, True)])
def test_an_inequality_holds_one_way(sense: int, *, holds: bool) -> None:
    found = system({"A": 5, "B": 3}, [("A", ["B"])], sense=sense)

    if holds:
        found.check()
    else:
        with pytest.raises(InconsistentSystem):
            found.check()


def test_a_published_system_has_no_value_that_is_not_shown_and_says_nothing_of_size() -> None:
    states = np.array([SHOWN, WITHHELD], dtype=np.uint8)

    published = system({"A": 50, "B": 3}).publish(states)

    assert published.value.tolist() == [50, -1]
    assert not published.small.any()
