"""Which site sent what to one source: those with a gap first, all of them in a file."""

from collections.abc import Sequence

import streamlit as st

from wellness.reporting import sites
from wellness.reporting.sites import Sent, SiteMatrix, SiteRow
from wellness.views import phone, words
from wellness.views.tables import rows, spreadsheet
from wellness.views.visit import Visit

SHOWN = 40  # sites on screen; more of them nobody reads
PERIODS = {True: 3, False: 8}  # on a phone, on a desk
_MARKS = {
    Sent.REPORTED: "yes",
    Sent.LATE: "late",
    Sent.PARTIAL: "**part**",
    Sent.MISSING: "**missing**",
    Sent.NOT_DUE: "·",
    Sent.NOT_EXPECTED: "",
    Sent.UNKNOWN: "?",
}
_NOTES = (
    "Part: some of what only this source sends is missing",
    "dot: not due yet",
    "empty: never expected",
    "a source's whole delivery is late, or none of it",
)


def site_matrix(visit: Visit) -> None:
    """Each site's deliveries to a chosen source, behind one click; nothing is read before."""
    closed = st.expander(
        "Which sites reported to a source",
        icon=":material/grid_on:",
        type="compact",
        on_change="rerun",
        key="sites",
    )
    with closed:
        if closed.open:
            known = visit.contents.district.sources
            asked = st.selectbox(
                "Source", list(known), format_func=lambda c: known[c].title, key="sites_source"
            )
            _draw(sites(visit.source, asked, visit.reader.scope))


def _draw(matrix: SiteMatrix) -> None:
    st.markdown(words.bold(matrix.finding.title))
    st.markdown(words.plain(matrix.finding.sentence))
    if not matrix.rows:
        return
    gaps = matrix.with_gaps
    if gaps:
        last = PERIODS[phone.on_phone()]
        head = ["Site", *matrix.periods[-last:]]
        rows.draw(head, [_row(row, last) for row in gaps[:SHOWN]], matrix.finding.title)
        more = f"{len(gaps) - SHOWN:,} more with a gap are in the file" if len(gaps) > SHOWN else ""
        st.markdown(words.small(*_NOTES, more))
    st.download_button(
        f"All {len(matrix.rows):,} sites as a file (CSV)",
        spreadsheet.csv_of(("Site", "Code", *matrix.periods, "Gaps"), file_rows(matrix)),
        file_name=f"sites_{matrix.source.code}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="sites_file",
    )


def _row(row: SiteRow, last: int) -> Sequence[str]:
    return [words.plain(row.name), *(_MARKS[word] for word in row.sent[-last:])]


def file_rows(matrix: SiteMatrix) -> list[tuple[str | int, ...]]:
    """Every site with its words in full."""
    return [
        (row.name, row.code, *(word.value for word in row.sent), row.gaps) for row in matrix.rows
    ]
