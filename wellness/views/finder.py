"""Finding a school: a search, a type and an order, and below the schools, each a link."""

import streamlit as st

from wellness.reporting import matching
from wellness.reporting.directories import Matches
from wellness.reporting.directory_answers import Directory, ListedSchool
from wellness.views import layout, phone, session, words

FIRST, MORE = 12, 40
LIST = "schools"
COLUMNS, WIDTH = (5, 3, 3, 2), 300


def draw(directory: Directory) -> None:
    """Draw the search and what it finds; never a rank."""
    text, school_type, largest_first = _asked(directory)
    found = matching(directory, text, school_type, largest_first=largest_first)
    shown = found.schools[: session.shown(LIST, FIRST)]
    layout.say(told(directory, found, text, len(shown)))
    with st.container(gap="small" if phone.on_phone() else "xxsmall"):
        if shown and not phone.on_phone():
            _head(directory)
        for school in shown:
            _row(school)
    if len(shown) < len(found.schools):
        more = min(MORE, len(found.schools) - len(shown))
        st.button(
            f"Show {more} more",
            icon=":material/expand_more:",
            on_click=session.show,
            args=(LIST, len(shown) + more),
        )


def told(directory: Directory, found: Matches, text: str, shown: int) -> str:
    """What the list holds, in a sentence."""
    place, number = directory.place.name, len(found.schools)
    count = f"{number} {directory.word if number == 1 else directory.words}"
    if not found.schools:
        return f"No {directory.word} has “{text}” in its name. Try a shorter part of it."
    if found.widened:
        return f"No {directory.word} of {place} has “{text}” in its name; {count} elsewhere."
    which = f"{shown} of {count}" if shown < len(found.schools) else count
    return f"{which} in {place}."


def _asked(directory: Directory) -> tuple[str, str, bool]:
    """The search, the type ("" for all) and whether the largest come first."""
    types = {"": "All types", **{t.code: t.name for t in directory.school_types}}
    orders = {"name": "By name", "size": f"By {directory.size_title.lower()}"}
    with st.container(horizontal=True, gap="small"):
        text = st.text_input(
            f"Search {words.one(directory.word)} by its name",
            placeholder="Name or part of it",
            icon=":material/search:",
            on_change=session.show,
            args=(LIST, FIRST),
            label_visibility="collapsed",
            width="stretch" if phone.on_phone() else WIDTH,
        )
        school_type = _choice("Type", types)
        order = _choice("Order", orders) if directory.size_title else "name"
    return text, school_type, order == "size"


def _choice(label: str, titles: dict[str, str]) -> str:
    return st.segmented_control(
        label,
        list(titles),
        default=next(iter(titles)),
        required=True,
        format_func=titles.__getitem__,
        on_change=session.show,
        args=(LIST, FIRST),
        label_visibility="collapsed",
        wrap=True,
    )


def _head(directory: Directory) -> None:
    titles = (words.capital(directory.word), "Type", directory.region, directory.size_title)
    for column, title in zip(st.columns(COLUMNS, gap="small"), titles, strict=True):
        column.markdown(words.small(title))


def _row(school: ListedSchool) -> None:
    """The way to a school, and what tells it from others of a like name."""
    students = "" if school.students is None else f"{school.students:,}"
    where = school.note or school.region
    if phone.on_phone():
        with st.container(gap=None):
            _open(school)
            st.markdown(words.small(school.kind, where, students and f"{students} students"))
        return
    cells = st.columns(COLUMNS, gap="small", vertical_alignment="center")
    with cells[0]:
        _open(school)
    for cell, text in zip(cells[1:], (school.kind, where, students), strict=True):
        cell.markdown(words.small(text))


def _open(school: ListedSchool) -> None:
    # No link: one that leads to the page it stands on is drawn as if it were chosen already.
    former = f" (formerly {', '.join(school.formerly)})" if school.formerly else ""
    st.button(
        words.plain(school.name + former),
        key=f"open_{school.school.code}",
        type="tertiary",
        icon=":material/chevron_right:",
        icon_position="right",
        on_click=session.choose,
        args=("place", school.school.code),
    )
