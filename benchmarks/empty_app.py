"""The baseline: two filters that follow the address, and nothing else."""

import streamlit as st

st.set_page_config(layout="wide")

QUARTERS = [
    f"{year}-{(year + 1) % 100:02d}-Q{number}"
    for year in range(2016, 2026)
    for number in (1, 2, 3, 4)
]
PLACES = [f"Place {number}" for number in range(20)]


def choose(label: str, options: list[str], parameter: str) -> str:
    """A filter that stands where the address says, known to it or not."""
    asked = st.query_params.get(parameter, options[0])
    offered = sorted({*options, asked})
    return st.selectbox(label, offered, index=offered.index(asked), label_visibility="collapsed")


with st.container(horizontal=True):
    chosen = choose("Quarter", QUARTERS, "q"), choose("Place", PLACES, "place")
st.write(*chosen)
