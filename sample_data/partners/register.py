"""The training register's workbook: a sheet about it, and one with a row a site, by its name."""

from collections.abc import Iterator
from pathlib import Path

from sample_data.history import OLD_NAME
from sample_data.partners.sent import CALENDAR, Sent, Slot
from sample_data.partners.workbook import workbook, write_rows
from wellness.domain.periods import Quarter

_MEASURES = {
    "ymhfa_certificates": "Issued",
    "ymhfa_certified": "Valid on the last day",
    "ymhfa_lapsing": "Ending within a year",
}
_ROLES = {
    "certificated": "certificated staff",
    "classified": "classified staff",
    "community": "community partners",
}
_SERVING_7_12 = {"coverage_certificated": "certificated", "coverage_classified": "classified"}
_ABOUT = (
    ("Youth Mental Health First Aid: the register, by site",),
    ("Certificates are valid for three years. The sites are on the next sheet.",),
)
Cells = list[str | int]


def name(quarter: Quarter) -> str:
    """The name of the file."""
    return f"YMHFA register FY{CALENDAR.label(quarter)[2:]}.xlsx"


def write(sent: Sent, path: Path) -> None:
    """Write the workbook; its last row adds up all sites."""
    columns = dict(_columns())
    sites = {_name(sent, place): told for place, told in sent.counts().items()}
    rows: list[Cells] = [[site, *(told[slot] for slot in columns)] for site, told in sites.items()]
    every: Cells = ["All sites", *(sum(told[slot] for told in sites.values()) for slot in columns)]
    with workbook(path) as book:
        write_rows(book.add_worksheet("About"), 0, _ABOUT)
        page = book.add_worksheet("By site")
        page.write_string(0, 0, f"Register of {sent.label}")
        write_rows(page, 2, [["Site", *columns.values()], *rows, every])


def _columns() -> Iterator[tuple[Slot, str]]:
    """What is counted, and what the register calls it."""
    for indicator, measure in _MEASURES.items():
        for role, people in _ROLES.items():
            yield (indicator, "role", role), f"{measure}, {people}"
        yield (indicator, "", ""), f"{measure}, all"
    for indicator, role in _SERVING_7_12.items():
        yield (indicator, "", ""), f"Valid, {_ROLES[role]} in grades 7–12"


def _name(sent: Sent, place: str) -> str:
    """The register keeps the name under which it came to know a school."""
    renamed = {story.org_unit for story in sent.world.plot.of("renamed")}
    return OLD_NAME if place in renamed else sent.name(place)
