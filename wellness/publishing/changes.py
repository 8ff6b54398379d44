"""What is new in a release, in words: "2026-27 Q1 added; Telehealth 2025-26 Q4 restated"."""

from collections.abc import Iterable

from wellness.domain.deliveries import Load
from wellness.domain.district import District
from wellness.domain.periods import PeriodType, Quarter, quarters_between

_NAMED = 3  # beyond that many, a count says more

Sent = tuple[Quarter, str]


def describe(
    district: District, loads: Iterable[Load], before: Iterable[int], *, redefined: bool
) -> str:
    """What the loads of this release change against those of the release before.

    `before` are the ids of the loads that the earlier release was made of; `redefined` says that
    definitions changed as well.
    """
    known = frozenset(before)
    had, sent = set[Sent](), set[Sent]()
    for load in loads:
        (had if load.load_id in known else sent).update((q, load.source) for q in load.quarters)
    quarters = _quarterly(sent, district) - _quarterly(had, district)
    alone = {(q, source) for q, source in sent - had if q not in quarters}
    said = [
        _quarters(district, sorted(quarters)),
        _deliveries(district, sorted(alone), "added"),
        _deliveries(district, sorted(sent & had), "restated"),
        "definitions changed" if redefined else "",
    ]
    return "; ".join(filter(None, said))


def _quarterly(sent: set[Sent], district: District) -> set[Quarter]:
    """The quarters of deliveries; those of yearly sources are no quarters."""
    return {q for q, source in sent if district.source(source).cadence is PeriodType.QUARTER}


def _quarters(district: District, added: list[Quarter]) -> str:
    if not added:
        return ""
    labels = [district.calendar.label(quarter) for quarter in added]
    unbroken = tuple(added) == quarters_between(added[0], added[-1])
    if unbroken and len(added) > _NAMED:
        return f"{labels[0]} to {labels[-1]} added"
    return f"{', '.join(labels)} added"


def _deliveries(district: District, sent: list[Sent], verb: str) -> str:
    if len(sent) > _NAMED:
        return f"{len(sent)} deliveries {verb}"
    named = ", ".join(_named(district, quarter, source) for quarter, source in sent)
    return f"{named} {verb}" if named else ""


def _named(district: District, quarter: Quarter, code: str) -> str:
    source = district.source(code)
    return f"{source.title} {district.calendar.said(quarter, source.cadence)}"
