"""What arrived and when, and who owes what: the matrix of arrivals in words."""

from collections.abc import Iterator, Sequence
from datetime import date

from wellness.reporting.data_answers import ArrivalCell, Arrived, Completeness, SourceFacts
from wellness.views import phone, words
from wellness.views.tables import rows
from wellness.views.tables.listings import Listing, listing

HEAD = ("Period", "Source", "What happened", "Reported", "Due", "Received")
_TOLD = {
    Arrived.NONE: "nothing arrived",
    Arrived.PARTIAL: "some sites missing",
    Arrived.COMPLETE: "complete",
}


@listing.register
def _(completeness: Completeness) -> Listing:
    """Everything that was due, newest first."""
    return Listing(completeness.finding.title, "arrivals", HEAD, tuple(_due(completeness)))


def _due(completeness: Completeness) -> Iterator[tuple[str, ...]]:
    for quarter, label in reversed(completeness.quarters):
        for title, cells in completeness.sources:
            for cell in cells:
                if cell.quarter == quarter and cell.word != Arrived.NOT_DUE:
                    yield label, title, *_cell(cell)


def _cell(cell: ArrivalCell) -> Sequence[str]:
    counted = f"{cell.reported:,} of {cell.expected:,}" if cell.expected else ""
    return _TOLD.get(cell.word, cell.text), counted, _day(cell.due_on), _day(cell.received_on)


def source_table(sources: Sequence[SourceFacts]) -> None:
    """Draw who sends numbers, on what legal ground and how soon; on a phone in two columns."""
    if phone.on_phone():
        narrow = [
            [words.plain(s.title), rows.below(words.plain(s.due), words.quiet(s.legal_basis))]
            for s in sources
        ]
        rows.draw(["Source", "Due, and legal basis"], narrow, "Who sends what")
        return
    wide = [
        [words.plain(text) for text in (s.title, s.owner, s.legal_basis, s.due)] for s in sources
    ]
    rows.draw(["Source", "Owner", "Legal basis", "Due"], wide, "Who sends what")


def _day(when: date | None) -> str:
    return words.day(when) if when else ""
