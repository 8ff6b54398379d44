"""Filters: the quarter, the place, and on pages that compare schools their type."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from wellness.domain.errors import UnknownNameError
from wellness.domain.indicators import Breakdown, Indicator, Theme
from wellness.domain.places import Level, OrgUnit
from wellness.domain.releases import Contents
from wellness.reporting import schools_in
from wellness.views import session, words
from wellness.views.visit import Visit

CHOICES = (Level.DISTRICT, Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE, Level.SCHOOL)
Width = int | Literal["stretch"]
QUARTER_WIDTH, UNFINISHED_WIDTH = 138, 218


def quarter(visit: Visit) -> None:
    """Which quarter, or year where all is yearly; one that is still being filled says so."""
    contents, asked = visit.contents, visit.question.quarter
    label = contents.calendar.year if contents.is_yearly else contents.calendar.label
    options = {contents.calendar.address(q): q for q in reversed(contents.quarters)}
    if asked not in contents.quarters:
        options[contents.calendar.address(asked)] = asked

    def named(address: str) -> str:
        ending = "" if options[address] in contents.finished else " (unfinished)"
        return label(options[address]) + ending

    st.selectbox(
        "Quarter",
        list(options),
        format_func=named,
        key=session.follow("q", contents.calendar.address(asked)),
        on_change=_take,
        args=("q",),
        label_visibility="collapsed",
        width=QUARTER_WIDTH if asked in contents.finished else UNFINISHED_WIDTH,
    )


def place(visit: Visit) -> None:
    """Which one place: first its level, then its name."""
    here = visit.contents.places.unit(visit.question.place)
    icon = ":material/school:" if here.level is Level.SCHOOL else ":material/location_on:"
    name = words.plain(_called(visit.contents, here, visit))
    closed = st.popover(name, icon=icon, key="place", on_change="rerun")
    if not closed.open:  # a thousand names are made and sent to those who look for one
        return
    with closed:
        level = _level(visit.contents, here)
        if level is not Level.DISTRICT:
            _unit(visit.contents, level, _units(visit, level), here)


def school(visit: Visit) -> None:
    """Search a school by its name."""
    units = _units(visit, Level.SCHOOL)
    here = visit.contents.places.unit(visit.question.place)
    _unit(visit.contents, Level.SCHOOL, units, here, name="school")


def school_type(types: Sequence[OrgUnit], here: OrgUnit) -> None:
    """Which type of schools are compared."""
    _segments("School type", {t.code: t.name for t in types}, "type", here.code)


def indicator(among: Sequence[Indicator], shown: Indicator, width: Width = "stretch") -> None:
    """Which indicator is drawn."""
    st.selectbox(
        "Indicator",
        [i.code for i in among],
        format_func={i.code: i.title for i in among}.__getitem__,
        key=session.follow("i", shown.code),
        on_change=_take_indicator,
        label_visibility="collapsed",
        width=width,
    )


def one_of(among: Sequence[Indicator], asked: str) -> Indicator:
    """The asked indicator, else the first."""
    return next((i for i in among if i.code == asked), among[0])


def of_theme(visit: Visit, theme: Theme) -> Indicator:
    """The theme's indicator that is asked about, else its first.

    Raises `UnknownNameError` where the release has no indicator of the theme.
    """
    among = visit.contents.catalogue.of_theme(theme)
    if among:
        return one_of(among, visit.question.indicator)
    message = (
        f"{visit.contents.district.short_name} publishes no indicator of the theme "
        f"“{theme.heading}”. Choose another page."
    )
    raise UnknownNameError(message)


def breakdown(among: Sequence[Breakdown], shown: Breakdown) -> None:
    """Which breakdown is drawn; nothing to choose where there is only one."""
    if len(among) > 1:
        _segments("Split by", {b.code: b.title for b in among}, "by", shown.code)


def _segments(label: str, titles: Mapping[str, str], name: str, shown: str) -> None:
    st.segmented_control(
        label,
        list(titles),
        required=True,
        format_func=lambda code: words.plain(titles[code]),
        key=session.follow(name, shown),
        on_change=_take,
        args=(name,),
        label_visibility="collapsed",
        wrap=True,
    )


def _take_indicator() -> None:
    """Another indicator has breakdowns of its own."""
    session.choose("by", "")
    _take("i")


def _take(name: str) -> None:
    session.choose(name, session.picked(name))


def _take_place(name: str) -> None:
    if session.picked(name):
        session.choose("place", session.picked(name))


def _take_level(district: str) -> None:
    if session.picked("level") == Level.DISTRICT:
        session.choose("place", district)


def _called(contents: Contents, here: OrgUnit, visit: Visit) -> str:
    if here.level is not Level.DISTRICT:
        return contents.places.name_in(here.code, visit.question.quarter)
    number = visit.ask(schools_in)
    return f"All {number:,} {contents.district.word(Level.SCHOOL, number)}"


def _level(contents: Contents, here: OrgUnit) -> Level:
    levels = [level for level in CHOICES if contents.places.at(level)]
    if here.level not in levels:
        levels.append(here.level)
    has_moved = session.moved_to(here.code)
    if has_moved or not session.picked("level"):
        session.follow("level", here.level)
    return Level(
        st.selectbox(
            "Level",
            levels,
            format_func=contents.district.level_title,
            key="widget_level",
            on_change=_take_level,
            args=(contents.places.district.code,),
        )
    )


def _units(visit: Visit, level: Level) -> Sequence[OrgUnit]:
    at = visit.contents.places.at(level)
    return [u for u in at if u.exists_in(visit.question.quarter) and u.code in visit.reader.scope]


def _unit(
    contents: Contents, level: Level, units: Sequence[OrgUnit], here: OrgUnit, name: str = "place"
) -> None:
    names = {u.code: u.name for u in units}
    title = contents.district.level_title(level)
    st.selectbox(
        title,
        list(names),
        index=None,
        format_func=lambda code: names.get(code, code),
        placeholder=f"Type a name: {len(names):,} to choose from",
        key=session.follow(name, here.code if here.code in names else None),
        on_change=_take_place,
        args=(name,),
    )
