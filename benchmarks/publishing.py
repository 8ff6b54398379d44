"""How long a first history and one more quarter take from files to a release, on each database.

The baseline is pyarrow reading the same files, but for the workbooks among them. Then how each
grows: the same with a quarter of the schools is the baseline.

A first history comes as a partner would send it: the tidy files of a source in one.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks import sample
from benchmarks.databases import TITLES, stores
from benchmarks.figures import Figure
from benchmarks.harness import environment
from benchmarks.sample import Delivery
from benchmarks.settings import Settings
from benchmarks.stewarding import Spent, pyarrow, steward
from wellness.domain.periods import Calendar
from wellness.domain.reading_places import FILE

LESS = 4  # times fewer schools
JOINED = "joined"  # a folder beside the files


@dataclass(frozen=True)
class Published:
    """What a history took, and then one more quarter."""

    history: Spent
    quarter: Spent


def run(settings: Settings) -> Iterator[Figure]:
    """Seconds of each step, rows a second and peak memory, and how they grow."""
    fewer = replace(settings, schools=settings.schools // LESS)
    for database in settings.databases:
        title = TITLES[database]
        small = _published(fewer, database)
        ours = _published(settings, database)
        history, quarter = _deliveries(settings)
        yield from _figures(settings, f"{title}, history", ours.history, history)
        yield from _figures(settings, f"{title}, a quarter", ours.quarter, quarter)
        yield from _growth(f"{title}, history", ours.history, small.history)
        yield from _growth(f"{title}, a quarter", ours.quarter, small.quarter)


def _published(settings: Settings, database: str) -> Published:
    """In empty stores; the quarter in a process of its own, as on another day."""
    history, quarter = _deliveries(settings)
    with stores(settings, database) as own:
        shutil.copy(quarter[0].path.with_name(FILE), own["WELLNESS_DATA"])
        variables = {**environment(settings), **own}
        return Published(
            steward(variables, history, publish=True), steward(variables, quarter, publish=True)
        )


def _deliveries(settings: Settings) -> tuple[list[Delivery], list[Delivery]]:
    """What came until the newest finished quarter was over, and what came after."""
    calendar = Calendar()
    end = calendar.end(calendar.parse(sample.quarters(settings)[-1]))
    every = sample.restated(settings)
    before = [delivery for delivery in every if delivery.received_on <= end]
    return _joined(before), [delivery for delivery in every if delivery.received_on > end]


def _joined(deliveries: Sequence[Delivery]) -> list[Delivery]:
    """The tidy CSV files of each source as one, made unless it is there, and the others."""
    tidy: dict[str, list[Delivery]] = defaultdict(list)
    others: list[Delivery] = []
    for delivery in deliveries:
        plain = delivery.path.name == f"{delivery.source}_{delivery.quarter}.csv"
        (tidy[delivery.source] if plain else others).append(delivery)
    return [*(_one(sorted(files, key=lambda d: d.quarter)) for files in tidy.values()), *others]


def _one(files: Sequence[Delivery]) -> Delivery:
    first, last = files[0], files[-1]
    name = f"{first.source}_{first.quarter}_{last.quarter}.csv"
    path = first.path.parent / JOINED / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        half = path.with_suffix(".part")
        with half.open("wb") as whole:
            for number, file in enumerate(files):
                head, _, rows = file.path.read_bytes().partition(b"\n")
                whole.write(rows if number else head + b"\n" + rows)
        half.rename(path)
    return replace(last, path=path, received_on=max(file.received_on for file in files))


def _figures(
    settings: Settings, what: str, ours: Spent, files: Sequence[Delivery]
) -> Iterator[Figure]:
    beside = pyarrow(environment(settings), [delivery.path for delivery in files])
    yield Figure(f"{what}, {ours.rows:,} rows: check", ours.checking, "s", beside.seconds)
    yield Figure(f"{what}: load", ours.loading, "s", beside.seconds)
    yield Figure(f"{what}: publish", ours.publishing, "s", beside.seconds)
    yield Figure(f"{what}: all", ours.rows_a_second, "rows/s", beside.rows_a_second)
    yield Figure(f"{what}: peak memory", ours.megabytes, "MB", beside.megabytes)


def _growth(what: str, ours: Spent, small: Spent) -> Iterator[Figure]:
    what = f"{what}, {LESS} times the schools"
    yield Figure(f"{what}: all", ours.seconds, "s", small.seconds)
    yield Figure(f"{what}: publish", ours.publishing, "s", small.publishing)
    yield Figure(f"{what}: memory", ours.megabytes, "MB", small.megabytes)
