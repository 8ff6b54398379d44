"""A visit: one reader, one question, and the way to its answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from streamlit.navigation.page import Page

from wellness.domain.places import OrgUnit
from wellness.domain.questions import Question
from wellness.domain.readers import Reader
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.views.library import Library

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Visit:
    """Who reads, what is asked, and the pages there are, by their name in the address."""

    reader: Reader
    question: Question
    library: Library
    pages: Mapping[str, Page]

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
    def address(self) -> Mapping[str, str]:
        """The question as parameters of a link."""
        return self.question.address(self.contents.calendar)

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
