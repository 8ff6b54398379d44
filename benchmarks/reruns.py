"""How long the server works on a change of filter, page by page, against an empty app.

Both servers run side by side and get the same changes in turn, one reader each.
"""

from collections.abc import Iterator
from itertools import islice

from benchmarks import harness, sample
from benchmarks.changes import PLACE, QUARTER, Change, Page, changes, pages
from benchmarks.figures import Figure, of_times
from benchmarks.protocol import Visit, visit
from benchmarks.settings import Settings

MOST_TIMES = 3
WARM_UP = 4


def run(settings: Settings) -> Iterator[Figure]:
    """The median rerun after a change of quarter and of place, for each page."""
    sample.ensure(settings)
    with harness.product(settings) as product, harness.empty(settings) as empty:
        for page in pages(settings):
            with visit(product, page.address) as ours, visit(empty, "") as baseline:
                yield from _page(settings, page, ours, baseline)


def _page(settings: Settings, page: Page, ours: Visit, baseline: Visit) -> Iterator[Figure]:
    walk = changes(settings, page)
    for change in islice(walk, WARM_UP):
        ours.go(change.query)
        baseline.go(change.query)
    pairs: dict[str, list[tuple[float, float]]] = {QUARTER: [], PLACE: []}
    for number, change in enumerate(islice(walk, 2 * settings.changes)):
        pair = _pair(change, ours, baseline, first=number % 4 > 1)
        pairs[change.what].append(pair)
    for what, seconds in pairs.items():
        measured, beside = zip(*seconds, strict=True)
        yield of_times(f"{page.title}: another {what}", measured, beside, MOST_TIMES)


def _pair(change: Change, ours: Visit, baseline: Visit, *, first: bool) -> tuple[float, float]:
    """Seconds here and there; which of them goes first changes, so that neither gains by it."""
    order = (ours, baseline) if first else (baseline, ours)
    seconds = {id(one): one.go(change.query).seconds for one in order}
    return seconds[id(ours)], seconds[id(baseline)]
