"""What an open session costs in memory, against an empty app.

Readers are spread over all pages; each opens one at a place of its own and changes the filters
once. What the server keeps for all of them, such as answers, is counted as theirs.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle, islice

from benchmarks import harness, sample
from benchmarks.changes import Page, changes, pages
from benchmarks.figures import Figure
from benchmarks.harness import Server
from benchmarks.protocol import visit
from benchmarks.settings import Settings

MOST_MEGABYTES = 5
STEPS = 3  # the first address, another quarter, another place


def run(settings: Settings) -> Iterator[Figure]:
    """Megabytes that a session adds to the server."""
    sample.ensure(settings)
    with harness.product(settings) as product, harness.empty(settings) as empty:
        ours = _growth(product, settings, pages(settings))
        beside = _growth(empty, settings, (Page("", "overview", ""),))
        rest = product.memory, empty.memory
    what = f"Memory of a session, {settings.sessions} open"
    yield Figure(what, ours, "MB", beside, most=MOST_MEGABYTES)
    yield Figure(f"Server with {settings.sessions} sessions", rest[0], "MB", rest[1])


def _growth(server: Server, settings: Settings, opened: tuple[Page, ...]) -> float:
    """Megabytes a session, after every page was opened once."""
    walks = {page: changes(settings, page) for page in opened}
    with ExitStack() as closing:
        for page in opened:
            closing.enter_context(visit(server, page.address)).go(next(walks[page]).query)
    with ExitStack() as open_visits:
        before = server.memory
        for page in islice(cycle(opened), settings.sessions):
            reader = open_visits.enter_context(visit(server, page.address))
            for change in islice(walks[page], STEPS):
                reader.go(change.query)
        return (server.memory - before) / settings.sessions
