"""How many numbers a release shows and withholds, for somebody who has never asked before."""

import streamlit as st

from wellness.reporting.data_answers import Disclosed
from wellness.views import words

ONE = "One number is one indicator, or one part of it, in one place and one quarter or year"


def draw(disclosed: Disclosed) -> None:
    """Draw the counts and the rule."""
    with st.container(horizontal=True, gap="small"):
        st.metric("Numbers shown", f"{disclosed.shown:,}", border=True)
        st.metric("Withheld", f"{disclosed.withheld:,}", border=True)
        st.metric("Not reported", f"{disclosed.not_reported:,}", border=True)
    st.markdown(words.plain(disclosed.sentence))
    st.markdown(words.small(ONE))
