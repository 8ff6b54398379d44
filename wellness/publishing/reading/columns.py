"""The columns of a tidy file: which are missing, which are too many, which are misspelled."""

from collections.abc import Iterator, Mapping

from wellness.domain.deliveries import COLUMNS, Fault
from wellness.domain.faults import nearest
from wellness.publishing.reading.sheets import Sheet

HEADER_ROW = 1
_FEWEST = 3  # with fewer known names, row 1 is a title, a row of data or another layout's header
_NAMED = 2  # missing columns that a remedy names


def check_columns(sheet: Sheet) -> tuple[Fault, ...]:
    """What is wrong with the header; nothing where it has exactly the tidy columns."""
    meant = _meant(sheet)
    if len(meant) + len(set(COLUMNS) & set(sheet.header)) < _FEWEST:
        return (_no_header(),)
    missing = [name for name in COLUMNS if name not in {*sheet.header, *meant.values()}]
    return (*_unknown(sheet, meant, missing), *_missing(missing), *_repeated(sheet))


def _meant(sheet: Sheet) -> Mapping[int, str]:
    """The positions of misspelled columns, each with another of the columns that are missing."""
    missing = [name for name in COLUMNS if name not in sheet.header]
    found: dict[int, str] = {}
    for position, name in enumerate(sheet.header):
        if name not in COLUMNS and (column := nearest(name, missing)):
            missing.remove(column)
            found[position] = column
    return found


def _no_header() -> Fault:
    """Nothing of row 1 is repeated: without a header it may be anything."""
    message = "The header of a delivery is not there."
    remedy = f"Row 1 must be the header, with nothing above it: {','.join(COLUMNS)}"
    return Fault(HEADER_ROW, "", "no_header", "", message, remedy)


def _unknown(sheet: Sheet, meant: Mapping[int, str], missing: list[str]) -> Iterator[Fault]:
    for position, name in enumerate(sheet.header):
        if name in COLUMNS:
            continue
        message = f"Column {position + 1} is none of the columns of a delivery."
        remedy = _remedy(meant.get(position, ""), missing)
        yield Fault(HEADER_ROW, name, "unknown_column", name, message, remedy)


def _remedy(meant: str, missing: list[str]) -> str:
    if meant:
        return f"Rename it “{meant}”."
    if not missing:
        return "Remove it."
    if len(missing) > _NAMED:
        return "Give it the name of a missing column, or remove it."
    names = " or ".join(f"“{name}”" for name in missing)
    return f"Rename it {names} if it is that, else remove it."


def _missing(missing: list[str]) -> Iterator[Fault]:
    for name in missing:
        message = f"The column “{name}” is missing."
        remedy = "Add it; leave its cells empty where there is nothing to say."
        yield Fault(HEADER_ROW, name, "missing_column", "", message, remedy)


def _repeated(sheet: Sheet) -> Iterator[Fault]:
    for name in COLUMNS:
        times = sheet.header.count(name)
        if times > 1:
            message = f"The column “{name}” is there {times} times."
            yield Fault(HEADER_ROW, name, "repeated_column", name, message, "Keep one of them.")
