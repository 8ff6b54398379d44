"""A reader with a browser: when is everything painted, and what came over the wire?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.protocol import ends_run
from benchmarks.settings import BenchmarkError
from tests.browser import ADVICE, find

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebSocket

WAIT_SECONDS = 30
# Longer than any pause between two pieces of one page, measured with Plotly's scripts cold.
QUIET_MS = 500
STEP_MS = 20

# Notes when the page was last painted with something new: an element, an attribute, a picture.
# A frame's callback comes before its painting, a task queued by it after.
WATCH = """
(() => {
  const seen = (window.seen = {begun: 0, painted: 0});
  const after = (task) => requestAnimationFrame(() => setTimeout(task));
  const note = () => after(() => { seen.painted = performance.now(); });
  const parts = {subtree: true, childList: true, attributes: true, characterData: true};
  new MutationObserver(note).observe(document, parts);
  document.addEventListener("load", note, true);
})()
"""
# What the browser does on Back: the address changes, and the page is told so.
GO = """
(query) => {
  window.seen.begun = performance.now();
  history.pushState({}, "", "?" + query);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
"""
SETTLED = "(quiet) => seen.painted > seen.begun && performance.now() - seen.painted > quiet"


@dataclass(frozen=True)
class Painted:
    """Seconds until the last thing was painted, and kilobytes received on the way."""

    seconds: float
    kilobytes: float


class Tab:
    """One open page, its cache empty at first."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.received = 0
        self.runs = 0
        page.add_init_script(WATCH)
        page.on("websocket", self._listen)
        network = page.context.new_cdp_session(page)
        network.on("Network.loadingFinished", self._count)
        network.send("Network.enable")

    def open(self, url: str) -> Painted:
        """Load a page. Raises `BenchmarkError` if it does not settle."""
        before = self.received
        self.page.goto(url)
        return self._settle(runs=1, received=before)

    def go(self, query: str) -> Painted:
        """Change the filters to those of a query string."""
        runs, before = self.runs, self.received
        self.page.evaluate(GO, query)
        return self._settle(runs=runs + 1, received=before)

    def _settle(self, runs: int, received: int) -> Painted:
        for _ in range(WAIT_SECONDS * 1000 // STEP_MS):
            if self.runs >= runs and self.page.evaluate(SETTLED, QUIET_MS):
                taken = float(self.page.evaluate("seen.painted - seen.begun"))
                return Painted(taken / 1000, (self.received - received) / 1000)
            self.page.wait_for_timeout(STEP_MS)
        raise BenchmarkError(f"{self.page.url} still moves after {WAIT_SECONDS} seconds.")

    def _listen(self, socket: "WebSocket") -> None:
        socket.on("framereceived", self._frame)

    def _frame(self, frame: str | bytes) -> None:
        data = frame if isinstance(frame, bytes) else frame.encode()
        self.received += len(data)
        self.runs += ends_run(data)

    def _count(self, loaded: dict[str, float]) -> None:
        self.received += int(loaded["encodedDataLength"])


@contextmanager
def browser() -> Iterator["Browser"]:
    """A headless Chromium. Raises `BenchmarkError` where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise BenchmarkError("Playwright is not installed: `make setup` does it.") from error
    path = find()
    if path is None:
        raise BenchmarkError(ADVICE)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path)


@contextmanager
def tab(of: "Browser") -> Iterator[Tab]:
    """A tab of a desktop's size with an empty cache."""
    context = of.new_context(viewport={"width": 1440, "height": 900})
    yield Tab(context.new_page())
    context.close()
