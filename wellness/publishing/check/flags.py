"""The rule about flags: a mark that stands for a number, and no place for remarks."""

import re
from collections.abc import Iterator

import numpy as np

from wellness.domain.deliveries import Fault
from wellness.publishing.check.rows import Rows

_MARK = re.compile(r"\S{0,16}")


def remarks(rows: Rows) -> Iterator[Fault]:
    """A flag of several words. They are not repeated: a remark may be about somebody."""
    said = (
        "The flag is more than one word.",
        "Write one word or mark, like “withheld”; remarks do not belong in a delivery.",
    )
    for row in np.flatnonzero(~rows.words["flag"].rows_where(_is_mark)):
        yield rows.fault(row, "flag", "remark", said, value="")


def _is_mark(text: str) -> bool:
    return _MARK.fullmatch(text) is not None
