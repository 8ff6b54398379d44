"""Files in a partner's own layout, read by mappings that are small enough to check by hand."""

from datetime import date
from pathlib import PurePath

from tests.unit.publishing.small import FILES, RECEIVED
from wellness.domain.deliveries import COLUMNS, Fault
from wellness.domain.workspace import Definitions, parse
from wellness.publishing.check import Receipt, check, read_mapped
from wellness.publishing.mapping import Mapped

HEAD = 'source = "clinic"\nfiles = "tally*"\n'
UNIT = '[org_unit]\ncolumn = "School"\n'
QUARTERS = '[period]\nconstant = "2026-27 Q1"\n'
MONTHS = '[period]\ncolumn = "Month"\nformat = "YYYY-MM"\n'
VISITS = '[[columns]]\nindicator = "visits"\nnumerator = "Visits"\n'
PLAIN = HEAD + UNIT + QUARTERS + VISITS


def workspace(mapping: str, **changed: str) -> Definitions:
    """Two Hills with one mapping; `changed` are other texts of its files, by file name."""
    return parse(FILES | {"mappings/tally.toml": mapping} | changed)


def content(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def receipt(
    mapping: str, *lines: str, name: str = "tally.csv", received_on: date = RECEIVED
) -> Receipt:
    """What the check says of a file of those lines, the first of which is row 1."""
    return check(name, content(*lines), workspace(mapping), received_on)


def seen(mapping: str, *lines: str, name: str = "tally.csv") -> Mapped:
    """How the mapping reads the file."""
    definitions = workspace(mapping)
    code = PurePath(next(iter(definitions.mappings.values())).file).stem
    return read_mapped(name, content(*lines), definitions.mappings[code], definitions)


def tidy(mapping: str, *lines: str, name: str = "tally.csv") -> list[str]:
    """The tidy rows, each in one line without empty texts, by which they are checked by hand."""
    sheet = seen(mapping, *lines, name=name).sheet
    assert sheet is not None
    columns = [sheet.by_name[column] for column in COLUMNS]
    rows = (" ".join(filter(None, (c[n] for c in columns))) for n in range(len(sheet)))
    return [row.replace(" quarter ", " ") for row in rows]


def errors(mapping: str, *lines: str, name: str = "tally.csv") -> list[Fault]:
    return list(receipt(mapping, *lines, name=name).errors)


def only_error(mapping: str, *lines: str, name: str = "tally.csv") -> Fault:
    (fault,) = errors(mapping, *lines, name=name)
    return fault


def warnings(mapping: str, *lines: str) -> list[str]:
    """The messages of warnings that are about the whole file, but for coverage."""
    found = receipt(mapping, *lines).warnings
    return [fault.message for fault in found if not fault.row and fault.code != "coverage"]
