"""A small invented district on disk, read without our own readers and mappings."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sample_data.sample import Sample
from tests.property.plain_files import Row, is_partners_own, read_rows
from wellness.domain.workspace import Definitions, parse

ROOT = Path(__file__).parents[1]
SMALL = Sample(schools=30, quarters=8, seed=7)
AGAIN = "restated/"  # the folder of files that came a second time
Key = tuple[str, str, str]  # org unit, quarter, period type


@dataclass(frozen=True)
class Written:
    """The folder of a sample."""

    folder: Path

    @cached_property
    def deliveries(self) -> list[dict[str, str]]:
        listed: list[dict[str, str]] = json.loads(self.text("deliveries.json"))
        return listed

    @cached_property
    def files(self) -> dict[str, list[Row]]:
        return {d["file"]: self.rows(d["file"]) for d in self.deliveries}

    @cached_property
    def stories(self) -> dict[str, dict[str, str]]:
        return {story["name"]: story for story in json.loads(self.text("stories.json"))}

    @cached_property
    def definitions(self) -> Definitions:
        texts = {"org_units.csv": self.text("org_units.csv")}
        folders = (ROOT / "indicators", ROOT / "mappings")
        for path in (ROOT / "district.toml", *(p for f in folders for p in f.glob("*.toml"))):
            texts[path.relative_to(ROOT).as_posix()] = path.read_text("utf-8")
        return parse(texts)

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def rows(self, name: str) -> list[Row]:
        return read_rows(self.folder / name)

    def counts(
        self, indicator: str, breakdown: str = "", category: str = "", column: str = "numerator"
    ) -> dict[Key, int]:
        """A column of an indicator by place and period, added over sources, restated ones aside."""
        found: dict[Key, int] = defaultdict(int)
        wanted = (indicator, breakdown, category)
        for name, rows in self.files.items():
            for row in rows:
                is_wanted = (row["indicator"], row["breakdown"], row["category"]) == wanted
                if is_wanted and f"{AGAIN}{name}" not in self.files:
                    found[row["org_unit"], row["quarter"], row["period_type"]] += int(row[column])
        return found

    def parts(self, indicator: str, breakdown: str, column: str = "numerator") -> dict[Key, int]:
        """The sum over the categories of a breakdown."""
        found: dict[Key, int] = defaultdict(int)
        for category in self.definitions.catalogue[indicator].breakdown(breakdown).categories:
            for key, count in self.counts(indicator, breakdown, category, column).items():
                found[key] += count
        return found

    def own_files(self, source: str) -> list[Path]:
        """The files that a source sent in its own layout, in the order of arrival."""
        sent = [self.folder / d["file"] for d in self.deliveries if d["source"] == source]
        return [path for path in sent if is_partners_own(path)]

    def changed(self, name: str) -> list[tuple[Row, Row]]:
        """Rows of a file that came twice, first and second, where they differ."""
        pairs = zip(self.files[name], self.files[f"{AGAIN}{name}"], strict=True)
        return [(first, second) for first, second in pairs if first != second]
