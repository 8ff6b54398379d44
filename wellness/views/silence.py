"""Where there is nothing to draw, a sentence says so."""

from collections.abc import Iterable

import streamlit as st

from wellness.domain.cells import State
from wellness.reporting.answers import Point, Shares
from wellness.views import words

_DRAWN = {State.WITHHELD, State.CODED, State.NOT_REPORTED}


def nothing_in(points: Iterable[Point]) -> bool:
    """Whether no point has a number, or a reason for having none that could be drawn."""
    return not any(p.amount is not None or p.state in _DRAWN for p in points)


def told(shares: Shares) -> bool:
    """Say the sentence of a breakdown that cannot be drawn; whether it was said."""
    silent = nothing_in(p for c in shares.categories for p in (*c.points, c.now))
    if silent:
        st.markdown(words.plain(shares.substitute or shares.finding.sentence))
    return silent
