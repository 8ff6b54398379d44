"""What a reader sees where there is nothing to read: one sentence, and what to do."""

import shutil
from pathlib import Path

import pytest

from tests.district import PAGES, District
from tests.pages.visiting import said, visit

pytestmark = pytest.mark.usefixtures("opened_anew")
STORES = ("state", "released")
every_page = pytest.mark.parametrize("page", PAGES)


@every_page
def test_before_the_first_release_a_page_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, page: str
) -> None:
    monkeypatch.setenv("WELLNESS_DATA", str(tmp_path))

    told = only_sentence(page)

    assert told.startswith("Nothing has been published yet.")
    assert "make sample" in told
    assert "steward.py publish" in told


@pytest.mark.parametrize("store", STORES)
def test_a_store_that_is_none_is_one_calm_sentence(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, store: str
) -> None:
    copy = shutil.copytree(district.data, tmp_path / "data")
    (copy / f"{store}.db").write_bytes(b"This was a store once. " * 1000)
    monkeypatch.setenv("WELLNESS_DATA", str(copy))

    assert "cannot be opened" in only_sentence("overview")


@pytest.mark.parametrize("store", STORES)
def test_a_store_whose_address_is_wrong_is_one_calm_sentence(
    district: District, monkeypatch: pytest.MonkeyPatch, store: str
) -> None:
    monkeypatch.setenv("WELLNESS_DATA", str(district.data))
    monkeypatch.setenv(f"WELLNESS_{store.upper()}_URL", "reader:secret")

    told = only_sentence("overview")

    assert "address of a store" in told
    assert "secret" not in told


def only_sentence(page: str) -> str:
    """What a page says when it says one thing and nothing else."""
    app = visit(page)

    assert [fault.value for fault in app.exception] == []
    assert len(app.markdown) == 1
    assert len(app.title) == 0
    told = said(app).removeprefix(":material/info: ")
    assert "Traceback" not in told
    return told
