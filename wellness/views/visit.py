"""A visit: one reader, one question, and the way to its answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from streamlit.navigation.page import Page

from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.readers import Reader
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting.overviews import PAGES
from wellness.views.library import Library

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Visit:
    """Who reads, what is asked, and the pages there are, by their name in the address.

    `steward` opens the publishing half for the steward's pages; None where they are not offered.
    What it opens, the reading half does not know.
    """

    reader: Reader
    question: Question
    library: Library
    pages: Mapping[str, Page]
    steward: Callable[[], object] | None = None

    @property
    def source(self) -> Source:
        """The one door to the numbers of the release that is read."""
        return self.library.source(self.question.release)

    @property
    def contents(self) -> Contents:
        """What belongs to that release besides its numbers."""
        return self.source.contents

    @property
    def place(self) -> OrgUnit:
        """The one place that is asked about."""
        return self.contents.places.unit(self.question.place)

    @property
    def word(self) -> str:
        """What the district calls one of its schools, inside a sentence."""
        return self.contents.district.word(Level.SCHOOL)

    @property
    def address(self) -> Mapping[str, str]:
        """The question as parameters of a link."""
        return self.question.address(self.contents.calendar)

    @property
    def titles(self) -> Mapping[str, str]:
        """The pages that are called by the district's own words."""
        return {"my_school": f"My {self.word}"}

    @property
    def idle(self) -> frozenset[str]:
        """The pages of themes that this release has no indicator of."""
        catalogue = self.contents.catalogue
        return frozenset(page for theme, page in PAGES.items() if not catalogue.of_theme(theme))

    def has(self, *indicators: str) -> bool:
        """Whether this release defines all of these indicators."""
        return all(code in self.contents.catalogue for code in indicators)

    def ask(
        self,
        answer: Callable[..., Answer],
        indicator: str = "",
        breakdown: str = "",
        **more: object,
    ) -> Answer:
        """The answer to this visit's question, about an indicator and a breakdown of it.

        Without an indicator the question keeps its own.
        """
        about = self.question.about(indicator or self.question.indicator, breakdown)
        return answer(about, self.source, **more)
