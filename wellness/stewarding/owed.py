"""Who has not sent yet, how late they are, a reminder to copy, and the workbook to attach."""

from collections.abc import Iterable

import streamlit as st

from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.releases import Arrival
from wellness.publishing.template import Template
from wellness.stewarding import words
from wellness.stewarding.desk import Desk, Refused, tried
from wellness.stewarding.reminders import reminder
from wellness.views import layout, phone, tables
from wellness.views.tables import rows
from wellness.views.words import day, plain, quiet

AHEAD, BACK = 4, 6  # quarters from the finished one for which a workbook is offered
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(desk: Desk) -> None:
    """The deliveries that are owed, the longest due first, and a letter to one of them."""
    layout.section("Not sent yet")
    waiting = [a for a in desk.status.outstanding if a.source in desk.district.sources]
    if not waiting:
        st.markdown("Everything that is owed has come.")
        return
    _table(desk, waiting)
    with tables.opened("A reminder, ready to copy", "reminder") as is_open:
        if is_open:
            _letter(desk, waiting)


def _table(desk: Desk, waiting: list[Arrival]) -> None:
    told = [
        [
            plain(_title(desk, arrival)),
            plain(desk.district.calendar.said(arrival.quarter, arrival.period_type)),
            day(arrival.due_on),
            _owed(desk, arrival),
        ]
        for arrival in waiting
    ]
    if phone.on_phone():
        narrow = [(rows.below(row[0], quiet(row[1])), rows.below(row[3], row[2])) for row in told]
        rows.draw(("Who", "Due"), narrow, "Who has not sent yet")
    else:
        rows.draw(("Who", "For", "Due", ""), told, "Who has not sent yet")


def _title(desk: Desk, arrival: Arrival) -> str:
    return desk.district.source(arrival.source).title


def _owed(desk: Desk, arrival: Arrival) -> str:
    said = words.owed(arrival, desk.today)
    return f"**{said}**" if arrival.due_on < desk.today else said


def _letter(desk: Desk, waiting: list[Arrival]) -> None:
    """The text, with a button that copies it, and the workbook to attach."""
    calendar = desk.district.calendar
    names = {
        n: f"{_title(desk, a)}, {calendar.said(a.quarter, a.period_type)}"
        for n, a in enumerate(waiting)
    }
    chosen = st.selectbox("To", list(names), format_func=names.__getitem__, key="reminder_to")
    arrival = waiting[chosen or 0]
    source = desk.district.source(arrival.source)
    made = _made(desk, source.code, arrival.quarter)
    file_name = f"{source.code}_{calendar.address(arrival.quarter)}.xlsx"
    text = reminder(desk.service.workspace.definitions, source, arrival, desk.today, file_name)
    st.code(text, language=None, wrap_lines=True)
    _offer(made, "reminder_file")


def templates(desk: Desk) -> None:
    """The workbook of any source and quarter."""
    layout.section("A workbook to fill in")
    layout.note("A source's places and indicators, with room for the numbers alone")
    sources, calendar = desk.district.sources, desk.district.calendar
    source = str(
        st.selectbox(
            "For whom",
            list(sources),
            format_func=lambda code: sources[code].title,
            key="template_source",
        )
    )
    quarters = {calendar.label(q): q for q in _quarters(desk, source)}
    if not quarters:
        st.markdown("Nothing is expected of this source now.")
        return
    newest = list(quarters.values()).index(_nearest(desk, quarters.values()))
    label = str(st.selectbox("Quarter", list(quarters), newest, key="template_quarter"))
    with tables.opened("Make the workbook", "template") as is_open:
        if is_open:
            _offer(_made(desk, source, quarters[label]), "template_file")


def _quarters(desk: Desk, source: str) -> list[Quarter]:
    """The quarters around now in which something is expected, newest first."""
    sender, newest = desk.district.source(source), desk.published.contents.latest_finished
    near = (newest + step for step in range(AHEAD, -BACK - 1, -1))
    yearly = sender.cadence is PeriodType.YEAR
    return [q for q in near if sender.expected_in(q) and (not yearly or q == q.closing)]


def _nearest(desk: Desk, among: Iterable[Quarter]) -> Quarter:
    """The one after the finished one, which is owed next; else the nearest to it."""
    owed_next = desk.published.contents.latest_finished + 1
    return min(among, key=lambda q: (abs(q.ordinal - owed_next.ordinal), -q.ordinal))


def _made(desk: Desk, source: str, quarter: Quarter) -> Template | Refused:
    label = desk.district.calendar.label(quarter)
    key = (source, label, desk.state)
    return tried("template", key, lambda: desk.service.template(source, label))


def _offer(made: Template | Refused, key: str) -> None:
    if isinstance(made, Refused):
        st.markdown(plain(made.sentence))
        return
    st.download_button(
        made.name,
        made.content,
        file_name=made.name,
        mime=_SHEET,
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )
    layout.note(f"{made.rows:,} rows to fill in, due {day(made.due_on)}")
