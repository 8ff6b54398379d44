"""How long a large delivery is checked and loaded, against pyarrow reading the same rows as CSV.

Each size comes tidy, as a workbook, and wide through a mapping. Then how each grows: how many times
as long, and as large in memory, the largest is as the smallest.
"""

from collections.abc import Iterator, Mapping

from benchmarks import large
from benchmarks.databases import SQLITE, stores
from benchmarks.figures import Figure
from benchmarks.harness import environment
from benchmarks.settings import Settings
from benchmarks.stewarding import Spent, pyarrow, steward

KINDS = (large.TIDY, large.WORKBOOK, large.WIDE)


def run(settings: Settings) -> Iterator[Figure]:
    """Rows a second and peak memory of each size and kind, and how they grow."""
    sizes = sorted(settings.rows)
    found: dict[tuple[str, int], Spent] = {}
    for rows in sizes:
        tidy = pyarrow(environment(settings), [large.file(settings, rows, large.TIDY).path])
        for kind in KINDS:
            ours = found[kind, rows] = _checked(settings, rows, kind)
            assert ours.rows == tidy.rows
            yield from _figures(f"{ours.rows:,} rows, {kind}", ours, tidy)
    if len(sizes) > 1:
        yield from _growth(found, sizes[0], sizes[-1])


def _checked(settings: Settings, rows: int, kind: str) -> Spent:
    delivery = large.file(settings, rows, kind)
    with stores(settings, SQLITE) as own:
        home = {"WELLNESS_HOME": str(large.home(settings))}
        return steward({**environment(settings), **home, **own}, [delivery], publish=False)


def _figures(what: str, ours: Spent, beside: Spent) -> Iterator[Figure]:
    yield Figure(f"{what}: check", ours.checking, "s", beside.seconds)
    yield Figure(f"{what}: load", ours.loading, "s", beside.seconds)
    yield Figure(f"{what}: both", ours.rows_a_second, "rows/s", beside.rows_a_second)
    yield Figure(f"{what}: peak memory", ours.megabytes, "MB", beside.megabytes)


def _growth(found: Mapping[tuple[str, int], Spent], few: int, many: int) -> Iterator[Figure]:
    """Compared with the smallest size; a ratio below that of the rows is what is paid once."""
    for kind in KINDS:
        small, big = found[kind, few], found[kind, many]
        what = f"{many // few} times the rows, {kind}"
        yield Figure(f"{what}: seconds", big.seconds, "s", small.seconds)
        yield Figure(f"{what}: memory", big.megabytes, "MB", small.megabytes)
