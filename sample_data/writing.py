"""Writing deliveries: which files there are, when they came, and their rows."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa

from sample_data.chance import Flags, Floats, Ints, stream
from sample_data.partners.layouts import files
from sample_data.partners.sent import CALENDAR, Sent
from sample_data.reports import SOURCES, Series
from sample_data.stories import Story
from sample_data.world import World
from wellness.domain.deliveries import COLUMNS
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, Membership
from wellness.domain.reading_places import COLUMNS as PLACE_COLUMNS

UNFINISHED_SOURCES = ("smh_records", "training_register")
_ALREADY_SENT = 0.6  # of the places, those in a file of the unfinished quarter
_LATE = 0.05
_MADE_ON = date(2026, 11, 20)  # the day the sample tells of: nothing is received later
_AGAIN_AFTER = {"restated": timedelta(days=110), "masked": timedelta(days=40)}


@dataclass(frozen=True)
class Delivery:
    """One file: its path in the folder, who sent it, for which quarter, and when it came."""

    file: str
    source: str
    quarter: str
    received: str


@dataclass(frozen=True)
class Batch:
    """All series of one source, by which its files are written."""

    world: World
    source: str
    series: Sequence[Series]

    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters that the source sends a file for."""
        timeline = self.world.timeline
        if self.source == "student_information":
            return tuple(Quarter(year, 1).closing for year in timeline.years)
        unfinished = (timeline.unfinished,) if self.source in UNFINISHED_SOURCES else ()
        return timeline.finished + unfinished

    def table(self, quarter: Quarter, *, first: bool = False) -> pa.Table:
        """The rows of one file by org unit; `first`: as sent before anything was corrected."""
        sent = self._sent(quarter)
        parts = [
            _Column.of(series, self._column(series, quarter), sent, first=first)
            for series in self._in(quarter)
        ]
        return _table(self.world, quarter, parts)

    def sent(self, quarter: Quarter, *, first: bool) -> Sent:
        """What the source tells of a quarter, at first or when it was asked again."""
        masked = first and bool(self.stories(quarter, "masked"))
        return Sent(self.world, self.source, quarter, self.table(quarter, first=first), masked)

    def again_after(self, quarter: Quarter) -> timedelta | None:
        """How long after the first file the quarter was sent a second time, None if never."""
        if any(_differs(s, self._column(s, quarter)) for s in self._in(quarter)):
            return _AGAIN_AFTER["restated"]
        return _AGAIN_AFTER["masked"] if self.stories(quarter, "masked") else None

    def stories(self, quarter: Quarter, kind: str) -> list[Story]:
        """The stories of a kind about how this source sends a quarter."""
        told = {(s.indicator, s.category) for s in self._in(quarter)}
        found = self.world.plot.of(kind)
        return [s for s in found if (s.indicator, s.category) in told and s.holds_in(quarter)]

    def _in(self, quarter: Quarter) -> list[Series]:
        closing = quarter == quarter.closing
        return [s for s in self.series if s.period_type is PeriodType.QUARTER or closing]

    def _column(self, series: Series, quarter: Quarter) -> int:
        timeline = self.world.timeline
        if series.period_type is PeriodType.YEAR:
            return timeline.year_column(quarter)
        return timeline.column(quarter)

    def _sent(self, quarter: Quarter) -> Flags:
        """Of each place, whether it is in the file: all of them once the quarter is over."""
        world = self.world
        luck = world.rng(f"already sent {self.source}").random(world.shape[0])
        sites = world.places.at(*(level for level in Level if level.is_site))
        return (sites & (luck < _ALREADY_SENT)) | (quarter != world.timeline.unfinished)


@dataclass(frozen=True)
class _Column:
    """One series at one period: the places it holds and their numbers."""

    series: Series
    rows: Ints
    numerator: Floats
    denominator: Floats
    value: Floats

    @classmethod
    def of(cls, series: Series, column: int, sent: Flags, *, first: bool) -> "_Column":
        rows = np.flatnonzero(series.reported[:, column] & sent)
        corrected = series.first_numerator if first else None
        numerator = series.numerator if corrected is None else corrected
        grids = (numerator, series.denominator, series.value)
        return cls(series, rows, *(_numbers(grid, rows, column) for grid in grids))


def _numbers(grid: Ints | Floats | None, rows: Ints, column: int) -> Floats:
    if grid is None:
        return np.full(len(rows), np.nan)
    return np.asarray(grid[rows, column], dtype=np.float64)


def _differs(series: Series, column: int) -> bool:
    if series.first_numerator is None or series.numerator is None:
        return False
    return bool((series.first_numerator[:, column] != series.numerator[:, column]).any())


def _table(world: World, quarter: Quarter, parts: list[_Column]) -> pa.Table:
    """The rows of all parts, by org unit and, within it, in the order of the parts."""
    rows = np.concatenate([np.zeros(0, np.int64), *(part.rows for part in parts)])
    block = np.repeat(np.arange(len(parts)), [len(part.rows) for part in parts])
    order = np.lexsort((block, rows))
    series = [part.series for part in parts]
    columns = {
        "org_unit": _named([unit.code for unit in world.places.units], rows[order]),
        "quarter": pa.repeat(CALENDAR.label(quarter), len(rows)),
        "period_type": _named([s.period_type.value for s in series], block[order]),
        "indicator": _named([s.indicator for s in series], block[order]),
        "breakdown": _named([s.breakdown for s in series], block[order]),
        "category": _named([s.category for s in series], block[order]),
        "numerator": _ordered([part.numerator for part in parts], order).cast(pa.int64()),
        "denominator": _ordered([part.denominator for part in parts], order).cast(pa.int64()),
        "value": _ordered([part.value for part in parts], order),
        "flag": pa.repeat("", len(rows)),
    }
    return pa.table({name: columns[name] for name in COLUMNS})


def _named(names: list[str], numbers: Ints) -> pa.Array:
    return pa.array(names, pa.string()).take(pa.array(numbers))


def _ordered(numbers: list[Floats], order: Ints) -> pa.Array:
    """Numbers of all parts as one column; what is missing stays empty."""
    joined = np.concatenate([np.zeros(0), *numbers])
    return pa.array(joined[order], pa.float64(), from_pandas=True)


def write_deliveries(batch: Batch, folder: Path) -> Iterator[Delivery]:
    """Write the files of one source; yields each as it is written."""
    for quarter in batch.quarters():
        received = arrival(batch, quarter)
        yield from _write(batch.sent(quarter, first=True), folder, "", received)
        again_after = batch.again_after(quarter)
        if again_after:
            again = batch.sent(quarter, first=False)
            yield from _write(again, folder, "restated/", received + again_after)


def _write(sent: Sent, folder: Path, within: str, received: date) -> Iterator[Delivery]:
    """Write the files of one quarter into a folder within the folder."""
    for name, content, write in files(sent):
        path = folder / within / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(content, path)
        yield Delivery(f"{within}{name}", sent.source, sent.label, received.isoformat())


def arrival(batch: Batch, quarter: Quarter) -> date:
    """When a file came: mostly some days early, now and then late, never after the sample's day."""
    rng = stream(batch.world.seed, f"arrival {batch.source} {CALENDAR.label(quarter)}")
    days = SOURCES[batch.source].days - int(rng.integers(0, 6))
    if rng.random() < _LATE:
        days += int(rng.integers(8, 30))
    if quarter == batch.world.timeline.unfinished:
        return _MADE_ON - timedelta(days=int(rng.integers(1, 4)))
    days += sum(int(story.size) for story in batch.stories(quarter, "late"))
    latest = _MADE_ON - timedelta(days=14 + int(rng.integers(0, 8)))
    return min(CALENDAR.end(quarter) + timedelta(days=days), latest)


def write_list(deliveries: Iterable[Delivery], folder: Path) -> None:
    """`deliveries.json`: the files in the order of arrival."""
    arrived = sorted(deliveries, key=lambda d: (d.received, d.file))
    _write_json([asdict(delivery) for delivery in arrived], folder / "deliveries.json")


def write_stories(stories: list[dict[str, object]], folder: Path) -> None:
    """`stories.json`: what is hidden in the numbers, and where."""
    _write_json(stories, folder / "stories.json")


def _write_json(content: object, path: Path) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_org_units(rows: Iterable[Membership], folder: Path) -> None:
    """`org_units.csv`: an open end is empty, as is a parent of none."""
    with (folder / "org_units.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(PLACE_COLUMNS)
        writer.writerows(_cells(row) for row in rows)


def _cells(row: Membership) -> list[str]:
    found = {name: getattr(row, name) for name in PLACE_COLUMNS}
    found["charter"] = "true" if row.charter else "false"
    return ["" if cell is None else str(cell) for cell in found.values()]
