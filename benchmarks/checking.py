"""How long a large delivery is checked and loaded, against pyarrow reading the same file.

One source sends its newest quarters again in one file, with other numbers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import sample
from benchmarks.figures import Figure
from benchmarks.sample import Delivery
from benchmarks.settings import Settings
from benchmarks.stewarding import pyarrow, steward

ROWS = 100_000


def run(settings: Settings) -> Iterator[Figure]:
    """Seconds, rows a second and peak memory."""
    sample.ensure(settings)
    large = _large(sample.restated(settings), sample.quarters(settings), settings.build)
    ours, beside = steward(settings, [large], publish=False), pyarrow(settings, [large])
    assert ours.rows == beside.rows
    yield Figure(f"{ours.rows:,} rows: check", ours.checking, "s", beside.seconds)
    yield Figure(f"{ours.rows:,} rows: load", ours.loading, "s", beside.seconds)
    yield Figure("A large file: both", ours.rows_a_second, "rows/s", beside.rows_a_second)
    yield Figure("A large file: peak memory", ours.megabytes, "MB", beside.megabytes)


def _large(deliveries: Sequence[Delivery], quarters: Sequence[str], folder: Path) -> Delivery:
    """The largest sender's newest quarters, as many as make up the rows, in one file."""
    finished = [d for d in deliveries if d.quarter in quarters]
    sizes: Counter[str] = Counter()
    for delivery in finished:
        sizes[delivery.source] += delivery.path.stat().st_size
    source = sizes.most_common(1)[0][0]
    sent = sorted((d for d in finished if d.source == source), key=lambda d: d.quarter)
    header, lines, first = "", list[str](), sent[-1]
    while sent and len(lines) < ROWS:
        first = sent.pop()
        header, *more = first.path.read_text(encoding="utf-8").splitlines()
        lines = more + lines
    path = folder / f"{source}_{first.quarter}_{quarters[-1]}.csv"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return replace(first, path=path, received_on=max(d.received_on for d in finished))
