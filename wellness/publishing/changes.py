"""What is new in a release, in words: "2026-27 Q1 added; Telehealth for 2025-26 Q4 restated"."""

from collections.abc import Iterable, Mapping

from wellness.domain.deliveries import Load
from wellness.domain.district import DataSource, District
from wellness.domain.periods import PeriodType, Quarter, quarters_between
from wellness.domain.releases import FINISHED_SHARE

_NAMED = 3  # beyond that many, a count says more

Sent = tuple[Quarter, str]


def describe(
    district: District,
    loads: Iterable[Load],
    before: Iterable[int],
    *,
    redefined: bool,
    withdrawn: Iterable[Load] = (),
) -> str:
    """What the loads of this release change against those of the release before.

    `before` are the ids of the loads that the earlier release was made of, and `withdrawn` those
    of them that were withdrawn since; `redefined` says that definitions changed as well.
    """
    known = frozenset(before)
    had, sent = set[Sent](), set[Sent]()
    for load in loads:
        (had if load.load_id in known else sent).update((q, load.source) for q in load.quarters)
    lost = {(quarter, load.source) for load in withdrawn for quarter in load.quarters}
    gone = lost - had - sent
    had |= lost
    new, old = _senders((had | sent) - gone, district), _senders(had, district)
    full = {quarter for quarter in new if _is_finished(district, quarter, new)}
    completed = {q for q in full & set(old) if not _is_finished(district, q, old)}
    begun = set(new) - set(old)
    alone = {(q, source) for q, source in sent - had if q not in begun | completed}
    said = [
        _quarters(district, sorted(begun & full), "{} added"),
        _quarters(district, sorted(completed), "{} completed"),
        _quarters(district, sorted(begun - full), "first numbers for {}"),
        _deliveries(district, sorted(alone), "added"),
        _deliveries(district, sorted(sent & had), "restated"),
        _deliveries(district, sorted(lost - sent), "withdrawn"),
        "definitions changed" if redefined else "",
    ]
    return "; ".join(filter(None, said))


def _senders(sent: set[Sent], district: District) -> Mapping[Quarter, set[str]]:
    """Which quarterly sources sent each quarter; a yearly source sends no quarter."""
    found: dict[Quarter, set[str]] = {}
    for quarter, source in sent:
        if _is_quarterly(district.source(source)):
            found.setdefault(quarter, set()).add(source)
    return found


def _is_finished(district: District, quarter: Quarter, senders: Mapping[Quarter, set[str]]) -> bool:
    """Whether enough of the sources that owe something for the quarter have sent it."""
    due = {
        code
        for code, source in district.sources.items()
        if _is_quarterly(source) and source.expected_in(quarter)
    }
    return len(due & senders[quarter]) >= FINISHED_SHARE * len(due)


def _is_quarterly(source: DataSource) -> bool:
    return source.cadence is PeriodType.QUARTER


def _quarters(district: District, quarters: list[Quarter], sentence: str) -> str:
    if not quarters:
        return ""
    labels = [district.calendar.label(quarter) for quarter in quarters]
    unbroken = tuple(quarters) == quarters_between(quarters[0], quarters[-1])
    if unbroken and len(quarters) > _NAMED:
        return sentence.format(f"{labels[0]} to {labels[-1]}")
    return sentence.format(_listed(labels))


def _deliveries(district: District, sent: list[Sent], verb: str) -> str:
    if len(sent) > _NAMED:
        return f"{len(sent)} deliveries {verb}"
    named = [_named(district, quarter, source) for quarter, source in sent]
    return f"{_listed(named)} {verb}" if named else ""


def _named(district: District, quarter: Quarter, code: str) -> str:
    """`Enrollment and staffing for 2026-27`: a yearly source is told by its year."""
    source, calendar = district.source(code), district.calendar
    period = calendar.label(quarter) if _is_quarterly(source) else calendar.year(quarter)
    return f"{source.title} for {period}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
