"""The revision ledger: what two releases say differently, chosen and opened by the reader."""

from collections.abc import Mapping, Sequence

import streamlit as st

from wellness.domain.releases import Release
from wellness.reporting import revisions
from wellness.reporting.revision_answers import Change, Revision, Revisions, Step
from wellness.views import phone, words
from wellness.views.tables import rows, spreadsheet
from wellness.views.visit import Visit

LARGEST = 25  # numbers on screen; all are in the file
FILE_HEAD = (
    "Indicator",
    "Code",
    "Place",
    "Place code",
    "Level",
    "Period",
    "Category",
    "What",
    "Then",
    "Now",
    "Since",
    "Published by",
    "Reason",
)


def revision_ledger(visit: Visit) -> None:
    """What differs between two releases, behind one click; nothing of it is read before."""
    releases = visit.library.releases()
    if len(releases) == 1:
        return
    closed = st.expander(
        "What differs between two releases",
        icon=":material/difference:",
        type="compact",
        on_change="rerun",
        key="revisions",
    )
    with closed:
        if closed.open:
            then, now = _chosen(releases, visit.contents.release)
            _draw(_compared(visit, then, now))


def _chosen(releases: Sequence[Release], read: Release) -> tuple[Release, Release]:
    """An earlier and a later release; at first the one that is read and the one before it."""
    known = {release.number: release for release in releases}
    later = [release.number for release in releases[:-1]]
    first = later.index(read.number) if read.number in later else len(later) - 1
    before, after = st.columns(2)
    with after:
        now = _choice("Later release", later, known, first, key="revisions_now")
    with before:
        earlier = [number for number in known if number < now.number]
        then = _choice("Earlier release", earlier, known, key="revisions_then")
    return then, now


def _choice(
    label: str, numbers: Sequence[int], known: Mapping[int, Release], first: int = 0, *, key: str
) -> Release:
    return known[st.selectbox(label, numbers, first, lambda n: _named(known[n]), key=key)]


def _named(release: Release) -> str:
    return f"Release {release.number} of {words.day(release.published_at.date())}"


def _compared(visit: Visit, then: Release, now: Release) -> Revisions:
    library = visit.library
    between = [r for r in library.releases() if then.number <= r.number <= now.number]
    steps = [Step(r, frozenset(library.state.parts(r.number))) for r in reversed(between)]
    before, after = (library.source(release.number) for release in (then, now))
    return revisions(before, after, tuple(steps), visit.reader.scope)


def _draw(found: Revisions) -> None:
    st.markdown(words.bold(found.finding.title))
    if found.finding.sentence:
        st.markdown(words.plain(found.finding.sentence))
    for release in found.releases:
        st.markdown(_why(release))
    for sentence in found.definitions:
        st.markdown(words.plain(sentence))
    if found.indicators:
        _counts(found)
    if found.rows:
        _largest(found)
        st.download_button(
            f"All {len(found.rows):,} as a file (CSV)",
            spreadsheet.csv_of(FILE_HEAD, file_rows(found)),
            file_name=f"revisions_{found.then.number}_to_{found.now.number}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="revisions_file",
        )


def _why(release: Release) -> str:
    """Who published a release, what changed with it, and why."""
    told = f"Release {release.number}: {release.changed}" if release.changed else ""
    return words.small(told, f"Published by {release.published_by}: {release.reason}")


def _counts(found: Revisions) -> None:
    """How many numbers of each indicator differ; columns that would be empty are left out."""
    used = [c for c in Change if any(one.counts.get(c) for one in found.indicators)]
    cells = [
        [words.plain(one.indicator.title), *(_count(one.counts.get(change, 0)) for change in used)]
        for one in found.indicators
    ]
    rows.draw(["Indicator", *(c.value.capitalize() for c in used)], cells, found.finding.title)


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _largest(found: Revisions) -> None:
    shown = found.rows[:LARGEST]
    if len(shown) < len(found.rows):
        st.markdown(words.small(f"The largest {LARGEST} of {len(found.rows):,}"))
    if phone.on_phone():
        narrow = [
            [rows.below(words.plain(_what(r)), words.quiet(_where(r))), _turn(r)] for r in shown
        ]
        rows.draw(["Number", "Then and now"], narrow, found.finding.title)
        return
    wide = [
        [words.plain(_what(r)), words.plain(r.place), words.plain(r.period), _turn(r), _since(r)]
        for r in shown
    ]
    head = ["Number", "Place", "Period", "Then and now", "Changed in"]
    rows.draw(head, wide, found.finding.title)


def _what(row: Revision) -> str:
    return ", ".join(filter(None, [row.indicator.title, row.category]))


def _where(row: Revision) -> str:
    return f"{row.place}, {row.period}"


def _turn(row: Revision) -> str:
    return f"{words.plain(row.then)} → {words.bold(row.now)}"


def _since(row: Revision) -> str:
    return f"Release {' or '.join(map(str, row.releases))}"


def file_rows(found: Revisions) -> list[tuple[str, ...]]:
    """Every number in the columns of `FILE_HEAD`."""
    known = {release.number: release for release in found.releases}
    return [_file_row(row, [known[number] for number in row.releases]) for row in found.rows]


def _file_row(row: Revision, made: Sequence[Release]) -> tuple[str, ...]:
    return (
        row.indicator.title,
        row.indicator.code,
        row.place,
        row.org_unit,
        row.level.value,
        row.period,
        row.category,
        row.change.value,
        row.then,
        row.now,
        "; ".join(f"Release {release.number}" for release in made),
        "; ".join(release.published_by for release in made),
        "; ".join(release.reason for release in made),
    )
