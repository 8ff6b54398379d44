"""A sheet as a person sees it, before anything is known of its header: rows of texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wellness.domain.deliveries import Fault


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that a workbook shows as one; rows and columns count from 1, ends included.

    The text stands in the cell at top and left; the others are empty.
    """

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class RawRows:
    """The rows of one sheet, top to bottom, header and titles among them.

    A row is a tuple of texts without blanks around them, "" for an empty cell, as many as the row
    has: a workbook's rows all have the sheet's width. A number is written without a needless
    ".0", a date like 2019-03-31. `lines` are the rows as a spreadsheet counts them, from 1;
    `sheet` is the name of a workbook's sheet, "" for other files.
    """

    file_name: str
    rows: Sequence[tuple[str, ...]]
    lines: Sequence[int]
    sheet: str = ""
    merged: tuple[Merged, ...] = ()
    faults: tuple[Fault, ...] = field(default=())

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)
