"""What is loaded and not yet published, and its publication: a look first, then for good."""

from dataclasses import dataclass

import streamlit as st

from wellness.domain.errors import WellnessError
from wellness.publishing.publish import Publication
from wellness.publishing.rehearsal import Rehearsal
from wellness.publishing.telling import publication_lines
from wellness.reporting.answers import Finding
from wellness.stewarding import changes, loading, told, words
from wellness.stewarding.desk import Desk, Refused, tried
from wellness.stewarding.work import Work
from wellness.views import layout, phone, session
from wellness.views.tables import rows
from wellness.views.words import plain

BEAT = 0.2  # seconds between two looks at how far it is
_STEP, _WORK, _REHEARSAL = "publication", "work", "next_release"


@dataclass(frozen=True, slots=True)
class Announced:
    """Who publishes and why, as long as nothing else was loaded or published."""

    by: str
    reason: str
    state: object


def draw(desk: Desk) -> None:
    """What waits, and the two steps to publish it."""
    layout.section("Loaded, not yet published")
    work = session.kept(_WORK, Work)
    if work is not None:
        _follow(desk, work)
        return
    if not _waiting(desk):
        st.markdown("Everything that is loaded is published.")
        return
    announced = session.kept(_STEP, Announced)
    if announced is None or announced.state != desk.state:
        _first(desk)
    else:
        _second(desk, announced)


def _waiting(desk: Desk) -> bool:
    """Draw the loads that wait; whether there are any, withdrawn ones included."""
    status = desk.status
    found = [words.loaded(load, desk.district) for load in status.loaded_since]
    gone = [words.loaded(load, desk.district) for load in status.withdrawn_since]
    told_rows = [*found, *((n, f"withdrawn: {what}", c, when) for n, what, c, when in gone)]
    if told_rows:
        cells = [[plain(text) for text in row] for row in told_rows]
        if phone.on_phone():
            narrow = [(row[1], rows.below(f"{row[2]} rows", row[3])) for row in cells]
            rows.draw(("What", "Loaded"), narrow, "Loads not yet published")
        else:
            rows.draw(("Load", "What", "Rows", "Loaded"), cells, "Loads not yet published")
    return bool(told_rows)


def _first(desk: Desk) -> None:
    """Name and reason, which readers will see."""
    by = loading.name("publish_by")
    reason = st.text_input(
        "Why, in a sentence that readers see", key="publish_reason", max_chars=300
    ).strip()
    if st.button("See what will be new", disabled=not (by and reason), key="publish_look"):
        session.keep(_STEP, Announced(by, reason, desk.state))
        st.rerun()


def _second(desk: Desk, announced: Announced) -> None:
    """What will be new, then the button that publishes it."""
    found = _rehearsed(desk)
    changes.draw(desk, found, "What will be new")
    layout.say(f"By {announced.by}: {announced.reason}")
    with st.container(horizontal=True, gap="small"):
        publishes = isinstance(found, Rehearsal) and st.button(
            f"Publish release {found.release.number}", type="primary", key="publish"
        )
        if st.button("Not yet", key="publish_not"):
            session.drop(_STEP)
            st.rerun()
    if publishes:
        service = desk.service
        work = Work(lambda p: service.publish(announced.by, announced.reason, progress=p))
        session.keep(_WORK, work)
        st.rerun()


def _rehearsed(desk: Desk) -> Rehearsal | Refused:
    def make() -> Rehearsal:
        with st.spinner("Working out what the next release will show …"):
            return desk.service.rehearse()

    return tried(_REHEARSAL, desk.state, make)


def _follow(desk: Desk, work: Work[Publication]) -> None:
    """Show how far publishing is, then what it did."""
    bar = st.progress(work.share, work.sentence)
    while not work.is_done_after(BEAT):
        bar.progress(work.share, work.sentence)
    session.drop(_WORK, _STEP, _REHEARSAL)
    try:
        done = work.result()
    except WellnessError as refusal:
        told.say(Finding("Nothing was published", words.here(str(refusal))))
    else:
        desk.visit.library.look_again()
        first, *more = publication_lines(done, desk.district, dry_run=False)
        told.say(Finding(f"Release {done.release.number} is published", " ".join([first, *more])))
    st.rerun()
