"""The steward's desk: the publishing service, the visit, and the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TypeVar

from wellness.domain.district import District
from wellness.domain.errors import WellnessError
from wellness.domain.stores import Source
from wellness.publishing.service import PublishingService, Status
from wellness.views import session, stewards
from wellness.views.visit import Visit

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something cannot be had, in a sentence; kept like what was asked for."""

    sentence: str


@dataclass(frozen=True)
class Desk:
    """What a steward works with, as long as a page is drawn."""

    visit: Visit
    service: PublishingService
    today: date

    @property
    def district(self) -> District:
        """The settings as they are now; a release may have others."""
        return self.service.workspace.definitions.district

    @cached_property
    def status(self) -> Status:
        """Where things stand."""
        return self.service.status(self.today)

    @cached_property
    def state(self) -> tuple[tuple[tuple[int, str], ...], int]:
        """Changes with every load and every release, whoever made it."""
        loads = self.service.stores.state.loads()
        release = self.status.release
        told = tuple((load.load_id, load.state.value) for load in loads)
        return told, release.number if release else 0

    @property
    def published(self) -> Source:
        """The newest release, whichever one is being read."""
        library = self.visit.library
        return library.source(library.releases()[0].number)


def open_desk(visit: Visit) -> Desk:
    """The desk, from what the root opens. Raises `NotOfferedError` where it opens nothing."""
    stewards.admit("load", is_offered=visit.steward is not None)
    service = visit.steward() if visit.steward else None
    if not isinstance(service, PublishingService):
        message = f"The root opened {type(service).__name__}, not the publishing service."
        raise TypeError(message)
    return Desk(visit, service, datetime.now(UTC).astimezone().date())


def tried(name: str, key: object, make: Callable[[], Outcome]) -> Outcome | Refused:
    """What was made for a key, or the sentence by which it was refused; made once for each key."""

    def outcome() -> Outcome | Refused:
        try:
            return make()
        except WellnessError as refusal:
            return Refused(str(refusal))

    return session.made(name, (key,), outcome)
