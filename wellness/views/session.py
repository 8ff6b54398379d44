"""What is remembered of a reader between two clicks. Nothing else touches Streamlit's state."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

import streamlit as st

from wellness.domain.errors import WellnessError
from wellness.views.visit import Visit

Thing = TypeVar("Thing")
_FILTERS, _WRITTEN, _REMARKS = "filters", "written", "remarks"
_VISIT, _PLACE = "visit", "place_before"


def filters() -> dict[str, str]:
    """The filters by their names in the address; those that are off are not there."""
    return dict(st.session_state.get(_FILTERS, {}))


def set_filters(chosen: Mapping[str, str]) -> None:
    """Replace all filters."""
    st.session_state[_FILTERS] = {name: value for name, value in chosen.items() if value}


def choose(name: str, value: str) -> None:
    """Set one filter, or turn it off with an empty value."""
    set_filters({**filters(), name: value})


def written() -> Mapping[str, str] | None:
    """What this session last wrote into the address; None before the first time."""
    found: Mapping[str, str] | None = st.session_state.get(_WRITTEN)
    return found


def set_written(parameters: Mapping[str, str], remarks: Sequence[str]) -> None:
    """Remember the address as written, and what was to be said about the one that was asked."""
    if remarks or written() != parameters:
        st.session_state[_REMARKS] = tuple(remarks)
    st.session_state[_WRITTEN] = dict(parameters)


def remarks() -> tuple[str, ...]:
    """What is to be said about the address that was asked, until the next choice."""
    found: tuple[str, ...] = st.session_state.get(_REMARKS, ())
    return found


def follow(name: str, value: str | None) -> str:
    """Make a widget show a value; returns the widget's key."""
    key = f"widget_{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def picked(name: str) -> str:
    """What a reader picked in a widget; "" for nothing."""
    return st.session_state.get(f"widget_{name}") or ""


def once(name: str, found: Callable[[], bool]) -> bool:
    """What is found out at the first call of a session, and stays so."""
    key = f"once_{name}"
    if key not in st.session_state:
        st.session_state[key] = found()
    return bool(st.session_state[key])


def keep(name: str, thing: object) -> None:
    """Keep a thing in this session, in memory alone, until it is dropped."""
    st.session_state[f"kept_{name}"] = thing


def kept(name: str, kind: type[Thing]) -> Thing | None:
    """What is kept under a name; None for nothing, or nothing of that kind."""
    found = st.session_state.get(f"kept_{name}")
    return found if isinstance(found, kind) else None


def made(name: str, key: Hashable, make: Callable[[], Thing]) -> Thing:
    """What was made for a key: not again before another key is asked for."""
    found: tuple[Hashable, Thing] | None = st.session_state.get(f"made_{name}")
    if found is None or found[0] != key:
        found = key, make()
        st.session_state[f"made_{name}"] = found
    return found[1]


def drop(*names: str) -> None:
    """Forget what was kept or made under some names."""
    for name in names:
        st.session_state.pop(f"kept_{name}", None)
        st.session_state.pop(f"made_{name}", None)


@contextmanager
def visiting(visit: Visit) -> Iterator[None]:
    """Let pages draw for this visit, as long as the block lasts."""
    st.session_state[_VISIT] = visit
    try:
        yield
    finally:
        del st.session_state[_VISIT]


def current_visit() -> Visit:
    """The visit that `dashboard.py` opened in this run.

    Raises `WellnessError` where a page was run without it.
    """
    found: Visit | None = st.session_state.get(_VISIT)
    if found is None:
        raise WellnessError("A page draws only inside the dashboard. Open it from the menu.")
    return found


def moved_to(place: str) -> bool:
    """Whether the place is another than when this was last asked."""
    before = st.session_state.get(_PLACE)
    st.session_state[_PLACE] = place
    return bool(before != place)


def shown(name: str, first: int) -> int:
    """How many rows of a long list are shown; `first` before anybody asked for more."""
    found: int = st.session_state.get(f"shown_{name}", first)
    return found


def show(name: str, number: int) -> None:
    """Show that many rows of a long list."""
    st.session_state[f"shown_{name}"] = number
