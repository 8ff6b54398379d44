"""About the data opens the ledger of revisions and the matrix of sites when asked, not before."""

import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from data_access.stores import open_publishing
from tests.district import District
from tests.pages.visiting import elements, faults, said, visit
from wellness.domain.workspace import read_workspace
from wellness.publishing.publish import Stores
from wellness.publishing.service import PublishingService

LEDGER, SITES = "What differs between two releases", "Which sites reported to a source"
WHY = "The Q2 files were not meant to be seen"


@pytest.fixture
def taken_back(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened_anew: None
) -> None:
    """A copy of the small sample whose second release was withdrawn."""
    del opened_anew
    data = tmp_path / "data"
    shutil.copytree(district.data, data)
    monkeypatch.setenv("WELLNESS_DATA", str(data))
    with open_publishing() as opened:
        stores = Stores(opened.state, opened.released, opened.intake)
        PublishingService(read_workspace(), stores).withdraw_release(2, "A. Steward", WHY)


def behind(app: AppTest, label: str) -> Block:
    """What is behind a click."""
    (found,) = (
        part
        for part in elements(app.main)
        if isinstance(part, Block) and getattr(part, "label", "") == label
    )
    return found


def opened(key: str) -> AppTest:
    """The page with one of the two opened."""
    app = visit("about_the_data")
    app.session_state[key] = True
    return app.run()


def test_nothing_is_behind_the_clicks_before_they_are_made(reading: District) -> None:
    del reading
    app = visit("about_the_data")

    for label in (LEDGER, SITES):
        assert list(elements(behind(app, label))) == []


def test_the_sites_of_a_source_with_a_gap_are_listed(reading: District) -> None:
    app = opened("sites")
    sources = [source.title for source in reading.contents.district.sources.values()]

    app.selectbox(key="sites_source").select_index(sources.index("Wellness center operators"))
    app.run()

    assert faults(app) == []
    table: pd.DataFrame = behind(app, SITES).table[0].value
    assert table.shape[1] == 9
    assert set(table.iloc[:, 1:].to_numpy().ravel()) <= {"yes", "late", "**missing**", "·", ""}
    assert "Wellness center operators: 2 of 3 sites have a gap" in said(app)


def test_a_new_quarter_is_told_by_indicator(reading: District) -> None:
    del reading
    app = opened("revisions")

    assert faults(app) == []
    assert "What release 2 says otherwise than release 1" in said(app)
    assert "New: 2026-27 Q1 and 2026-27 Q2." in said(app)
    table: pd.DataFrame = behind(app, LEDGER).table[0].value
    assert list(table) == ["Indicator", "In new periods"]
    assert {"Mental health visits", "Chronic absence"} <= set(table["Indicator"])


def test_the_two_releases_can_be_chosen(taken_back: None) -> None:
    """Release 3 took release 2 back: it misses what 2 had, and is what 1 was."""
    del taken_back
    app = opened("revisions")

    assert "What release 3 says otherwise than release 2" in said(app)
    assert f"Published by A. Steward: {WHY}" in said(app)
    counts, largest = (table.value for table in behind(app, LEDGER).table)
    assert "Missing now" in list(counts)
    assert set(largest["Changed in"]) == {"Release 3"}

    app.selectbox(key="revisions_then").select_index(1).run()

    assert faults(app) == []
    assert "Release 3 shows the same numbers as release 1" in said(app)
