"""Every page can be read by everybody: in light and dark, by ear and by keyboard."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

from tests.district import PAGES, District
from tests.journeys.conftest import Open
from tests.journeys.screens import DESKTOP, FAULTY, PHONE, Scheme, Screen, violations, window
from wellness.domain.places import Level
from wellness.views.theme import DARK, LIGHT

pytestmark = pytest.mark.browser
PAPER: Mapping[Scheme, str] = {"light": LIGHT.paper, "dark": DARK.paper}
COLOR = """() => getComputedStyle(document.querySelector('[data-testid=stApp]'))
  .backgroundColor.match(/\\d+/g).map(Number)"""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "look",
    [(DESKTOP, "light", Level.DISTRICT), (PHONE, "dark", Level.SCHOOL)],
    ids=["light desktop", "dark phone"],
)
def test_a_page_has_its_paper_and_no_barrier(
    server: str,
    district: District,
    open_window: Open,
    page: str,
    look: tuple[Screen, Scheme, Level],
) -> None:
    """A fault is planted at the end: a page that axe-core cannot see would have none either."""
    screen, scheme, level = look
    reader = open_window(server, screen, scheme)

    reader.open(page, place=district.place(level))
    color = "#{:02X}{:02X}{:02X}".format(*reader.page.evaluate(COLOR))
    found = violations(reader.page)
    reader.page.evaluate(FAULTY)
    planted = violations(reader.page)

    assert color == PAPER[scheme]
    assert found == []
    assert any(line.startswith("image-alt") for line in planted)


def test_a_request_that_leaves_this_machine_is_seen(server: str, browser: Browser) -> None:
    """Every journey ends by looking for one."""
    reader = window(browser, server, DESKTOP)

    reader.open()
    assert reader.strangers == []
    reader.page.evaluate("() => fetch('https://example.org/').catch(() => null)")

    assert reader.strangers == ["https://example.org/"]
    reader.page.context.close()
