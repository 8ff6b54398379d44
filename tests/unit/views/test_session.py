"""A page draws inside the dashboard or not at all."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGES = sorted((Path(__file__).parents[3] / "pages").glob("*/*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_run_without_the_dashboard_shows_nothing(page: Path) -> None:
    alone = AppTest.from_file(str(page)).run(timeout=30)

    assert len(alone.exception) == 1
    assert len(alone.main) == 1
