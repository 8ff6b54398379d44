"""A shared link is the first thing that a fresh process is asked for, and everything is there."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.district import PAGES, District
from tests.journeys.conftest import Open
from tests.journeys.screens import DESKTOP
from tests.serving import serving
from wellness.domain.places import Level

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("page", PAGES)
def test_a_link_with_filters_is_the_first_request_of_a_process(
    district: District, open_window: Open, tmp_path: Path, page: str
) -> None:
    region = district.place(Level.REGION)
    asked = {"q": district.quarters["oldest"], "place": region}

    with serving(district.environment, tmp_path / "log") as base:
        reader = open_window(base, DESKTOP)
        reader.open(page, **asked)

        expect(reader.page.get_by_text("Page not found")).to_have_count(0)
        expect(reader.page.get_by_text("Sample data")).to_be_visible()
        expect(reader.page.get_by_text("Overview", exact=True).first).to_be_visible()
        expect(reader.title).to_have_count(1)
        name = district.contents.places.unit(region).name
        expect(reader.page.locator(".st-key-place")).to_contain_text(name)
        assert reader.address == asked
