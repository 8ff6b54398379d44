"""How long a quarter takes from its files to a release, against pyarrow reading the same files.

The newest finished quarter comes again with other numbers, from every source, into the sample with
all its history: it is checked, loaded, added up, protected, judged and published.
"""

from collections.abc import Iterator

from benchmarks import sample
from benchmarks.figures import Figure
from benchmarks.settings import Settings
from benchmarks.stewarding import pyarrow, steward


def run(settings: Settings) -> Iterator[Figure]:
    """Seconds, rows a second and peak memory."""
    sample.ensure(settings)
    newest = sample.quarters(settings)[-1]
    deliveries = [d for d in sample.restated(settings) if d.quarter == newest]
    ours, beside = steward(settings, deliveries, publish=True), pyarrow(settings, deliveries)
    assert ours.rows == beside.rows
    yield Figure(f"A quarter of {ours.rows:,} rows: check", ours.checking, "s", beside.seconds)
    yield Figure("A quarter: load", ours.loading, "s", beside.seconds)
    yield Figure("A quarter: publish", ours.publishing, "s", beside.seconds)
    yield Figure("A quarter: all", ours.rows_a_second, "rows/s", beside.rows_a_second)
    yield Figure("A quarter: peak memory", ours.megabytes, "MB", beside.megabytes)
