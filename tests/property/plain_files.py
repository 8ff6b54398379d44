"""Deliveries of every layout read a second way, cell by cell, into rows of our ten columns.

Knows the partners' files and nothing of mappings: what stands in which cell is written down here.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq

from wellness.domain.deliveries import COLUMNS

Row = Mapping[str, str]
Cell = str | int | None
RENAMED = {"Goldenrod Hollow Elementary": "Starflower Commons Elementary"}  # old → new
ROLES = ("certificated", "classified", "community")
ITEMS = {
    "RESP": "response_rate",
    "BEL": "belonging",
    "GM": "growth_mindset",
    "SE": "self_efficacy",
    "SM": "self_management",
    "SA": "social_awareness",
    "HELP": "knows_where_to_get_help",
    "GROWTH": "sel_growth",
}
BANDS = {"K-5": "elementary", "6-8": "middle", "9-12": "high"}


def read_rows(path: Path) -> list[Row]:
    """The rows of a file in the district's columns or in a partner's, every cell a text."""
    return list(READERS[path.stem[:10]](path)) if is_partners_own(path) else _csv(path)


def is_partners_own(path: Path) -> bool:
    """Whether a file is in a partner's layout."""
    return path.stem[:10] in READERS


def _csv(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _center_visits(path: Path) -> Iterator[Row]:
    """Columns D to L are students, families and all of three months; a dash was never sent."""
    page = _sheet(path, "Visits")
    quarter = path.stem[-10:]
    for code, _, _, *cells in page[5:]:
        if code == "All centers":
            return
        if "–" in cells:
            continue
        students, families, everybody = (
            sum(int(str(cell)) for cell in cells[first::3]) for first in range(3)
        )
        about = (str(code), quarter, "quarter", "visits")
        yield _row(*about, "", "", everybody)
        yield _row(*about, "channel", "wellness_center", everybody)
        yield _row(*about, "population", "students", students)
        yield _row(*about, "population", "families", families)


def _register(path: Path) -> Iterator[Row]:
    """Column A is a name of today or of before; three times four columns, and two more."""
    codes = _codes_by_name(path)
    quarter = f"20{path.stem[-8:]}"
    for name, *cells in _sheet(path, "By site")[3:]:
        if name == "All sites":
            return
        about = (codes[RENAMED.get(str(name), str(name))], quarter, "quarter")
        for place, code in enumerate(("ymhfa_certificates", "ymhfa_certified", "ymhfa_lapsing")):
            *roles, everybody = cells[4 * place : 4 * place + 4]
            yield _row(*about, code, "", "", everybody)
            for role, count in zip(ROLES, roles, strict=True):
                yield _row(*about, code, "role", role, count)
        yield _row(*about, "coverage_certificated", "", "", cells[12])
        yield _row(*about, "coverage_classified", "", "", cells[13])


def _codes_by_name(path: Path) -> dict[str, str]:
    """Names of today; a later row of a place is a newer one."""
    folder = next(up for up in path.parents if (up / "org_units.csv").exists())
    found = {row["org_unit"]: row["name"] for row in _csv(folder / "org_units.csv")}
    return {name: code for code, name in found.items()}


def _sessions(path: Path) -> Iterator[Row]:
    """`<11` was withheld by the sender."""
    [(year, number)] = re.findall(r"(\d{4}-\d\d)-(Q\d)", path.name)
    for row in _csv(path):
        about = (row["Site code"], f"{year} {number}", "quarter", "visits")
        yield _row(*about, "", "", row["All sessions"])
        yield _row(*about, "channel", "telehealth", row["All sessions"])
        yield _row(*about, "population", "students", row["Student sessions"])
        yield _row(*about, "population", "families", row["Family sessions"])


def _survey(path: Path) -> Iterator[Row]:
    for row in pq.read_table(path).to_pylist():
        band = BANDS.get(row["grade_span"], "")
        yield _row(
            row["site_id"],
            f"{row['school_year']} Q4",
            "year",
            ITEMS[row["item"]],
            "grade_band" if band else "",
            band,
            row["n_yes"],
            row["n_asked"],
        )


def _row(  # noqa: PLR0917 - a row has ten columns
    org_unit: str,
    quarter: str,
    period_type: str,
    indicator: str,
    breakdown: str,
    category: str,
    numerator: Cell,
    denominator: Cell = "",
) -> Row:
    above, below = str(numerator), str(denominator)
    flag = "withheld" if above == "<11" else ""
    said = (org_unit, quarter, period_type, indicator, breakdown, category)
    return dict(zip(COLUMNS, (*said, "" if flag else above, below, "", flag), strict=True))


def _sheet(path: Path, name: str) -> list[tuple[Cell, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    rows = [tuple(row) for row in book[name].iter_rows(values_only=True)]
    book.close()
    return rows


READERS = {  # by the first ten letters of their names
    "Wellness c": _center_visits,
    "YMHFA regi": _register,
    "Telehealth": _sessions,
    "Student ex": _survey,
}
