"""A table as a file to keep."""

import streamlit as st

from wellness.views.tables import spreadsheet
from wellness.views.tables.listings import Listing


def download(listed: Listing, key: str) -> None:
    """The button that hands a listing over as CSV."""
    st.download_button(
        "These numbers as a file (CSV)",
        spreadsheet.csv_of(listed.head, listed.rows),
        file_name=f"{listed.name}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"{key}_file",
    )
