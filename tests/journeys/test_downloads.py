"""A file that a reader takes home holds what the page shows, and nothing else."""

import csv

import pytest
from playwright.sync_api import expect

from tests.district import District
from tests.journeys.conftest import Open
from tests.journeys.screens import DESKTOP
from wellness.domain.places import Level

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("level", [Level.DISTRICT, Level.SCHOOL])
def test_a_download_holds_what_is_shown(
    server: str, district: District, open_window: Open, level: Level
) -> None:
    reader = open_window(server, DESKTOP)
    reader.open("service_access", place=district.place(level))
    reader.page.get_by_text("The numbers behind this chart").first.click()
    table = reader.page.get_by_role("table").filter(has_text="Period")
    expect(table).to_be_visible()
    reader.settle()
    # What opened pushes the charts below it down; a click that falls into that moment is lost,
    # and no hand is that quick.
    reader.page.wait_for_timeout(1000)

    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name="These numbers as a file").click()
    with waiting.value.path().open(encoding="utf-8-sig", newline="") as kept:
        downloaded = [[plain(cell) for cell in row] for row in csv.reader(kept)]
    shown = [
        [plain(cell) for cell in row.get_by_role("cell").all_inner_texts()]
        for row in table.get_by_role("row").all()
    ]

    assert downloaded[1:] == shown[1:]


def plain(cell: str) -> str:
    """A cell without its mark and the commas of its thousands."""
    return cell.strip().removeprefix("▨ ").removeprefix("– ").replace(",", "")
