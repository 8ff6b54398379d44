"""Whether the reader holds a phone: it picks fewer columns and fewer ticks, and nothing else."""

import streamlit as st


def on_phone() -> bool:
    """Whether the browser calls itself mobile. The server knows no widths."""
    return "Mobi" in st.context.headers.get("User-Agent", "")
