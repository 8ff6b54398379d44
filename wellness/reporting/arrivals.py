"""Arrivals: which source had reported when, as the release knew it."""

from collections.abc import Iterable, Iterator, Sequence

from wellness.domain.periods import Quarter, quarters_between
from wellness.domain.releases import Arrival, Contents
from wellness.domain.stores import Source
from wellness.reporting import wording
from wellness.reporting.answers import Finding
from wellness.reporting.data_answers import ArrivalCell, Arrived, Completeness
from wellness.reporting.memory import remembered
from wellness.reporting.messages import say, sentences
from wellness.reporting.windows import sources_in

QUARTERS = 12  # three school years: enough to see a habit
_ALL_THERE = {Arrived.COMPLETE, Arrived.LATE}


@remembered
def completeness(source: Source) -> Completeness:
    """The sources of the last twelve quarters, in the order of `district.toml`.

    A quarter for which nothing was owed when the release was published is not due.
    """
    contents = source.contents
    newest = max(contents.quarters, default=contents.release.through)
    quarters = quarters_between(newest - (QUARTERS - 1), newest)
    rows = tuple(
        (title, tuple(_cell(contents, code, quarter) for quarter in quarters))
        for code, title in ((s.code, s.title) for s in contents.district.sources.values())
    )
    labels = tuple((quarter, contents.calendar.label(quarter)) for quarter in quarters)
    return Completeness(labels, rows, _finding(contents, rows))


def _cell(contents: Contents, source: str, quarter: Quarter) -> ArrivalCell:
    found = next((a for a in contents.arrivals_in(quarter) if a.source == source), None)
    if found is None:
        return ArrivalCell(quarter, Arrived.NOT_DUE, Arrived.NOT_DUE, 0, 0, None)
    word = _word(contents, found)
    text = _text(found, word)
    return ArrivalCell(
        quarter, word, text, found.reported, found.expected, found.received_on, found.due_on
    )


def _word(contents: Contents, arrival: Arrival) -> str:
    if arrival.received_on is None:
        is_due = arrival.expected and arrival.due_on <= contents.release.published_at.date()
        return Arrived.NONE if is_due else Arrived.NOT_DUE
    if arrival.reported < arrival.expected:
        return Arrived.PARTIAL
    return Arrived.LATE if arrival.days_late > 0 else Arrived.COMPLETE


def _text(arrival: Arrival, word: str) -> str:
    """What stands in the box: nothing where all is as it should be."""
    if word == Arrived.PARTIAL:
        return f"{wording.count(arrival.reported)} of {wording.count(arrival.expected)}"
    if word == Arrived.LATE:
        return "1 day late" if arrival.days_late == 1 else f"{arrival.days_late} days late"
    return "" if word == Arrived.COMPLETE else word


def _finding(contents: Contents, rows: Sequence[tuple[str, tuple[ArrivalCell, ...]]]) -> Finding:
    """The latest finished quarter: what is missing, what came late; then how far the next is."""
    quarter = contents.latest_finished
    cells = [(title, cell) for title, row in rows for cell in row if cell.quarter == quarter]
    due = [(title, cell) for title, cell in cells if cell.word != Arrived.NOT_DUE]
    complete = sum(cell.word in _ALL_THERE for _, cell in due)
    title = _title(complete, len(due), contents.calendar.label(quarter))
    missing = _titled("arrivals.missing", (t for t, cell in due if cell.word == Arrived.NONE))
    partial = _titled("arrivals.partial", _told(due, Arrived.PARTIAL))
    late = _titled("arrivals.late", _told(due, Arrived.LATE))
    return Finding(title, sentences(missing, partial, late, _next(contents, quarter + 1)))


def _title(complete: int, expected: int, period: str) -> str:
    if complete < expected or not expected:
        return say("arrivals.title", complete=complete, expected=expected, period=period)
    message = "arrivals.title.one" if expected == 1 else "arrivals.title.all"
    return say(message, expected=expected, period=period)


def _told(due: Iterable[tuple[str, ArrivalCell]], word: str) -> Iterator[str]:
    """`Centers (6 days)`, `Records (3 of 4)`."""
    for title, cell in due:
        if cell.word == word:
            yield say("arrivals.named", title=title, text=cell.text.removesuffix(" late"))


def _next(contents: Contents, quarter: Quarter) -> str:
    """How far the quarter has come that is being filled, if there is one."""
    if quarter not in contents.quarters:
        return ""
    reported, expected = sources_in(contents, quarter)
    period = contents.calendar.label(quarter)
    return say("arrivals.next", period=period, reported=reported, expected=expected)


def _titled(message: str, titles: Iterable[str]) -> str:
    named = wording.listed(tuple(titles))
    return say(message, sources=named) if named else ""
