"""The releases that were published, each opened once."""

from collections.abc import Callable
from functools import lru_cache
from time import monotonic
from typing import Protocol

import streamlit as st

from wellness.domain.contents import contents
from wellness.domain.errors import WellnessError
from wellness.domain.releases import Release
from wellness.domain.stores import ReleasedStore, Source, StateStore

FRESH = 1.0  # seconds after which a new release is seen; a page asks more than once a run
OPEN = 8  # releases at a time: the newest, and a few that meetings look back at


class Opened(Protocol):
    """The two stores that the reading half may open."""

    @property
    def state(self) -> StateStore:
        """Which releases there are."""
        ...

    @property
    def released(self) -> ReleasedStore:
        """Their numbers."""
        ...


class Library:
    """One for the process: what it keeps never grows old, because a release never changes."""

    def __init__(self, state: StateStore, released: ReleasedStore) -> None:
        """Read from these stores."""
        self.state = state
        self.released = released
        self.source = lru_cache(maxsize=OPEN)(self._source)
        self._listed: tuple[float, tuple[Release, ...]] = (0.0, ())

    def releases(self) -> tuple[Release, ...]:
        """Every release, newest first. Raises `WellnessError` while there is none."""
        when, found = self._listed
        if not found or monotonic() - when > FRESH:
            found = self.state.releases()
            self._listed = (monotonic(), found)
        if not found:
            raise WellnessError(
                "Nothing has been published yet. Publish a first release with "
                "“python steward.py publish”, then reload this page."
            )
        return found

    def look_again(self) -> None:
        """List the releases anew when they are next asked for: this process made one."""
        self._listed = (0.0, ())

    def release(self, asked: str) -> tuple[Release, tuple[str, ...]]:
        """The release of that number, else the newest one and a sentence that says so."""
        known = self.releases()
        found = next((r for r in known if str(r.number) == asked), None)
        if found or not asked:
            return found or known[0], ()
        return known[0], (f"There is no release “{asked}”. This is the newest, {known[0].number}.",)

    def _source(self, number: int) -> Source:
        release = next(r for r in self.state.releases() if r.number == number)
        documents = self.state.documents(number)
        return self.released.source(contents(release, self.state.parts(number), documents))


@st.cache_resource(show_spinner=False)
def shared(_open_stores: Callable[[], Opened]) -> Library:
    """The one library of this process; whoever asks first opens the stores, once."""
    stores = _open_stores()
    return Library(stores.state, stores.released)
