"""Links to another question: another place, quarter or release on one of the pages."""

from collections.abc import Mapping

import streamlit as st

from wellness.domain.questions import Question
from wellness.reporting.answers import Profile, Trend
from wellness.reporting.overviews import PAGES
from wellness.views import session, words
from wellness.views.visit import Visit

OVERVIEW = "overview"
FORWARD = ":material/chevron_right:"


def ask(visit: Visit, page: str, question: Question, label: str) -> None:
    """A link to a page with another question; nothing where there is no such page."""
    go(visit, page, question.address(visit.contents.calendar), label)


def go(visit: Visit, page: str, address: Mapping[str, str], label: str) -> None:
    """A link to a page with these parameters; nothing where there is no such page."""
    if page in visit.pages:
        st.page_link(
            visit.pages[page],
            label=words.plain(label),
            icon=FORWARD,
            icon_position="right",
            query_params=dict(address),
        )


def instead(visit: Visit, trend: Trend) -> None:
    """The way to a place that has the number which is hidden here; nothing where it is not."""
    if trend.instead is not None:
        place = visit.contents.places.unit(trend.instead.place)
        label = f"{trend.indicator.title}: {place.name}"
        ask(visit, PAGES[trend.indicator.theme], trend.instead, label)


def larger(visit: Visit, profile: Profile) -> None:
    """The larger places that a school's numbers are part of, where its own are hidden."""
    if not profile.around:
        return
    st.markdown("What is hidden here is part of the numbers of larger places:")
    with st.container(horizontal=True, gap="small"):
        for place in profile.around:
            ask(visit, OVERVIEW, visit.question.at(place.code), place.name)


def other_quarter(visit: Visit, question: Question | None) -> None:
    """The way to a quarter in which there are numbers, on the same page."""
    if question is not None:
        calendar = visit.contents.calendar
        st.button(
            f"Its numbers of {calendar.label(question.quarter)}",
            on_click=session.choose,
            args=("q", calendar.address(question.quarter)),
        )
