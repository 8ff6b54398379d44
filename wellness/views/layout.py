"""The parts of a page that every page has, from the notice above to the small print below."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from wellness.domain.indicators import Indicator
from wellness.domain.releases import Contents
from wellness.reporting.answers import Finding, Footnotes
from wellness.views import filters, phone, session, words
from wellness.views.pictures import canvas
from wellness.views.pictures.mark import mark
from wellness.views.tables.releases import older
from wellness.views.visit import Visit

MATTER = (8, 5)  # the matter to its context, on every page
GLANCE = (5, 9)  # on the overview the table is the larger part
SAMPLE = ":gray-badge[:material/science: Sample data: invented district]"
MARKS = ("unfinished", "withheld", "not reported")


def start(title: str) -> Visit:
    """Begin a page: its title in the browser's tab, and the visit that `dashboard.py` opened.

    Raises `WellnessError` where a page is run without the dashboard around it.
    """
    visit = session.current_visit()
    st.set_page_config(page_title=f"{title} · Youth Wellness", layout="wide")
    return visit


def bar(visit: Visit) -> None:
    """The line below the menu: filters to the left, what is shown to the right."""
    with _row(horizontal_alignment="distribute"):
        with _row(width="content"):
            filters.quarter(visit)
            filters.place(visit)
        notice(visit.contents)
    older(visit)
    for remark in session.remarks():
        st.markdown(f":material/info: {words.plain(remark)}")


def notice(contents: Contents) -> None:
    """Whether the numbers are invented, and which release is read."""
    release = contents.release
    told = [f"Release {release.number}"]
    if not phone.on_phone():
        told.append(f"data to {contents.calendar.label(release.through)}")
        told.append(f"published {words.day(release.published_at.date())}")
    invented = f"{SAMPLE} &nbsp; " if contents.district.sample else ""
    st.markdown(invented + words.small(*told), width="content")


def attribution(contents: Contents) -> None:
    """Below every page: where the district's figures come from, if it says so."""
    if contents.district.notice:
        st.divider()
        note(contents.district.notice)


def headline(finding: Finding) -> None:
    """The page's title is what was found; the sentence below says more."""
    title(finding.title)
    say(finding.sentence)


def title(text: str) -> None:
    """The page's title."""
    st.title(words.plain(text), anchor=False)


def section(text: str) -> None:
    """A heading within the page."""
    st.header(words.plain(text), anchor=False)


def say(text: str) -> None:
    """A paragraph; nothing for no words."""
    if text:
        st.markdown(words.plain(text))


def note(*notes: str) -> None:
    """Small print: notes in one paragraph."""
    if any(notes):
        st.markdown(words.small(*notes))


def footnotes(footnotes: Footnotes, *more: str) -> None:
    """What stands beneath every picture: definition, source, release, coverage, and more."""
    known = (footnotes.definition, footnotes.source, footnotes.release, footnotes.coverage)
    note(*known, *more)


def halves() -> Sequence[DeltaGenerator]:
    """The matter to the left, its context to the right."""
    return st.columns(MATTER, gap="medium")


def glance() -> Sequence[DeltaGenerator]:
    """The findings to the left, the table of all indicators to the right."""
    return st.columns(GLANCE, gap="medium")


def line() -> DeltaGenerator:
    """One line: what is said to the left, what can be chosen to the right."""
    return _row(horizontal_alignment="distribute")


def marks() -> None:
    """What the shapes in a table of pictures mean."""
    told = (f"{canvas.markdown(mark(word))} :gray[{word}]" for word in MARKS)
    st.markdown(f":small[{' &nbsp; '.join(told)}]")


def look(visit: Visit, page: str, indicator: str = "", label: str = "Look") -> None:
    """A link to a page, with this question; nothing where there is no such page."""
    if page in visit.pages:
        asked = visit.question.about(indicator).address(visit.contents.calendar)
        st.page_link(
            visit.pages[page],
            label=label,
            icon=":material/chevron_right:",
            icon_position="right",
            query_params=dict(asked),
        )


def point_out(sentence: str, visit: Visit, page: str, indicator: Indicator) -> None:
    """A sentence, its indicator in bold, and the way to its page: beside it, on a phone below."""
    sentence = words.led(sentence, indicator.title)
    if phone.on_phone():
        st.markdown(sentence)
        with st.container(horizontal_alignment="right"):
            look(visit, page, indicator.code)
        return
    with st.container(horizontal=True, wrap=False, gap="small"):
        st.markdown(sentence, width="stretch")
        look(visit, page, indicator.code)


def _row(**more: Any) -> DeltaGenerator:  # noqa: ANN401 passed on to Streamlit
    return st.container(horizontal=True, vertical_alignment="center", gap="small", **more)
