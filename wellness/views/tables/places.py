"""Places beside each other: a year ago and now."""

import streamlit as st

from wellness.reporting.answers import PlaceComparison
from wellness.views import phone, words
from wellness.views.pictures import canvas
from wellness.views.pictures.dumbbell import dumbbell
from wellness.views.tables import rows


def place_table(comparison: PlaceComparison) -> None:
    """Draw the places of one level on one scale."""
    if not comparison.rows:
        st.markdown(words.plain(comparison.finding.sentence))
        return
    points = [p for row in comparison.rows for p in (row.now, row.year_ago) if p]
    amounts = [p.amount for p in points if p.amount is not None]
    low, high = min(amounts, default=0), max(amounts, default=1)
    width = 84 if phone.on_phone() else 128
    table = [
        [
            words.plain(row.place.name),
            words.before(row.now, row.year_ago) or words.quiet("not compared"),
            canvas.markdown(dumbbell(_amount(row.year_ago), row.now.amount, low, high, width)),
            rows.amount(row.now),
        ]
        for row in comparison.rows
    ]
    label = next((row.now.label for row in comparison.rows), "Now")
    now = rows.below(label, words.unit(comparison.indicator))
    rows.draw(
        [comparison.level_title, "Year ago", "○ before ● now", now],
        table,
        comparison.finding.sentence,
    )


def _amount(point: object) -> float | None:
    return getattr(point, "amount", None)
