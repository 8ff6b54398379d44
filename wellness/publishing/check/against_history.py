"""Checks against history: questions to the partner, none of which keeps a file out."""

from collections.abc import Iterator

import pyarrow as pa

from wellness.domain.deliveries import Fault
from wellness.publishing.check.jumps import jumps
from wellness.publishing.check.own_history import own_history
from wellness.publishing.check.partings import partings
from wellness.publishing.check.rows import Rows
from wellness.publishing.check.silences import silences


def against_history(rows: Rows, delivery: pa.Table) -> Iterator[Fault]:
    """What in an accepted delivery is unlike what its source sent before.

    A number with a history of its own is judged by that, any other by one year ago and by what
    the other places did.
    """
    yield from silences(rows, delivery)
    found, judged = own_history(rows, delivery)
    yield from found
    yield from jumps(rows, delivery, judged)
    yield from partings(rows, delivery)
