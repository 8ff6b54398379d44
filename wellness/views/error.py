"""The one sentence a reader sees when something cannot be shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from wellness.domain.errors import WellnessError
from wellness.views import words


@contextmanager
def boundary() -> Iterator[None]:
    """Show an error that is meant for readers as its sentence; all others are faults of ours."""
    try:
        yield
    except WellnessError as fault:
        with st.container(border=True):
            st.markdown(f":material/info: {words.plain(str(fault))}")
