"""Protection withholds what is small, and in this version nothing else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.disclosure.systems import system
from wellness.disclosure.policy import Policy
from wellness.disclosure.protect import Published, protect
from wellness.disclosure.system import SHOWN, WITHHELD

counts = st.lists(st.integers(0, 30), min_size=1, max_size=30)


@given(counts, st.integers(2, 20))
def test_every_small_cell_is_withheld_and_no_other(values: list[int], threshold: int) -> None:
    cells = {f"school|{i}": v for i, v in enumerate(values)}

    protection = protect(system(cells, threshold=threshold), Policy(threshold))

    expected = [WITHHELD if 1 <= v < threshold else SHOWN for v in values]
    assert protection.states.tolist() == expected
    assert protection.report.withheld == expected.count(WITHHELD)
    assert protection.report.withheld_by_level.get("school", 0) == expected.count(WITHHELD)


@given(counts, st.data())
def test_a_cell_that_was_withheld_stays_withheld(values: list[int], data: st.DataObject) -> None:
    marks = st.lists(st.booleans(), min_size=len(values), max_size=len(values))
    withheld, shown = np.array(data.draw(marks)), np.array(data.draw(marks))
    cells = {str(i): v for i, v in enumerate(values)}

    protection = protect(system(cells), Policy(), Published(shown & ~withheld, withheld))

    assert (protection.states[withheld] == WITHHELD).all()
    small = np.array([1 <= v <= 10 for v in values])
    exposed = np.flatnonzero(small & shown & ~withheld).astype(str).tolist()
    assert list(protection.report.exposed) == exposed
