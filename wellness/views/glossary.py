"""The words of `docs/glossary.md`, for those who read the pages."""

import re
from functools import lru_cache
from pathlib import Path

import streamlit as st

FIRST = "withheld"  # the word that most readers come for
FILE = Path(__file__).parents[2] / "docs" / "glossary.md"
_ENTRY = re.compile(r"\*\*(.+?)\*\*: (.+)")


def draw() -> None:
    """A word to choose, and what it means here."""
    meanings = _words()
    first = list(meanings).index(FIRST) if FIRST in meanings else 0
    word = st.selectbox("Word", list(meanings), first, label_visibility="collapsed", key="glossary")
    st.markdown(meanings[word])


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return dict(_ENTRY.findall(FILE.read_text(encoding="utf-8")))
