"""A browser, a server of the small sample, and windows that reach nothing else."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests import browser as browsers
from tests.district import District
from tests.journeys.screens import PATIENCE, Scheme, Screen, Window, window
from tests.serving import serving

Open = Callable[..., Window]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium; a test that asks for it fails where there is none.

    Not for the whole session: its event loop would be in the way of tests that draw pages here.
    """
    expect.set_options(timeout=PATIENCE)
    path = browsers.find()
    assert path is not None, browsers.ADVICE
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(district: District, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one server for all journeys of a worker."""
    with serving(district.environment, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Open]:
    """Opens fresh windows on a server; at the end none of them asked anybody else for anything."""
    opened: list[Window] = []

    def open_one(base: str, screen: Screen, scheme: Scheme = "light") -> Window:
        opened.append(window(browser, base, screen, scheme))
        return opened[-1]

    yield open_one
    for one in opened:
        one.page.context.close()
    assert [stranger for one in opened for stranger in one.strangers] == []
