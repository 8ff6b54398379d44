"""Plain sums over the rows of a public CSV file: the second way to a published figure."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.unit.examples.published import REAL, Published

SCOTLAND = REAL / "public_health_scotland"


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        yield from csv.DictReader(opened)


@dataclass(frozen=True)
class Quarterly:
    """The quarters of a published release."""

    release: Published

    def counts(self, indicator: str, place: str, quarter: str, category: str = "") -> list[float]:
        """Numerator and denominator."""
        cells = self.release.cells
        wanted = {
            "indicator": indicator,
            "org_unit": place,
            "quarter": quarter,
            "category": category,
            "period_type": "quarter",
        }
        for column, text in wanted.items():
            cells = cells[cells[column] == text]
        (found,) = cells[["numerator", "denominator"]].to_numpy().tolist()
        return [float(number) for number in found]

    def state(self, indicator: str, place: str, quarter: str) -> str:
        cells = self.release.cells
        mine = (cells["indicator"] == indicator) & (cells["org_unit"] == place)
        now = (cells["quarter"] == quarter) & (cells["period_type"] == "quarter")
        (found,) = cells.loc[mine & now & (cells["category"] == ""), "state"]
        return str(found)
