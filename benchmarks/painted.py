"""How long a reader waits until all is painted, and what comes over the wire, against an empty app.

A real browser on this computer; the change is the address's, as Back and Forward make it.
"""

import statistics
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks import harness, sample
from benchmarks.browser import Painted, Tab, browser, tab
from benchmarks.changes import PLACE, QUARTER, Change, Page, changes, pages
from benchmarks.figures import Figure, of_times
from benchmarks.harness import Server
from benchmarks.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MOST_TIMES = 5
MOST_KILOBYTES = 150
MOST_KILOBYTES_AT_FIRST = 4000
WARM_UP = 2

Pair = tuple[Painted, Painted]


def run(settings: Settings) -> Iterator[Figure]:
    """Start to first page; then for each page its first load and its changes of filter."""
    sample.ensure(settings)
    with browser() as chromium, harness.product(settings) as ours, harness.empty(settings) as empty:
        yield _start(chromium, ours, empty)
        for page in pages(settings):
            yield from _page(settings, chromium, page, ours, empty)


def _start(chromium: "Browser", product: Server, empty: Server) -> Figure:
    """Seconds from the command that starts a server to its first page, painted."""
    seconds = []
    for server in (product, empty):
        with tab(chromium) as first:
            seconds.append(server.started_in + first.open(server.url).seconds)
    return Figure("Start to first page", seconds[0], "s", seconds[1])


def _page(
    settings: Settings, chromium: "Browser", page: Page, product: Server, empty: Server
) -> Iterator[Figure]:
    with tab(chromium) as ours, tab(chromium) as beside:
        loaded = ours.open(f"{product.url}/{page.address}"), beside.open(empty.url)
        yield from _first_load(page, loaded)
        walk = changes(settings, page)
        for change in islice(walk, WARM_UP):
            _pair(change, ours, beside)
        steps = list(islice(walk, 2 * settings.changes))
        found = [(step.what, _pair(step, ours, beside)) for step in steps]
    for what in (QUARTER, PLACE):
        yield from _changes(f"{page.title}: another {what}", [p for w, p in found if w == what])


def _pair(change: Change, ours: Tab, beside: Tab) -> Pair:
    return ours.go(change.query), beside.go(change.query)


def _first_load(page: Page, loaded: Pair) -> Iterator[Figure]:
    ours, beside = loaded
    what = f"{page.title}: first load"
    yield Figure(what, ours.seconds, "s", beside.seconds)
    yield Figure(what, ours.kilobytes, "KB", beside.kilobytes, most=MOST_KILOBYTES_AT_FIRST)


def _changes(what: str, pairs: list[Pair]) -> Iterator[Figure]:
    """Painting at the median; bytes at their largest, because no change may exceed the bar."""
    ours, beside = zip(*pairs, strict=True)
    yield of_times(what, [p.seconds for p in ours], [p.seconds for p in beside], MOST_TIMES)
    kilobytes = statistics.median(p.kilobytes for p in beside)
    largest = max(p.kilobytes for p in ours)
    yield Figure(f"{what}, largest", largest, "KB", kilobytes, most=MOST_KILOBYTES)
