"""Small systems for tests: cells by name, rows as a total and its parts."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from wellness.disclosure.policy import Policy
from wellness.disclosure.system import EQUAL, System


def system(
    cells: Mapping[str, int],
    rows: Sequence[tuple[str, Sequence[str]]] = (),
    *,
    sense: int = EQUAL,
    threshold: int = 11,
) -> System:
    names = list(cells)
    value = np.array(list(cells.values()), dtype=np.int64)
    inside = [[names.index(total), *map(names.index, parts)] for total, parts in rows]
    coef = [[1] + [-1] * (len(row) - 1) for row in inside]
    n, m = len(names), len(rows)
    return System(
        ids=np.array(names),
        value=value,
        small=Policy(threshold).small(value),
        cost=np.ones(n),
        lower=np.ones(n, dtype=np.int64),
        upper=np.full(n, -1, dtype=np.int64),
        owner=np.full(n, -1, dtype=np.int32),
        block=np.full(n, -1, dtype=np.int32),
        group=np.full(n, -1, dtype=np.int32),
        indptr=np.cumsum([0, *map(len, inside)]).astype(np.int64),
        indices=np.array(list(chain.from_iterable(inside)), dtype=np.int32),
        coef=np.array(list(chain.from_iterable(coef)), dtype=np.int64),
        sense=np.full(m, sense, dtype=np.int8),
        rhs=np.zeros(m, dtype=np.int64),
        across=np.zeros(m, dtype=np.bool_),
    )
