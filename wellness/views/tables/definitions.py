"""How indicators are defined and published, in their own words."""

from collections.abc import Iterable

import streamlit as st

from wellness.reporting.answers import Definition
from wellness.views import words
from wellness.views.tables import rows


def definition_table(definition: Definition) -> None:
    """Draw what is counted, out of what, from where and how it is published."""
    indicator = definition.indicator
    told = {
        "Counted": indicator.numerator,
        "Out of": indicator.denominator,
        "Why it matters": indicator.why_it_matters,
        "Source": definition.source,
        "Published": definition.published,
        "Split by": "; ".join(definition.breakdowns),
        "Targets": "; ".join(definition.targets),
        "Owner": indicator.owner,
        "Read with care": indicator.notes,
    }
    lines = [f"{words.bold(name)}  \n{_flowing(text)}" for name, text in told.items() if text]
    st.markdown("\n\n".join(lines))


def published_table(defined: Iterable[Definition]) -> None:
    """Draw which indicators are published how often for whom: a row an indicator."""
    table = [[words.plain(d.indicator.title), words.quiet(d.published)] for d in defined]
    rows.draw(["Indicator", "Published"], table, "What is published, indicator by indicator")


def _flowing(text: str) -> str:
    return words.plain(" ".join(text.split()))
