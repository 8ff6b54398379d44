"""Pages of the data steward: where they are offered, and what is said everywhere else.

They alone show counts as reported. Until sign-in exists, whoever sits at the computer is the
steward: such a page is offered only by a server that nobody else can reach, to a browser on the
same computer, and only where the process may open the intake store.
"""

from collections.abc import Callable

import streamlit as st

from wellness.domain.errors import WellnessError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PAGES = frozenset({"load"})
# A proxy that listens to the network says for whom it asks.
_FOR_SOMEBODY_ELSE = ("X-Forwarded-For", "X-Real-Ip", "Forwarded")


class NotOfferedError(WellnessError):
    """A page of the steward's where it is not offered."""


def offered(may_open: Callable[[], bool]) -> bool:
    """Whether the steward's pages are offered to this browser; `may_open` tells of the store."""
    return _is_alone() and may_open()


def admit(page: str, *, is_offered: bool) -> None:
    """Raise `NotOfferedError` for a page of the steward's that is not offered."""
    if page in PAGES and not is_offered:
        raise NotOfferedError(
            "Loading is for the data steward, on the computer that keeps the reported numbers: "
            "there the server listens to that computer alone and may open the store of what was "
            "reported. Open this page there, or use the commands of docs/guides/steward.md."
        )


def _is_alone() -> bool:
    """Whether the server listens to this computer alone, and the browser is on it."""
    asked_by = st.context.headers
    through_proxy = any(name in asked_by for name in _FOR_SOMEBODY_ELSE)
    listens_here = st.get_option("server.address") in LOOPBACK
    return listens_here and not through_proxy and _host(asked_by.get("Host") or "") in LOOPBACK


def _host(named: str) -> str:
    """A host without its port; none is named where no browser asked."""
    if named.startswith("["):
        return named[1:].partition("]")[0]
    return named.partition(":")[0] or LOOPBACK[0]
