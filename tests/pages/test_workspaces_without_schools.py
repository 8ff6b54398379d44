"""A workspace of health boards: no page speaks of schools, or of themes that it does not have."""

import re
from pathlib import Path

import pytest

from tests.pages.visiting import faults, said, visit
from tests.unit.examples.published import needs_real_data, published
from tests.unit.examples.raw import SCOTLAND
from wellness.domain.workspace import EXAMPLES

pytestmark = [needs_real_data, pytest.mark.usefixtures("opened_anew")]
PAGES = ("overview", "service_access", "awareness_and_referrals", "my_school", "about_the_data")
LOTHIAN = "S08000024"


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("boards"))
    published("scotland_camhs", SCOTLAND, folder)
    return folder


@pytest.fixture(autouse=True)
def _reading(boards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLNESS_HOME", str(EXAMPLES / "scotland_camhs"))
    monkeypatch.setenv("WELLNESS_DATA", str(boards))


@pytest.mark.parametrize("place", ["S92000003", LOTHIAN])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_uses_the_words_of_the_workspace(page: str, place: str) -> None:
    app = visit(page, place=place, q="2019-Q3")

    assert faults(app) == []
    assert re.findall(r".*\b[Ss]chools?\b.*", said(app)) == []
    assert "Contains public sector information licensed under" in said(app)
    assert "Sample data" not in said(app)


def test_the_menu_leaves_out_themes_without_an_indicator() -> None:
    app = visit("overview")

    links = [str(link.proto.label) for link in app.get("page_link")]
    assert "My health board" in links
    assert {"Training reach", "SEL indicators"}.isdisjoint(links)
