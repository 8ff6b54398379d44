"""A partner's file, made from what the sample's own partner sent: corrected, or with faults."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from data_access.stores import open_publishing
from tests.district import District
from wellness.domain.deliveries import COLUMNS, LoadState
from wellness.domain.periods import Quarter

SOURCE = "telehealth"
PEOPLE = (
    "student_name,birth_date,student_number,e_mail,school,visits\n"
    '"Quintanilla Ramirez, Maria",2009-03-14,987654321,maria.q@example.org,S001,1\n'
    '"Okafor, Ben",2010-11-02,987654322,ben@example.org,S002,2\n'
)
SECRETS = ("Ramirez", "Quintanilla", "2009-03-14", "987654321", "maria.q@example.org", "Okafor")
AT = {name: place for place, name in enumerate(COLUMNS)}
NUMERATOR = AT["numerator"]
Row = list[str]


@dataclass(frozen=True)
class Delivery:
    """The rows of one quarter, without their header."""

    quarter: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The name by which its source is known, without its ending."""
        return f"{SOURCE}_{self.quarter}"

    def corrected(self) -> "Delivery":
        """Ten more at the place that has most; nothing but a number is another one."""
        most = max(self._totals, key=lambda row: int(row[NUMERATOR] or 0))
        grown = {"", "telehealth", "students"}
        return Delivery(
            self.quarter,
            tuple(
                _with(row, NUMERATOR, str(int(row[NUMERATOR]) + 10))
                if row[0] == most[0] and row[AT["category"]] in grown
                else row
                for row in self.rows
            ),
        )

    def faulty(self) -> "Delivery":
        """Four rows with a fault each: a place, a range, a category, a number below zero."""
        rows = list(self.rows)
        totals = [n for n, row in enumerate(rows) if not row[AT["breakdown"]]]
        channels = [n for n, row in enumerate(rows) if row[AT["breakdown"]] == "channel"]
        for at, column, text in (
            (channels[0], "org_unit", "S9O2"),
            (totals[2], "numerator", "<11"),
            (channels[4], "category", "telehelth"),
            (totals[6], "numerator", "-3"),
        ):
            rows[at] = _with(rows[at], AT[column], text)
        return Delivery(self.quarter, tuple(rows))

    def without(self, org_unit: str) -> "Delivery":
        """Without the rows of one place."""
        return Delivery(self.quarter, tuple(row for row in self.rows if row[0] != org_unit))

    @property
    def _totals(self) -> Sequence[Row]:
        return [row for row in self.rows if not row[AT["breakdown"]]]

    def csv(self) -> bytes:
        """As a CSV file."""
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows([COLUMNS, *self.rows])
        return written.getvalue().encode()

    def workbook(self) -> bytes:
        """As an Excel workbook, whose numbers are numbers."""
        book, content = openpyxl.Workbook(), io.BytesIO()
        page = book.active
        page.title = "Data"
        for row in [list(COLUMNS), *self.rows]:
            page.append([int(text) if text.isdigit() else text for text in row])
        book.save(content)
        return content.getvalue()


def sent(district: District) -> Delivery:
    """What the telehealth partner of the sample sent for its newest quarter."""
    with open_publishing({"WELLNESS_DATA": str(district.data)}) as stores:
        ready = [load for load in stores.state.loads() if load.state is LoadState.READY]
        newest = [load for load in ready if load.source == SOURCE][-1]
        table = stores.intake.select([newest.load_id]).select(list(COLUMNS))
    calendar = district.contents.calendar
    rows = [
        [
            calendar.label(Quarter.of_ordinal(v)) if n == "quarter" else _text(v)
            for n, v in r.items()
        ]
        for r in table.to_pylist()
    ]
    return Delivery(calendar.address(newest.quarters[-1]), tuple(rows))


def kept(folder: Path, name: str, content: bytes) -> Path:
    """A file on disk, as a browser wants it."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _with(row: Row, at: int, text: str) -> Row:
    return [*row[:at], text, *row[at + 1 :]]
