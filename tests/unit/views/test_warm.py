"""What is done before the first reader comes."""

from tests.unit.reporting.small_source import SmallSource, source
from wellness.domain.readers import Reader
from wellness.domain.releases import Release
from wellness.reporting import ask, overview
from wellness.views.library import Library
from wellness.views.warm import warm


class Shelf(Library):
    """A library of one release."""

    def __init__(self, only: SmallSource) -> None:
        self.source = lambda _number: only  # type: ignore[assignment]  # one source for all
        self.only = only

    def releases(self) -> tuple[Release, ...]:
        return (self.only.contents.release,)


def test_a_reader_without_a_link_waits_for_no_store() -> None:
    known = source()
    warm(Shelf(known))
    looks = len(known.looks)
    question, _ = ask(known, Reader().scope, {})

    overview(question, known)

    assert looks > 0
    assert len(known.looks) == looks
