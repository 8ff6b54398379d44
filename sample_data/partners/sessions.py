"""The telehealth partner's sheet: a row a school, saved as CSV by a spreadsheet."""

import csv
from collections.abc import Iterator
from pathlib import Path

from sample_data.partners.sent import CALENDAR, Sent
from wellness.domain.periods import Quarter

_COLUMNS = {
    ("visits", "population", "students"): "Student sessions",
    ("visits", "population", "families"): "Family sessions",
    ("visits", "", ""): "All sessions",
}
_MASKED_BELOW = 11


def name(quarter: Quarter) -> str:
    """The name of the file."""
    return f"Telehealth sessions {CALENDAR.address(quarter)}.csv"


def write(sent: Sent, path: Path) -> None:
    """Write the file; where it is masked, `<11` stands for every number from 1 to 10."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(("Site code", "Site", *_COLUMNS.values()))
        writer.writerows(_rows(sent))


def _rows(sent: Sent) -> Iterator[list[str]]:
    for place, told in sent.counts().items():
        yield [place, sent.name(place), *(_said(told[slot], sent) for slot in _COLUMNS)]


def _said(count: int, sent: Sent) -> str:
    return f"<{_MASKED_BELOW}" if sent.masked and 0 < count < _MASKED_BELOW else str(count)
