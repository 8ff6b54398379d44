"""A small sample on the real road, release by release, with the plain files beside it."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data_access.stores import Stores as Opened
from data_access.stores import open_publishing
from sample_data.sample import Sample
from tests.property.plain import Map, Number, rows_in_force, told_before
from tests.property.plain_files import Row, is_partners_own, read_rows
from tests.property.plain_release import Cell, Key, PlainRelease, SpreadKey
from tests.property.plain_year import PlainYear
from wellness.domain.contents import contents
from wellness.domain.releases import Contents
from wellness.domain.workspace import Workspace, parse
from wellness.publishing.publish import Stores
from wellness.publishing.service import PublishingService

ROOT = Path(__file__).parents[2]
STEWARD = "the auditor"
VERSIONS = ("numerator_version", "denominator_version")


@dataclass
class World:
    """A sample that was checked, loaded and published up to some days, in that order."""

    folder: Path
    workspace: Workspace
    opened: Opened
    published: dict[int, list[tuple[str, Path]]] = field(default_factory=dict)
    _made: list[PlainRelease] = field(default_factory=list)

    def expected(self, release: int) -> dict[Key, Cell]:
        """The cells of a release, from the files that had come by then."""
        versions = self._versions(release)
        return {
            key: cell | dict(zip(VERSIONS, versions[key], strict=True))
            for plain in self._years(release)
            for key, cell in plain.cells.items()
        }

    def expected_spreads(self, release: int) -> dict[SpreadKey, list[float]]:
        """The spreads of a release, from the files that had come by then."""
        return {k: spread for plain in self._years(release) for k, spread in plain.spreads.items()}

    def reported(self, release: int) -> dict[Key, Number]:
        """The numbers behind the cells of a release, withheld ones too."""
        return {k: number for plain in self._years(release) for k, number in plain.reported.items()}

    def _versions(self, release: int) -> dict[Key, tuple[int, int]]:
        """One more wherever a number is another one than when it was last known."""
        keys = {key for plain in self._years(release) for key in plain.cells}
        found = dict.fromkeys(keys, (1, 1))
        known: dict[Key, Number] = {}
        for number in range(1, release + 1):
            for key, now in self.reported(number).items():
                if key in keys and key in known:
                    above, below = found[key]
                    above += (now.above, now.value) != (known[key].above, known[key].value)
                    below += now.below != known[key].below
                    found[key] = (above, below)
                known[key] = now
        return found

    def _years(self, release: int) -> list[PlainRelease]:
        """The school years of a release; one whose rows did not change is kept."""
        units = read_rows(self.folder / "org_units.csv")
        made = []
        files = self.published[release]
        for year, rows in rows_in_force(files).items():
            told = told_before(files, year)
            same = [p for p in self._made if (p.year.rows, p.year.before) == (rows, told)]
            plain = PlainYear(self.workspace.definitions, Map(units, year), rows, told)
            made.append(same[0] if same else PlainRelease(plain))
            self._made += [] if same else made[-1:]
        return made

    def released(self, release: int) -> dict[Key, Cell]:
        """The cells of a release, as the store has them."""
        parts = {part.part_id: part for part in self.opened.state.parts(release)}
        found: dict[Key, Cell] = {}
        for row in self.opened.released.read(list(parts)).to_pylist():
            code = parts[row.pop("part_id")].indicator
            names = ("org_unit", "breakdown", "category", "period_type", "quarter")
            place, breakdown, category, period, quarter = (row.pop(name) for name in names)
            found[code, place, breakdown, category, period, quarter] = row
        return found

    def spreads(self, release: int) -> dict[SpreadKey, list[float]]:
        """The spreads of a release, as pages read them."""
        about = self.contents(release)
        source = self.opened.released.source(about)
        kinds = {unit.school_type for unit in about.places.units.values()}
        asked = {*about.quarters, *(quarter.closing for quarter in about.quarters)}
        return {
            (s.indicator, kind, s.period_type.value, s.quarter.ordinal): [
                s.schools, s.p5, s.p25, s.p50, s.p75, s.p95,
            ]
            for kind in kinds
            for s in source.spreads(list(about.catalogue), kind, sorted(asked))
        }  # fmt: skip

    def contents(self, release: int) -> Contents:
        """Everything about a release that is no cell."""
        state = self.opened.state
        [found] = [r for r in state.releases() if r.number == release]
        return contents(found, state.parts(release), state.documents(release))


@contextmanager
def world(
    folder: Path, sample: Sample, days: Sequence[date], spoil: Callable[[Path], None]
) -> Iterator[World]:
    """A sample whose files `spoil` may change, published as it stood on each of some days."""
    list(sample.write(folder))
    spoil(folder)
    listed = json.loads((folder / "deliveries.json").read_text(encoding="utf-8"))
    workspace = workspace_of(folder)
    with open_publishing({"WELLNESS_DATA": str(folder / "data")}) as opened:
        made = World(folder, workspace, opened)
        stores = Stores(opened.state, opened.released, opened.intake)
        service = PublishingService(workspace, stores)
        sent: list[tuple[str, Path]] = []
        for number, day in enumerate(days, start=1):
            for row in listed[len(sent) :]:
                if date.fromisoformat(row["received"]) <= day:
                    _load(service, folder / row["file"], date.fromisoformat(row["received"]))
                    sent.append((row["source"], folder / row["file"]))
            service.publish(STEWARD, f"as of {day}")
            made.published[number] = list(sent)
        yield made


def _load(service: PublishingService, path: Path, received: date) -> None:
    receipt = service.check(path.name, path.read_bytes(), received)
    assert receipt.accepted, receipt.errors[0]
    service.load(receipt, STEWARD, accept_missing=True)


def workspace_of(folder: Path) -> Workspace:
    """The repository's settings with the sample's places."""
    folders = (ROOT / "indicators", ROOT / "mappings")
    paths = [ROOT / "district.toml", *(p for f in folders for p in sorted(f.glob("*.toml")))]
    files = {str(p.relative_to(ROOT)): p.read_text(encoding="utf-8") for p in paths}
    files["org_units.csv"] = (folder / "org_units.csv").read_text(encoding="utf-8")
    return Workspace(ROOT, folder / "data", parse(files), files)


def write_rows(path: Path, rows: Sequence[Row]) -> None:
    """Write a CSV file over."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def tidied(folder: Path) -> None:
    """Every file in the district's columns: whoever changes one need know no other layout."""
    listing = folder / "deliveries.json"
    sent = json.loads(listing.read_text(encoding="utf-8"))
    for row in sent:
        path = folder / row["file"]
        if is_partners_own(path):
            quarter = row["quarter"].replace(" ", "-")
            tidy = path.with_name(f"{row['source']}_{quarter}_{quarter}.csv")
            write_rows(tidy, read_rows(path))
            row["file"] = tidy.relative_to(folder).as_posix()
    listing.write_text(json.dumps(sent), encoding="utf-8")
