"""The check itself: read, refuse people, judge every row by every rule, compare, conclude."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.deliveries import COLUMNS, Fault, Severity
from wellness.domain.district import DataSource
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.tables import OBSERVATIONS
from wellness.domain.workspace import Definitions
from wellness.publishing.check import (
    amounts,
    duplicates,
    flags,
    known_codes,
    open_places,
    published,
    quarters,
    totals,
)
from wellness.publishing.check.coverage import absences, coverage, lateness
from wellness.publishing.check.earlier import compare
from wellness.publishing.check.jumps import jumps
from wellness.publishing.check.numbers import Numbers
from wellness.publishing.check.origins import origin_of
from wellness.publishing.check.receipts import Receipt
from wellness.publishing.check.rows import Rows
from wellness.publishing.people import refuse_people
from wellness.publishing.reading import (
    RAGGED,
    Sheet,
    check_columns,
    parse_file_name,
    read,
)

RULES: tuple[Callable[[Rows], Iterable[Fault]], ...] = (
    known_codes.unknown_org_units,
    known_codes.unknown_indicators,
    known_codes.indicators_of_others,
    known_codes.unknown_period_types,
    known_codes.unknown_breakdowns,
    known_codes.unknown_categories,
    known_codes.lone_categories,
    known_codes.lone_breakdowns,
    quarters.unknown_quarters,
    quarters.quarters_outside,
    quarters.periods_to_come,
    quarters.quarters_running,
    quarters.years_without_closing,
    quarters.quarters_of_other_files,
    published.periods_not_planned,
    published.never_published,
    published.totals_among_parts,
    open_places.places_closed,
    open_places.places_not_reported,
    amounts.not_numbers,
    amounts.negative_counts,
    amounts.numerators_above,
    amounts.shares_above_one,
    amounts.numbers_missing,
    amounts.numbers_too_many,
    amounts.denominators_known,
    flags.remarks,
    duplicates.repeated_rows,
    totals.totals_differ,
    totals.parts_above_totals,
    totals.totals_above_parts,
    totals.totals_missing,
)


def check(
    file_name: str,
    content: bytes,
    definitions: Definitions,
    received_on: date,
    *,
    earlier: pa.Table | None = None,
    source: str = "",
) -> Receipt:
    """Judge a delivery: every row by every rule, all faults at once.

    The source is the one that is named, else the one that the file's name begins with. `earlier`
    are the active rows of all sources (`wellness.publishing.load.active_rows`).

    Raises `UnreadableFileError` where there is no row to judge, `UnknownNameError` for a source
    or quarter that the district does not have, and `PeopleRefusedError` for records about people.
    """
    name = parse_file_name(file_name, definitions.district.calendar)
    origin = origin_of(definitions.district, name, source, received_on)
    sheet = read(file_name, content)
    refuse_people(sheet, known_codes_of(definitions))
    faults = check_columns(sheet)
    if faults:
        return _unjudged(sheet, origin, received_on, faults)
    return _judge(
        Rows(sheet, definitions, origin, name, received_on, _of_source(earlier, origin.code))
    )


def known_codes_of(definitions: Definitions) -> Callable[[str], bool]:
    """Tells the codes of a district: places, indicators, breakdowns and categories."""
    known = {*definitions.places.units, *definitions.catalogue, *PeriodType}
    for indicator in definitions.catalogue.values():
        for breakdown in indicator.breakdowns.values():
            known |= {breakdown.code, *breakdown.categories}
    return known.__contains__


def _unjudged(
    sheet: Sheet, origin: DataSource, received_on: date, header: tuple[Fault, ...]
) -> Receipt:
    """The receipt of a file whose header is wrong: its rows mean nothing yet."""
    encoding = tuple(fault for fault in sheet.faults if fault.code != RAGGED)
    faults, rows = (*encoding, *header), len(sheet) + len(sheet.faults) - len(encoding)
    return Receipt(sheet.file_name, origin.code, received_on, rows, None, faults, judged=False)


def _of_source(earlier: pa.Table | None, source: str) -> pa.Table:
    if earlier is None:
        return OBSERVATIONS.empty_table()
    return earlier.filter(pc.equal(earlier["source"], source)).select(OBSERVATIONS.names)


def _judge(rows: Rows) -> Receipt:
    found = chain.from_iterable(rule(rows) for rule in RULES)
    faults = sorted((*rows.sheet.faults, *found, *_nothing(rows)), key=lambda f: f.row)
    covered = coverage(rows)
    faults = [*lateness(rows, covered), *absences(rows, covered), *faults]
    sheet = rows.sheet
    if any(fault.severity is Severity.ERROR for fault in faults):
        return Receipt(
            sheet.file_name,
            rows.source.code,
            rows.received_on,
            len(rows),
            None,
            tuple(faults),
            coverage=covered,
        )
    delivery = _delivery(rows)
    comparison = compare(rows, delivery)
    return Receipt(
        sheet.file_name,
        rows.source.code,
        rows.received_on,
        len(rows),
        delivery,
        (*comparison.faults, *jumps(rows, delivery), *faults),
        _quarters(delivery),
        covered,
        comparison.restated,
        comparison.missing,
        comparison.unchanged,
    )


def _nothing(rows: Rows) -> Iterable[Fault]:
    if not len(rows):
        yield Fault(0, "", "no_rows", "", "The file has a header and no rows.", "Add its rows.")


def _quarters(delivery: pa.Table) -> tuple[Quarter, ...]:
    return tuple(Quarter.of_ordinal(n) for n in sorted(pc.unique(delivery["quarter"]).to_pylist()))


def _delivery(rows: Rows) -> pa.Table:
    """The rows as they are loaded; every text and number is known to be right by now."""
    words, numbers = rows.words, rows.numbers
    ordinals = [q.ordinal for t in words["quarter"].texts if (q := rows.quarter(t))]
    columns = {name: words[name].as_arrow() for name in COLUMNS if name not in numbers}
    columns["quarter"] = pa.array(np.array(ordinals, dtype=np.int32)[words["quarter"].codes])
    for name, column in numbers.items():
        columns[name] = _nullable(column).cast(OBSERVATIONS.field(name).type)
    return pa.table([columns[name] for name in COLUMNS], schema=OBSERVATIONS)


def _nullable(column: Numbers) -> pa.Array:
    return pa.array(column.amounts, mask=~column.given)
