"""What a sheet's cells do not say for themselves: errors, unfinished formulas, what is hidden."""

from dataclasses import dataclass, field

from wellness.publishing.reading.limits import MOST_COLUMNS
from wellness.publishing.reading.raw import Merged
from wellness.publishing.reading.unreadable import UnreadableFileError
from wellness.publishing.reading.xlsx.packages import Package, SheetPart
from wellness.publishing.reading.xlsx.references import letters, position
from wellness.publishing.reading.xlsx.xml_events import Events, LocalNames, follow

# The reader lays a sheet out up to its last used cell, empty cells and all: one value in the
# last corner would be 17 billion of them.
_MOST_CELLS = 12_000_000
_COLUMNS_OF_A_SHEET = 16_384
_SHOWN = 60  # letters of a formula


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell without a value: an error such as `#N/A`, or a formula never worked out."""

    row: int
    column: int
    text: str
    is_formula: bool


@dataclass
class Scan:
    """What was found in one sheet; rows and columns count from 1, 0 where nothing is used.

    `cells` counts all that are there, also those that have a format and no value.
    """

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    unreadable: list[Unreadable] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    percent_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)


def scan(package: Package, sheet: SheetPart) -> Scan:
    """Read through a sheet. Raises `UnreadableFileError` where it is too far to lay out."""
    listener = _Cells(package.percent_styles)
    follow(package.file_name, package.chunks(sheet.path), listener)
    found = listener.found
    cells = found.last_row * found.last_column
    if cells > _MOST_CELLS or found.last_column > MOST_COLUMNS:
        corner = f"{letters(found.last_column)}{found.last_row}"
        raise UnreadableFileError(
            f"{package.file_name} has something far out in its sheet “{sheet.name}”, which ends at "
            f"cell {corner}. Go there (Ctrl+End), delete what does not belong, save and send it "
            "again; a table that is as large as that comes as “CSV UTF-8”."
        )
    return found


class _Cells(Events):
    """Listens to rows, cells, their formulas and their values."""

    def __init__(self, percent_styles: frozenset[str]) -> None:
        self.found = Scan()
        self._percent = percent_styles
        self._names = LocalNames()
        self._row = self._column = 0
        self._row_is_hidden = self._row_is_told = False
        self._type = self._style = ""
        self._is_used = self._has_formula = False
        self._text: dict[str, str] | None = None
        self._inside = ""
        self._digits = ""
        self._columns: dict[str, int] = {}

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""
        local = self._names[name]
        if local == "c":
            self._cell(attributes)
        elif local in {"v", "f", "is"}:
            self._is_used = True
            self._inside = local
            if local == "f":
                self._has_formula = True
                self._listen()
        elif local == "row":
            self._begin_row(attributes)
        elif local == "mergeCell":
            self._merge(attributes["ref"])
        elif local == "col" and attributes.get("hidden") in {"1", "true"}:
            self._hide(range(int(attributes["min"]), int(attributes["max"]) + 1))

    def end(self, name: str) -> None:
        """Hear that it ends."""
        if self._names[name] == "c":
            if self._is_used:
                self._keep()
            if self._text is not None:
                self._text = self.parser.CharacterDataHandler = None

    def _begin_row(self, has: dict[str, str]) -> None:
        self._row = int(has["r"]) if "r" in has else self._row + 1
        self._digits = str(self._row)
        self._column = 0
        self._row_is_hidden = has.get("hidden") in {"1", "true"}
        self._row_is_told = False

    def _cell(self, has: dict[str, str]) -> None:
        # A cell's own reference counts; one without stands to the right of the one before.
        reference = has.get("r")
        if reference is None:
            self._column += 1
        # Nearly always it is a column met before, followed by the row's own number.
        elif column := self._columns.get(reference.removesuffix(self._digits)):
            self._column = column
        else:
            self._row, self._column = position(reference)
            self._digits = str(self._row)
            self._columns[reference.removesuffix(self._digits)] = self._column
        self._type, self._style = has.get("t", "n"), has.get("s", "0")
        self._is_used = self._has_formula = False
        self.found.cells += 1
        if self._type == "e":
            self._listen()

    def _listen(self) -> None:
        """Hear the texts of this cell: only of cells where they may matter, for it takes time."""
        if self._text is None:
            self._text = {}
            self.parser.CharacterDataHandler = self._hear

    def _hear(self, text: str) -> None:
        so_far = self._heard(self._inside)
        if self._text is not None and len(so_far) < _SHOWN:
            self._text[self._inside] = (so_far + text)[:_SHOWN]

    def _heard(self, inside: str) -> str:
        return (self._text or {}).get(inside, "")

    def _keep(self) -> None:
        found = self.found
        found.last_row = max(found.last_row, self._row)
        found.last_column = max(found.last_column, self._column)
        if self._type == "e":
            self._note(self._heard("v") or "#ERROR", is_formula=False)
        # A formula may well give an empty text; its type then says so.
        elif self._has_formula and self._type != "str" and not self._heard("v"):
            self._note("=" + self._heard("f"), is_formula=True)
        elif self._style in self._percent and self._type == "n":
            found.percent_columns.add(self._column)
        if self._row_is_hidden and not self._row_is_told:
            self._row_is_told = True
            found.hidden_rows.append(self._row)

    def _note(self, text: str, *, is_formula: bool) -> None:
        self.found.unreadable.append(Unreadable(self._row, self._column, text, is_formula))

    def _hide(self, columns: range) -> None:
        self.found.hidden_columns.append(columns)
        if len(self.found.hidden_columns) > _COLUMNS_OF_A_SHEET:
            message = "more columns are hidden than a sheet has"
            raise ValueError(message)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = position(first), position(last or first)
        self.found.merged.append(Merged(top, left, bottom, right))
