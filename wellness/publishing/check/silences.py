"""Questions about what always came and does not come now: a place, or an indicator of it.

On the sample (300 schools, 21 quarters, seeds 1 and 2) 15 of 448 deliveries are asked about, all
of them deliveries in which places that had always reported were in truth left out.
"""

from collections.abc import Collection, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType, Quarter
from wellness.publishing.check.rows import Rows

ALWAYS = QUARTERS_A_YEAR  # quarters in a row: a school that rests in the summer is not asked
_BEFORE = "for each of the four quarters before"
Sent = Mapping[str, set[str]]  # indicator → places


def silences(rows: Rows, delivery: pa.Table) -> Iterator[Fault]:
    """A question where a place or an indicator that came every quarter of a year is not there.

    Only the file's newest quarter is asked about: holes of a history are in its coverage.
    """
    sent = _sent(pa.concat_tables([rows.earlier, delivery]))
    theirs = _sent(delivery)
    newest = max(theirs, default=None)
    if newest is None:
        return
    quarter = Quarter.of_ordinal(newest)
    now = theirs[newest]
    before = [sent.get(newest - ago, {}) for ago in range(1, ALWAYS + 1)]
    here = _places(now)
    always = set.intersection(*map(_places, before))
    gone = {code for code in always - here if _is_asked(rows, code, quarter)}
    if gone:
        yield _fault(
            f"{rows.named(gone)}: numbers came {_BEFORE}, and none for {rows.label(quarter)}. "
            "Were they forgotten?",
            "Add them, or say that the place closed or no longer counts.",
        )
    for code in sorted(set.intersection(*(set(sent) for sent in before))):
        usual = set.intersection(*(sent[code] for sent in before))
        yield from _indicator(rows, code, quarter, (usual & here) - now.get(code, set()), now)


def _indicator(
    rows: Rows, code: str, quarter: Quarter, lacking: Collection[str], now: Sent
) -> Iterator[Fault]:
    indicator = rows.indicator(code)
    if indicator is None or not lacking:
        return
    label = rows.label(quarter)
    if code not in now:
        message = f"{indicator.title} came {_BEFORE}, and not at all for {label}. Is it to come?"
        yield _fault(message, "Add its rows, or load without them: it is then not reported.")
        return
    yield _fault(
        f"{rows.named(lacking)}: {indicator.title} came {_BEFORE}, and not for {label}. Is it 0?",
        "Write 0 where nothing was counted; a row that is not there is shown as not reported.",
    )


def _is_asked(rows: Rows, code: str, quarter: Quarter) -> bool:
    """Whether the place was open, and is not one that its source ceased to report for."""
    places, source = rows.definitions.places, rows.source
    if code not in places:
        return False
    unit = places.unit(code)
    named = bool(source.reports or source.units)
    return source.expects(unit, quarter) if named else unit.exists_in(quarter)


def _sent(table: pa.Table) -> dict[int, dict[str, set[str]]]:
    """The places that sent each indicator in each quarter."""
    quarterly = table.filter(pc.equal(table["period_type"], PeriodType.QUARTER.value))
    keys = ["quarter", "indicator", "org_unit"]
    different = quarterly.group_by(keys).aggregate([])
    found: dict[int, dict[str, set[str]]] = {}
    columns = (different[key].to_pylist() for key in keys)
    for quarter, indicator, org_unit in zip(*columns, strict=True):
        found.setdefault(quarter, {}).setdefault(indicator, set()).add(org_unit)
    return found


def _places(sent: Sent) -> set[str]:
    return set().union(*sent.values())


def _fault(message: str, remedy: str) -> Fault:
    return Fault(0, "org_unit", "silent", "", message, remedy, Severity.WARNING)
