"""Arrivals: which source had reported when, as the release knew it."""

from collections.abc import Iterable, Sequence

from wellness.domain.periods import Quarter, quarters_between
from wellness.domain.releases import Arrival, Contents
from wellness.domain.stores import Source
from wellness.reporting import wording
from wellness.reporting.answers import ArrivalCell, Arrived, Completeness, Finding
from wellness.reporting.memory import remembered
from wellness.reporting.messages import say, sentences
from wellness.reporting.windows import sources_in

QUARTERS = 12  # three school years: enough to see a habit


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
    found = next((a for a in contents.arrivals if (a.source, a.quarter) == (source, quarter)), None)
    if found is None:
        return ArrivalCell(quarter, Arrived.NOT_DUE, Arrived.NOT_DUE, 0, 0, None)
    word = _word(contents, found)
    text = _text(found, word)
    return ArrivalCell(quarter, word, text, found.reported, found.expected, found.received_on)


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
    """The latest finished quarter: who reported, who did not, who did late; then the next one."""
    quarter = contents.latest_finished
    cells = [(title, cell) for title, row in rows for cell in row if cell.quarter == quarter]
    due = [(title, cell) for title, cell in cells if cell.word != Arrived.NOT_DUE]
    arrived = sum(cell.received_on is not None for _, cell in due)
    period = contents.calendar.label(quarter)
    missing = _titled("arrivals.missing", (t for t, cell in due if cell.received_on is None))
    late = _titled("arrivals.late", (t for t, cell in due if cell.word == Arrived.LATE))
    everybody = "" if missing else say("arrivals.all", period=period)
    title = say("arrivals.title", reported=arrived, expected=len(due), period=period)
    return Finding(title, sentences(everybody, missing, late, _next(contents, quarter + 1)))


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
