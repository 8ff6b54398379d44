"""Which cell each fault is about, and what stands beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wellness.domain.deliveries import COLUMNS, Fault, Severity
from wellness.domain.unseen import legible
from wellness.publishing.check import Receipt, verdict
from wellness.publishing.reading.xlsx import column_number

MOST = 5_000  # faults that are listed and marked; whoever has more mends these first
HEADINGS = ("Row", "Column", "Value", "What is wrong", "How to mend it", "Kind")
WIDTHS = (8, 16, 20, 60, 60, 10)  # of these columns, in characters
# Light tints of orange and blue, which everybody tells apart; black is legible on both. A comment
# and the list say the same in words.
ERROR_TINT, WARNING_TINT = "FFD08A", "BFDDF5"
AUTHOR = "Delivery check"  # of our comments: by it an earlier marking is known and taken back
_LETTERS = re.compile(r"[A-Z]{1,3}")
_LONGEST = 200  # letters of a value that are listed
# XML has no signs for these, and no spreadsheet shows them.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A fault and its cell; row and column are 0 where it is about the whole file."""

    fault: Fault
    row: int
    column: int

    @property
    def kind(self) -> str:
        """Whether it is to be mended or only to be known."""
        return "To mend" if self.fault.severity is Severity.ERROR else "To know"

    @property
    def texts(self) -> tuple[str, ...]:
        """Its line of the list, without the row."""
        fault = self.fault
        said = (fault.column, fault.value[:_LONGEST], fault.message, fault.remedy, self.kind)
        return tuple(shown(legible(text)) for text in said)


@dataclass(frozen=True)
class Marks:
    """The faults of a file, errors first and then by row, no more than `MOST`."""

    verdict: str
    placed: tuple[Placed, ...]
    left_out: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands above the list."""
        how = "Mend the cells marked in orange and send the file again; this sheet may stay in it."
        few = f"{self.left_out:,} more faults are not marked: mend these first."
        return (shown(legible(self.verdict)), how, *((few,) if self.left_out else ()))

    @cached_property
    def by_cell(self) -> Mapping[tuple[int, int], tuple[Placed, ...]]:
        """The faults of each cell, top to bottom."""
        found: dict[tuple[int, int], list[Placed]] = {}
        for placed in sorted(self.placed, key=lambda p: (p.row, p.column)):
            if placed.row:
                found.setdefault((placed.row, placed.column), []).append(placed)
        return {cell: tuple(faults) for cell, faults in found.items()}


def marks(receipt: Receipt, header: Sequence[str]) -> Marks:
    """The faults of a receipt, placed by the header of the file they were found in."""
    placed = [*_placed(receipt.errors, header), *_placed(receipt.warnings, header)]
    return Marks(verdict(receipt), tuple(placed[:MOST]), max(0, len(placed) - MOST))


def _placed(faults: Iterable[Fault], header: Sequence[str]) -> Iterator[Placed]:
    for fault in sorted(faults, key=lambda f: f.row):
        yield Placed(fault, fault.row, _column(fault, header) if fault.row else 0)


def _column(fault: Fault, header: Sequence[str]) -> int:
    """A column by its name, by where it stood or by its letter; else the first.

    A column of ours is found by its name: a template has others between them.
    """
    name = fault.column
    if name in header and (name in COLUMNS or not fault.position):
        return header.index(name) + 1
    if fault.position:
        return fault.position
    return column_number(name) if _LETTERS.fullmatch(name) else 1


def tint(faults: Iterable[Placed]) -> str:
    """The color of a cell: that of an error, if it has one."""
    errors = any(placed.fault.severity is Severity.ERROR for placed in faults)
    return ERROR_TINT if errors else WARNING_TINT


def comment(faults: Iterable[Placed]) -> str:
    """What is said at a cell."""
    return shown("\n\n".join(f"{p.fault.message} {p.fault.remedy}" for p in faults))


def shown(text: str) -> str:
    """A text without the signs that no cell can hold."""
    return _UNSHOWN.sub("", text)
