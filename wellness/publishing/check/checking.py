"""The check itself: read, refuse people, judge every row by every rule, compare, conclude."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain, islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.deliveries import COLUMNS, Fault, Severity
from wellness.domain.district import DataSource
from wellness.domain.mappings import FileMapping
from wellness.domain.periods import Quarter
from wellness.domain.tables import OBSERVATIONS
from wellness.domain.workspace import Definitions
from wellness.publishing.check import (
    amounts,
    duplicates,
    flags,
    known_codes,
    open_places,
    place_totals,
    published,
    quarters,
    totals,
)
from wellness.publishing.check.against_history import against_history
from wellness.publishing.check.coverage import absences, coverage, lateness
from wellness.publishing.check.earlier import compare
from wellness.publishing.check.numbers import Numbers
from wellness.publishing.check.origins import origin_of
from wellness.publishing.check.receipts import Receipt
from wellness.publishing.check.rows import KEY, Rows
from wellness.publishing.check.unseen_characters import unseen_characters
from wellness.publishing.mapping import Mapped, apply, mapping_for
from wellness.publishing.people import codes_of, refuse_people
from wellness.publishing.reading import (
    RAGGED,
    FileName,
    Sheet,
    admit,
    check_columns,
    parse_file_name,
    read,
    read_rows,
)

_MOST_FAULTS = 1_000_000
_ONE = 1  # row without a number is a row without a number, not a form

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
    flags.unclear_bands,
    flags.flags_with_number,
    duplicates.repeated_rows,
    totals.totals_differ,
    totals.parts_above_totals,
    totals.totals_above_parts,
    totals.totals_missing,
    place_totals.place_totals_differ,
)


def check(
    file_name: str,
    content: bytes,
    definitions: Definitions,
    received_on: date,
    *,
    earlier: pa.Table | None = None,
    source: str = "",
    mapping: str = "",
) -> Receipt:
    """Judge a delivery: every row by every rule, all faults at once.

    A file that a mapping reads is of the mapping's source and is told of in its sender's words.
    Any other is tidy; its source is the one that is named, else the one that its name begins with.
    `earlier` are the active rows of all sources (`wellness.publishing.load.active_rows`).

    Raises `UnreadableFileError` where there is no row to judge, `UnknownNameError` for a source,
    mapping or quarter that the district does not have, and `PeopleRefusedError` for records about
    people.
    """
    admit(file_name, len(content))
    chosen = mapping_for(file_name, definitions.mappings, mapping, source)
    if chosen:
        mapped = read_mapped(file_name, content, chosen, definitions)
        return _judge_mapped(mapped, definitions, received_on, earlier)
    name = parse_file_name(file_name, definitions.district.calendar)
    origin = origin_of(definitions.district, name, source, received_on)
    sheet = read(file_name, content)
    refuse_people(sheet, codes_of(definitions))
    faults = check_columns(sheet)
    if faults:
        return _unjudged(sheet, origin, received_on, faults)
    if _is_blank_form(sheet):
        return _nothing_filled_in(sheet, origin, received_on)
    return _judge(
        Rows(sheet, definitions, origin, name, received_on, _of_source(earlier, origin.code))
    )


def read_mapped(
    file_name: str, content: bytes, mapping: FileMapping, definitions: Definitions
) -> Mapped:
    """The file as a mapping reads it. Raises `UnreadableFileError` and `PeopleRefusedError`."""
    raw = read_rows(file_name, content, mapping.sheet)
    return apply(mapping, raw, definitions, codes_of(definitions))


def _judge_mapped(
    mapped: Mapped, definitions: Definitions, received_on: date, earlier: pa.Table | None
) -> Receipt:
    source, file_name = mapped.mapping.source, mapped.body.file_name
    if mapped.sheet is None:
        faults, rows = mapped.header_faults, len(mapped.body)
        return Receipt(file_name, source, received_on, rows, None, faults, judged=False)
    origin, name = definitions.district.source(source), FileName(source)
    before = _of_source(earlier, source)
    return _judge(Rows(mapped.sheet, definitions, origin, name, received_on, before))


def _unjudged(
    sheet: Sheet, origin: DataSource, received_on: date, header: tuple[Fault, ...]
) -> Receipt:
    """The receipt of a file whose header is wrong: its rows mean nothing yet."""
    encoding = tuple(fault for fault in sheet.faults if fault.code != RAGGED)
    faults, rows = (*encoding, *header), len(sheet) + len(sheet.faults) - len(encoding)
    return Receipt(sheet.file_name, origin.code, received_on, rows, None, faults, judged=False)


def _is_blank_form(sheet: Sheet) -> bool:
    """Whether it is a form that nobody filled in: its numbers are no zeros, and no faults each."""
    columns = sheet.by_name
    given = any(columns[name].rows_where(bool).any() for name in COLUMNS[len(KEY) :])
    return len(sheet) > _ONE and not given


def _nothing_filled_in(sheet: Sheet, origin: DataSource, received_on: date) -> Receipt:
    message = f"Nothing is filled in: the numbers of all {len(sheet):,} rows are empty."
    remedy = "Fill them in, 0 for none, and send the file again."
    fault = Fault(0, "", "nothing_filled_in", "", message, remedy)
    return Receipt(sheet.file_name, origin.code, received_on, 0, None, (*sheet.faults, fault))


def _of_source(earlier: pa.Table | None, source: str) -> pa.Table:
    if earlier is None:
        return OBSERVATIONS.empty_table()
    return earlier.filter(pc.equal(earlier["source"], source)).select(OBSERVATIONS.names)


def _told(found: Iterator[Fault]) -> Iterator[Fault]:
    """As many as a memory holds: every row of a large file may have a fault in every column."""
    yield from islice(found, _MOST_FAULTS)
    if next(found, None):
        message = f"There are more faults than the {_MOST_FAULTS:,} that are told."
        yield Fault(0, "", "more_faults", "", message, "Mend these and check the file again.")


def _judge(rows: Rows) -> Receipt:
    # A cell that could not be read is told once: no rule has anything to say of what stands there.
    unreadable = (*rows.sheet.faults, *unseen_characters(rows))
    unread = {(f.row, f.column) for f in unreadable if f.severity is Severity.ERROR}
    every = chain.from_iterable(rule(rows) for rule in RULES)
    found = (fault for fault in every if (fault.row, fault.column) not in unread)
    faults = sorted((*unreadable, *_told(found), *_nothing(rows)), key=lambda f: f.row)
    covered = coverage(rows)
    faults = [*lateness(rows, covered), *absences(rows, covered), *faults]
    sheet = rows.sheet
    if any(fault.severity is Severity.ERROR for fault in faults):
        return Receipt(
            sheet.file_name,
            rows.source.code,
            rows.received_on,
            sheet.rows_received,
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
        sheet.rows_received,
        delivery,
        (*comparison.faults, *against_history(rows, delivery), *faults),
        _quarters(delivery),
        covered,
        comparison.restated,
        comparison.missing,
        comparison.unchanged,
        rounded_to=sheet.rounded_to,
    )


def _nothing(rows: Rows) -> Iterable[Fault]:
    """A file without rows, unless a fault says why there are none."""
    if len(rows) or any(fault.severity is Severity.ERROR for fault in rows.sheet.faults):
        return
    if rows.sheet.rows_received:
        message = "Nothing in the file is a number to load: all of it is left out or not reported."
        yield Fault(0, "", "no_rows", "", message, "Look at it with --explain.")
    else:
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
