"""Open doors: one picture for the wall, a row a region, and the schools behind one click."""

from collections.abc import Iterable, Iterator

import streamlit as st

from wellness.reporting import door_list, having
from wellness.reporting.door_answers import DoorList, DoorRow, OpenDoors
from wellness.reporting.door_lists import GAINED
from wellness.views import phone, words
from wellness.views.pictures import canvas
from wellness.views.pictures.doors import bars, poster
from wellness.views.tables import files, rows
from wellness.views.tables.listings import listing
from wellness.views.tables.numbers import opened, scrolled
from wellness.views.visit import Visit

KEY = "doors"
WIDE, NARROW = 374.0, 150.0  # the bars of a row, in pixels; a cell of a table holds no more
LARGE, SMALL = (1280.0, 5), (340.0, 2)  # the poster's width and its numbers beside each other


def door_poster(found: OpenDoors) -> None:
    """Draw the asked place's schools; nothing where no number is shown."""
    row = found.row
    if row.now is not None:
        told = tuple(_figures(found))
        width, columns = SMALL if phone.on_phone() else LARGE
        periods = (found.period, found.before)
        drawn = poster(row.now, row.year_ago, periods, told, width=width, columns=columns)
        st.markdown(canvas.markdown(drawn, _read_aloud(told)))


def region_table(found: OpenDoors) -> None:
    """Draw a row a region on one scale; nothing where there are none."""
    if found.regions:
        tallies = (tally for row in found.regions for tally in (row.now, row.year_ago))
        most = max(sum(tally or ()) for tally in tallies)
        narrow = phone.on_phone()
        table = [_region(row, most, narrow=narrow) for row in found.regions]
        rows.draw(_head(found, narrow=narrow), table, found.finding.sentence)


def school_list(visit: Visit) -> None:
    """The schools and since when their doors are open, behind one click."""
    with opened("Every school and its doors", KEY) as is_open:
        found = visit.ask(door_list) if is_open else None
        if found:
            _schools(found)


def _figures(found: OpenDoors) -> Iterator[tuple[str, str, str]]:
    row = found.row
    for number, count in enumerate(row.now or ()):
        was = f"was {row.year_ago[number]:,}" if row.year_ago else ""
        yield f"{count:,}", found.labels[number], was
    if row.gained is not None and row.lost is not None:
        yield f"{row.gained:,}", "Gained a door", f"{row.lost:,} lost one"


def _read_aloud(figures: Iterable[tuple[str, str, str]]) -> str:
    """What the picture says to those who listen."""
    told = (
        f"{counted}: {number}" + (f", {quiet}" if quiet else "")
        for number, counted, quiet in figures
    )
    return "; ".join(told)


def _head(found: OpenDoors, *, narrow: bool) -> list[str]:
    none, one, *_ = found.labels
    changes = ["Gained a door", "Lost one"] if found.row.gained is not None else []
    if narrow:
        return [found.level_title, none, *changes[:1]]
    beside = f"{found.period}, below it {found.before}" if found.before else found.period
    return [found.level_title, beside, none, one, *changes]


def _region(row: DoorRow, most: int, *, narrow: bool) -> list[str]:
    silent = f"{row.silent:,} did not report" if row.silent else ""
    picture = canvas.markdown(bars(row.now, row.year_ago, most, NARROW if narrow else WIDE))
    named = rows.below(words.plain(row.place.name), words.quiet(silent))
    numbers = [_number(row, n) for n in ((0,) if narrow else (0, 1))]
    changes = [words.bold(f"{n:,}") for n in (row.gained, row.lost) if n is not None]
    if narrow:
        return [rows.below(named, picture), *numbers, *changes[:1]]
    return [named, picture, *numbers, *changes]


def _number(row: DoorRow, number: int) -> str:
    if row.now is None:
        return words.quiet("not reported")
    was = f"was {row.year_ago[number]:,}" if row.year_ago else ""
    return f"{words.bold(f'{row.now[number]:,}')} {words.quiet(was)}".rstrip()


def _schools(found: DoorList) -> None:
    """A search, a number of doors, and the schools that have them; columns sort by a click."""
    text, wanted = _asked(found)
    schools = having(found, text, wanted)
    listed = listing(found.of(schools))
    st.markdown(f"{len(schools):,} of {len(found.schools):,} schools")
    if schools:
        scrolled(listed)
        files.download(listed, KEY)


def _asked(found: DoorList) -> tuple[str, str]:
    numbers = {str(number): label for number, label in enumerate(found.labels)}
    choices = {"": "All", **numbers, GAINED: "Gained one"}
    with st.container(horizontal=True, gap="small"):
        text = st.text_input(
            "Search by name, type, region or open door",
            placeholder="Name, type, region, open door",
            icon=":material/search:",
            label_visibility="collapsed",
            width="stretch" if phone.on_phone() else 300,
            key=f"{KEY}_text",
        )
        wanted = st.segmented_control(
            "Doors",
            list(choices),
            default="",
            required=True,
            format_func=choices.__getitem__,
            label_visibility="collapsed",
            wrap=True,
            key=f"{KEY}_number",
        )
    return text, wanted
