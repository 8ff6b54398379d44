"""The releases: who published each, why, and what changed with it."""

from collections.abc import Sequence

import streamlit as st

from wellness.domain.releases import Release
from wellness.views import session, words
from wellness.views.visit import Visit

FIRST = 6  # shown at once; those before behind one click


def release_table(visit: Visit) -> None:
    """Draw the releases, newest first; each can be opened."""
    releases = visit.library.releases()
    for release in releases[:FIRST]:
        _release(visit, release, releases)
    if len(releases) > FIRST:
        with st.expander(f"{len(releases) - FIRST} earlier releases", type="compact"):
            for release in releases[FIRST:]:
                _release(visit, release, releases)


def older(visit: Visit) -> None:
    """Say that an older release is read, and offer the newest; nothing where that is read."""
    newest, read = visit.library.releases()[0], visit.contents.release
    if read.number == newest.number:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/history: {words.plain(told(read, newest))}", width="content")
        _open(newest, newest, key="newest")


def told(read: Release, newest: Release) -> str:
    """That an older release is read, in two sentences."""
    return (
        f"You are reading release {read.number} of {words.day(read.published_at.date())}. "
        f"The newest is release {newest.number} of {words.day(newest.published_at.date())}."
    )


def _release(visit: Visit, release: Release, releases: Sequence[Release]) -> None:
    is_read = release.number == visit.contents.release.number
    with st.container(horizontal=True, wrap=False, gap="small", vertical_alignment="top"):
        st.markdown(lines(release, is_read=is_read), width="stretch")
        if not is_read:
            _open(release, releases[0], key=f"release_{release.number}")


def lines(release: Release, *, is_read: bool) -> str:
    """Number and date; what changed; who published it and why."""
    head = f"{words.bold(f'Release {release.number}')} · {words.day(release.published_at.date())}"
    head += words.quiet(" · being read") if is_read else ""
    changed = words.plain(release.changed[:1].upper() + release.changed[1:])
    why = words.small(f"Published by {release.published_by}: {release.reason}")
    return "  \n".join(filter(None, [head, changed, why]))


def _open(release: Release, newest: Release, key: str) -> None:
    """A button that opens a release; the newest is opened by naming none."""
    st.button(
        f"Read release {release.number}",
        key=key,
        type="tertiary",
        icon=":material/chevron_right:",
        icon_position="right",
        on_click=session.choose,
        args=("r", "" if release == newest else str(release.number)),
    )
