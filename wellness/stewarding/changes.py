"""What would change in the next release, and a preview of it, as protected as it would be."""

import inspect
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from wellness.domain.cells import Cell
from wellness.domain.errors import WellnessError
from wellness.domain.indicators import Indicator
from wellness.domain.places import OrgUnit
from wellness.domain.questions import Question
from wellness.publishing.check import Coverage, Receipt
from wellness.publishing.rehearsal import Change, Rehearsal
from wellness.reporting import trend
from wellness.reporting.answers import Trend
from wellness.reporting.series import point
from wellness.stewarding import words
from wellness.stewarding.deliveries import Delivery
from wellness.stewarding.desk import Desk, Refused, tried
from wellness.stewarding.preview_chart import preview_chart
from wellness.views import layout, tables
from wellness.views.tables import rows
from wellness.views.words import bold, plain, small

NAMED = 8  # absent places; more of them are a number
RESTATED = 40  # restated numbers in the table
# Not remembered as other answers are: a rehearsal belongs to one session and goes with it.
_trend = inspect.unwrap(trend)


def sites(desk: Desk, delivery: Delivery) -> None:
    """How many of the expected places reported, and who is absent."""
    for covered in delivery.receipt.coverage[-1:]:
        period = desk.district.calendar.said(covered.quarter, covered.period_type)
        layout.section(f"Places in this file, {period}")
        label = f"Reported, of {covered.expected:,} expected"
        st.metric(label, f"{covered.reported:,}", border=True)
        if covered.absent:
            st.markdown(small(_absent(covered, desk)))


def _absent(covered: Coverage, desk: Desk) -> str:
    places = desk.service.workspace.definitions.places
    names = [places.name_in(code, covered.quarter) for code in covered.absent[:NAMED]]
    rest = len(covered.absent) - len(names)
    more = f" and {rest:,} more" if rest else ""
    return f"Missing: {', '.join(names)}{more}. They would be shown as not reported, never as zero"


def rehearsed(desk: Desk, delivery: Delivery) -> Rehearsal | Refused | None:
    """The next release with this file in it, worked out once; None for a file that is refused."""
    if not delivery.receipt.accepted:
        return None

    def make() -> Rehearsal:
        with st.spinner("Working out what the next release would show …"):
            return desk.service.rehearse(delivery.receipt)

    return tried("rehearsal", delivery.key, make)


def draw(desk: Desk, found: Rehearsal | Refused | None, heading: str) -> None:
    """How many numbers are new, restated, withheld and not reported."""
    if found is None:
        return
    layout.section(heading)
    if isinstance(found, Refused):
        st.markdown(plain(words.here(found.sentence)))
        return
    changes, number = found.changes, found.release.number
    counted = [
        ("New numbers", changes.new),
        ("Restated, old → new", changes.restated),
        ("Withheld for privacy", changes.withheld),
        ("Not reported", changes.missing),
    ]
    told = [(plain(label), bold(f"{count:,}")) for label, count in counted]
    rows.draw(("", f"Release {number}"), told, "What would change")
    layout.note(
        "Against the newest release, larger places and school years included",
        "withheld: protected as at publishing",
    )
    _restated(desk, changes.changed, changes.restated)


def _restated(desk: Desk, changed: Sequence[Change], count: int) -> None:
    if not changed:
        return
    with tables.opened(f"The restated numbers, old → new ({count:,})", "restated") as is_open:
        if is_open:
            told = [_change(desk, change) for change in changed[:RESTATED]]
            rows.draw(("Where and when", "Old → new"), told, "Restated numbers")
            if count > len(told):
                layout.note(f"The first {len(told)} of {count:,}")


def _change(desk: Desk, change: Change) -> tuple[str, str]:
    before, after = change
    found = desk.service.workspace.definitions
    indicator = found.catalogue[after.indicator]
    place = found.places.name_in(after.org_unit, after.quarter)
    period = found.district.calendar.said(after.quarter, after.period_type)
    part = _part(indicator, after)
    where = " · ".join(filter(None, [indicator.title, part, place, period]))
    old, new = (_written(desk, indicator, cell) for cell in change)
    if old == new:  # a rate that stays as it is written, of other counts
        old, new = _made_of(before, old), _made_of(after, new)
    return plain(where), plain(f"{old} → {new}")


def _written(desk: Desk, indicator: Indicator, cell: Cell) -> str:
    return point(desk.published.contents, indicator, cell).text


def _made_of(cell: Cell, text: str) -> str:
    """The counts of a rate, as far as they are shown; else its text."""
    if cell.numerator is None or cell.denominator is None:
        return text
    return f"{cell.numerator:,} of {cell.denominator:,}"


def _part(indicator: Indicator, cell: Cell) -> str:
    if not cell.breakdown or cell.breakdown not in indicator.breakdowns:
        return ""
    return indicator.breakdowns[cell.breakdown].title_of(cell.category)


@dataclass(frozen=True, slots=True)
class Preview:
    """A line as it would be, and which of its points would be new or others."""

    trend: Trend
    fresh: frozenset[int]


def preview(desk: Desk, delivery: Delivery, found: Rehearsal | Refused | None) -> None:
    """Their line on the chart that readers would see, its new points hollow."""
    if not isinstance(found, Rehearsal):
        return
    indicators = _indicators(delivery.receipt, found)
    if not indicators:
        return
    layout.section("Their line, as readers would see it")
    with st.container(horizontal=True, gap="small"):
        indicator = _choice("Indicator", indicators, "preview_indicator")
        place = _choice("Place", _places(delivery.receipt, found), "preview_place")
    key = (delivery.key, indicator, place)
    seen = tried("preview", key, lambda: _preview(desk, delivery, found, indicator, place))
    if isinstance(seen, Refused):
        st.markdown(plain(seen.sentence))
        return
    preview_chart(seen.trend, seen.fresh)
    layout.note("Hollow: new or changed with this file", "hatched: withheld", "not published yet")
    tables.numbers(seen.trend, key="numbers_preview")


def _choice(label: str, names: dict[str, str], key: str) -> str:
    chosen = st.selectbox(
        label, list(names), format_func=names.__getitem__, key=key, label_visibility="collapsed"
    )
    return str(chosen)


def _indicators(receipt: Receipt, found: Rehearsal) -> dict[str, str]:
    """The delivered indicators that readers meet, by code, with their titles."""
    sent = set(receipt.delivery["indicator"].unique().to_pylist()) if receipt.delivery else set()
    published = found.source.contents.catalogue.published()
    return {i.code: i.title for i in published if i.code in sent}


def _places(receipt: Receipt, found: Rehearsal) -> dict[str, str]:
    """The district, then the larger places and the places of the file, by name."""
    places = found.source.contents.places
    sent = set(receipt.delivery["org_unit"].unique().to_pylist()) if receipt.delivery else set()
    larger = [u for u in places.units.values() if not u.level.is_site and u != places.district]
    small_ones = [places.unit(code) for code in sent if code in places.units]
    named = sorted({*larger, *small_ones}, key=lambda u: (u.level.is_site, u.name))
    return {u.code: _name(u) for u in dict.fromkeys([places.district, *named])}


def _name(unit: OrgUnit) -> str:
    return unit.name


def _preview(
    desk: Desk, delivery: Delivery, found: Rehearsal, indicator: str, place: str
) -> Preview:
    newest = max(delivery.receipt.quarters)
    last = max(found.source.contents.quarters, default=newest)
    question = Question(found.release.number, max(newest, last), place, indicator)
    after = _trend(question, found.source)
    known = _before(question, desk)
    fresh = (n for n, p in enumerate(after.points) if known.get(p.quarter.ordinal) != p.text)
    return Preview(after, frozenset(fresh))


def _before(question: Question, desk: Desk) -> dict[int, str]:
    """The line in the newest release; nothing where it is not known there."""
    try:
        before = _trend(question, desk.published)
    except WellnessError:
        return {}
    return {point.quarter.ordinal: point.text for point in before.points}
