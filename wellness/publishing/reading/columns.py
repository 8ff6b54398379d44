"""The columns of a tidy file: which are missing, which are too many, which are misspelled."""

from collections.abc import Iterator

from wellness.domain.deliveries import COLUMNS, Fault
from wellness.domain.faults import nearest
from wellness.publishing.reading.sheets import Sheet

HEADER_ROW = 1


def check_columns(sheet: Sheet) -> tuple[Fault, ...]:
    """What is wrong with the header; nothing where it has exactly the tidy columns."""
    return (*_unknown(sheet), *_missing(sheet), *_repeated(sheet))


def _unknown(sheet: Sheet) -> Iterator[Fault]:
    missing = set(COLUMNS) - set(sheet.header)
    for position, name in enumerate(sheet.header, start=1):
        if name in COLUMNS:
            continue
        meant = nearest(name, missing)
        remedy = f"Rename it “{meant}”." if meant else "Remove it."
        message = f"Column {position} is none of the columns of a delivery."
        yield Fault(HEADER_ROW, name, "unknown_column", name, message, remedy)


def _missing(sheet: Sheet) -> Iterator[Fault]:
    for name in COLUMNS:
        if name not in sheet.header:
            message = f"The column “{name}” is missing."
            remedy = "Add it; leave its cells empty where there is nothing to say."
            yield Fault(HEADER_ROW, name, "missing_column", "", message, remedy)


def _repeated(sheet: Sheet) -> Iterator[Fault]:
    for name in COLUMNS:
        times = sheet.header.count(name)
        if times > 1:
            message = f"The column “{name}” is there {times} times."
            yield Fault(HEADER_ROW, name, "repeated_column", name, message, "Keep one of them.")
