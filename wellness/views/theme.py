"""The colors, light and dark. Each has one use; blue, orange and violet are kept for verdicts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

import streamlit as st


@dataclass(frozen=True, slots=True)
class Tokens:
    """One color a use, as `#RRGGBB`."""

    paper: str
    ink: str
    muted: str
    series: str
    good: str
    bad: str
    other: str
    ref: str
    hatch: str
    edge: str
    bar: str
    band: str
    rule: str


LIGHT = Tokens(
    paper="#FFFFFF",
    ink="#10171F",
    muted="#54626E",
    series="#3B556C",
    good="#0F62AC",
    bad="#A8470A",
    other="#6E3A96",
    ref="#7D90A0",
    hatch="#7F909E",
    edge="#8FA0AE",
    bar="#C9D3DB",
    band="#DFE6EC",
    rule="#E3E8EB",
)
DARK = Tokens(
    paper="#12171C",
    ink="#E4EAEF",
    muted="#A5B1BB",
    series="#B9CBDA",
    good="#6DB3F2",
    bad="#F0A062",
    other="#C79CEB",
    ref="#74879A",
    hatch="#5A6975",
    edge="#52616D",
    bar="#3A4753",
    band="#243039",
    rule="#28323A",
)
FONT = "IBM Plex Sans, sans-serif"


def tokens() -> Tokens:
    """The colors of the theme in which the reader sees the page."""
    return DARK if st.context.theme.type == "dark" else LIGHT


@lru_cache(maxsize=2)
def by_name(chosen: Tokens) -> Mapping[str, str]:
    """The colors by their names."""
    return asdict(chosen)
