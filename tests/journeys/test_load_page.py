"""A data manager at the Load page: a workbook is mended, loaded and published; people are not."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import openpyxl
import pytest
from playwright.sync_api import WebSocket, expect

from tests.deliveries import PEOPLE, SECRETS, Delivery, kept, sent
from tests.district import District
from tests.journeys.conftest import Open
from tests.journeys.screens import DESKTOP, SCREENS, Screen, Window, violations
from tests.serving import serving

pytestmark = pytest.mark.browser
TINT = "FFFFD08A"  # of a cell to mend; tests/unit/publishing/test_marking.py holds it
FAULTS = 4
LATER = 60_000  # milliseconds; publishing on a busy machine


@pytest.fixture
def copy(district: District, tmp_path: Path) -> District:
    """The sample in a folder of its own, which may be changed."""
    return District(shutil.copytree(district.data, tmp_path / "data"))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """What the server writes."""
    return tmp_path / "log"


@pytest.fixture
def desk(copy: District, log: Path) -> Iterator[str]:
    """The address of a server of the copy."""
    with serving(copy.environment, log) as address:
        yield address


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_workbook_is_mended_loaded_and_published(
    copy: District, desk: str, open_window: Open, tmp_path: Path, screen: Screen
) -> None:
    delivery = sent(copy).corrected()
    manager = open_window(desk, screen)
    manager.open()
    manager.go("Load")

    bad = kept(tmp_path / "bad", f"{delivery.name}.xlsx", delivery.faulty().workbook())
    drop(manager, bad)
    expect(manager.title).to_contain_text(f"rows fine, {FAULTS} to mend")
    marked = download(manager, "Their file, with the cells marked")
    assert len(tinted(marked)) == FAULTS
    assert violations(manager.page) == []

    drop(manager, kept(tmp_path / "mended", f"{delivery.name}.xlsx", mended(marked, delivery)))
    expect(manager.title).to_contain_text("rows fine, none to mend")
    expect(manager.page.get_by_text("If it were loaded")).to_be_visible(timeout=LATER)
    assert violations(manager.page) == []
    write(manager, "Your name", "Kim Lee")
    manager.page.get_by_role("button", name=re.compile("^Load .* rows")).click()
    expect(manager.title).to_contain_text("rows loaded")
    manager.settle()

    write(manager, "Your name", "Kim Lee")
    write(manager, "Why, in a sentence that readers see", "Telehealth corrected")
    manager.page.get_by_role("button", name="See what will be new").click()
    number = copy.contents.release.number + 1
    manager.page.get_by_role("button", name=f"Publish release {number}").click(timeout=LATER)
    expect(manager.title).to_have_text(f"Release {number} is published", timeout=LATER)
    manager.settle()

    manager.open()
    expect(manager.page.get_by_text(f"Release {number}", exact=False).first).to_be_visible()


def test_a_list_of_people_leaves_no_trace_anywhere(
    desk: str, log: Path, open_window: Open, tmp_path: Path
) -> None:
    """Not in what the server answers, writes to its log or keeps of uploads."""
    answers: list[bytes] = []
    manager = open_window(desk, DESKTOP)
    manager.page.on("websocket", lambda line: listen(line, answers))
    manager.open("load")

    drop(manager, kept(tmp_path / "sent", "telehealth_2026-27-Q1.csv", PEOPLE.encode()))
    expect(manager.title).to_have_text("This file was refused")
    manager.settle()

    heard = b"".join(answers)
    assert b"This file was refused" in heard
    said = [heard, log.read_bytes(), manager.page.content().encode()]
    assert [s for s in SECRETS if any(s.encode() in text for text in said)] == []
    assert not lies_about(desk)


def test_a_file_that_is_taken_is_no_longer_where_uploads_lie(
    copy: District, desk: str, open_window: Open, tmp_path: Path
) -> None:
    delivery = sent(copy)
    manager = open_window(desk, DESKTOP)
    manager.open("load")

    drop(manager, kept(tmp_path / "sent", f"{delivery.name}.csv", delivery.csv()))
    expect(manager.title).to_contain_text("known already")

    assert not lies_about(desk)


def drop(manager: Window, path: Path) -> None:
    """Drop a file on the box."""
    manager.page.locator("input[type=file]").set_input_files(path)
    manager.page.wait_for_timeout(500)
    manager.settle()


def write(manager: Window, label: str, text: str) -> None:
    """Write into a box and leave it."""
    box = manager.page.get_by_label(label).last
    box.fill(text)
    box.press("Enter")
    manager.page.wait_for_timeout(300)
    manager.settle()


def download(manager: Window, name: str) -> bytes:
    """The file behind a button."""
    manager.page.wait_for_timeout(1000)
    with manager.page.expect_download() as waiting:
        manager.page.get_by_role("button", name=name).click()
    return waiting.value.path().read_bytes()


def tinted(content: bytes) -> list[tuple[int, int]]:
    """The cells of the partner's sheet that are marked as to be mended."""
    page = openpyxl.load_workbook(io.BytesIO(content))["Data"]
    cells = [cell for row in page.iter_rows() for cell in row]
    return [(c.row, c.column) for c in cells if str(c.fill.fgColor.rgb)[-6:] == TINT[-6:]]


def mended(marked: bytes, delivery: Delivery) -> bytes:
    """The marked workbook with the right text in each marked cell."""
    book, content = openpyxl.load_workbook(io.BytesIO(marked)), io.BytesIO()
    for row, column in tinted(marked):
        text = delivery.rows[row - 2][column - 1]
        book["Data"].cell(row, column).value = int(text) if text.isdigit() else text
    book.save(content)
    return content.getvalue()


def listen(line: WebSocket, answers: list[bytes]) -> None:
    """Keep what a server sends over a line."""
    line.on("framereceived", lambda frame: answers.append(as_bytes(frame)))


def as_bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def lies_about(base: str) -> bool:
    """Whether the server tells of a file where it keeps uploads."""
    with urlopen(f"{base}/_stcore/metrics") as answer:  # noqa: S310 our own server
        told = answer.read().decode()
    assert "cache_memory_bytes" in told
    return "UploadedFileManager" in told
