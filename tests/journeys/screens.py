"""Readers at their screens: a browser window, what it sees, and what it may not do."""

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, ViewportSize, expect

HOME = "overview"  # lives at "/"
PATIENCE = 20_000  # milliseconds
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MENU = "[class*=st-key-menu]"
STILL = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  return app?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
    && charts.every(chart => chart.querySelector('.main-svg'));
}"""
FAULTY = """() => {
  const picture = document.createElement('img');
  picture.src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
  document.querySelector('[data-testid=stMain]').append(picture);
}"""
WIDER = """() => ['html', '[data-testid=stMain]'].filter(name => {
  const part = document.querySelector(name);
  return part.scrollWidth > part.clientWidth;
})"""

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Screen:
    """What a reader holds."""

    name: str
    size: ViewportSize
    agent: str | None = None

    @property
    def is_phone(self) -> bool:
        """Whether it calls itself mobile."""
        return self.agent is not None


DESKTOP = Screen("desktop", {"width": 1440, "height": 900})
PHONE = Screen(
    "phone",
    {"width": 390, "height": 844},
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
)
SCREENS = (DESKTOP, PHONE)


@dataclass
class Window:
    """One reader's browser window on one server.

    `strangers` are the addresses elsewhere that it asked for, `broken` the errors of its scripts.
    """

    page: Page
    base: str
    screen: Screen
    strangers: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def open(self, page: str = HOME, **address: str) -> None:
        """Type an address."""
        path = "" if page == HOME else page
        self.page.goto(f"{self.base}/{path}?{urlencode(address)}".rstrip("?"))
        self.settle()

    def settle(self) -> None:
        """Wait until the page stands still, and see that nothing broke."""
        self.page.wait_for_function(STILL, timeout=PATIENCE)
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        expect(self.page.get_by_test_id("stAlert")).to_have_count(0)
        assert self.broken == []

    @property
    def title(self) -> Locator:
        """The page's title, which is what was found."""
        return self.page.get_by_role("heading", level=1)

    @property
    def address(self) -> dict[str, str]:
        """The filters in the address."""
        return {k: v[-1] for k, v in parse_qs(urlsplit(self.page.url).query).items()}

    def go(self, title: str) -> None:
        """Choose a page in the menu; on a phone, and in a section, behind one more click."""
        links = self.page.get_by_test_id("stPageLink")
        link = links.get_by_role("link", name=title, exact=True).first
        if not link.is_visible():
            self.page.locator(MENU).get_by_role("button").click()
        link.click()
        expect(self.page).to_have_title(re.compile(re.escape(title)))
        self.settle()
        self.page.keyboard.press("Escape")

    def choose(self, label: str, option: str, **address: str) -> None:
        """Choose in a list, typing where one can: a long list has only what is in sight.

        `address` is what the address will hold then.
        """
        box = self.page.get_by_role("combobox", name=label)
        box.scroll_into_view_if_needed()  # a list that is open closes when the page moves
        box.click()
        if box.is_editable():
            box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.arrive(**address)

    def arrive(self, **address: str) -> None:
        """Wait until the address holds these filters and the page stands still."""
        for name, value in address.items():
            told = re.compile(rf"[?&]{name}={re.escape(value)}(&|$)")
            expect(self.page).to_have_url(told)
        self.settle()

    def back(self) -> None:
        """One step back."""
        self.page.go_back()
        self.settle()


def window(browser: Browser, base: str, screen: Screen, scheme: Scheme = "light") -> Window:
    """A fresh window that knows nobody and reaches nothing but this machine."""
    context = browser.new_context(
        viewport=screen.size,
        user_agent=screen.agent,
        is_mobile=screen.is_phone,
        has_touch=screen.is_phone,
        color_scheme=scheme,
        locale="en-US",
    )
    context.set_default_timeout(PATIENCE)
    made = Window(context.new_page(), base, screen)
    _stay_here(context, made.strangers)
    made.page.on("pageerror", lambda error: made.broken.append(str(error)))
    return made


def violations(page: Page) -> list[str]:
    """What axe-core holds against WCAG A and AA, one rule and place a line."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    return [
        f"{rule['id']}: {node['target']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def _stay_here(context: BrowserContext, strangers: list[str]) -> None:
    def judge(route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    context.route(re.compile("^(https?|wss?):"), judge)
