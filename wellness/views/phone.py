"""Whether the reader holds a phone: it picks fewer columns and fewer ticks, and nothing else."""

import streamlit as st

from wellness.views import session


def on_phone() -> bool:
    """Whether the browser calls itself mobile. The server knows no widths."""
    return session.once("phone", _calls_itself_mobile)


def _calls_itself_mobile() -> bool:
    return "Mobi" in st.context.headers.get("User-Agent", "")
