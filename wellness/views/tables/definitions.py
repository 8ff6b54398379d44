"""How indicators are defined and published, in their own words."""

from collections.abc import Iterator

import streamlit as st

from wellness.domain.indicators import Improvement
from wellness.reporting.data_answers import Definition
from wellness.views import words

DIRECTIONS = {
    Improvement.INCREASE: "More is better.",
    Improvement.DECREASE: "Less is better.",
    Improvement.NEUTRAL: "Neither: more is not better, and not worse.",
}


def definition_table(definition: Definition) -> None:
    """Draw what is counted, out of what, from where and how it is published."""
    st.markdown("\n\n".join(lines(definition)))


def lines(definition: Definition) -> Iterator[str]:
    """A heading and its text for everything that is defined."""
    indicator = definition.indicator
    told = {
        "Counted": [indicator.numerator],
        "Out of": [indicator.denominator],
        "Why it matters": [indicator.why_it_matters],
        "Which way is better": [DIRECTIONS[indicator.improvement]],
        "Source": [definition.source],
        "Published": [definition.published],
        "Split by": definition.breakdowns,
        "What may not be added": definition.adding,
        "Targets": definition.targets,
        "Versions of the definition": definition.versions,
        "Owner": [indicator.owner],
        "Read with care": [indicator.notes],
    }
    for name, texts in told.items():
        if any(texts):
            yield "  \n".join([words.bold(name), *map(_flowing, texts)])


def _flowing(text: str) -> str:
    return words.plain(" ".join(text.split()))
