"""Many at once: of a thousand tests some come out by chance, and a list must say so."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

LISTED = 0.10  # of a list of schools about one in ten may be chance
HEADLINE = 0.05  # of the indicators on one school's page


def q_values(p_values: ArrayLike) -> NDArray[np.float64]:
    """Benjamini and Hochberg's: which share of a list that ends with this one may be chance.

    Benjamini and Hochberg (1995), JRSS B 57:289. Only of p values whose null holds for ordinary
    schools: one that forgets their noise lists hundreds. NaN was not tested and counts for
    nothing.
    """
    p = np.asarray(p_values, dtype=np.float64)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    found = np.full(p.shape, np.nan)
    if not order.size:
        return found
    raised = p[order] * order.size / np.arange(1, order.size + 1)
    found[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return found
