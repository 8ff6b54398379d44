"""Which columns of a file give which numbers: `[[columns]]` found in the file's own header."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wellness.domain.deliveries import Fault
from wellness.domain.mappings import ColumnsRule, FileMapping, NumberColumns, Ref
from wellness.publishing.mapping.headers import Titles

Groups = Mapping[str, str]
Places = tuple[int, ...]


@dataclass(frozen=True)
class Slot:
    """Columns that make one tidy row of every row of the file.

    `columns` are the places of the columns of each role, added up; `groups` are the texts that a
    wide header says of them. `beside` are the places of flags by the place of their number.
    """

    rule: ColumnsRule
    columns: Mapping[str, Places]
    groups: Groups = field(default_factory=dict)
    flags: Places = ()
    beside: Mapping[int, int] = field(default_factory=dict)

    @property
    def places(self) -> frozenset[int]:
        """Every column that is read for it."""
        numbers = (place for places in self.columns.values() for place in places)
        return frozenset((*numbers, *self.flags, *self.beside.values()))


@dataclass(frozen=True)
class Finder:
    """Finds columns in a header and notes those that are not there once, or at all."""

    mapping: FileMapping
    titles: Titles
    faults: list[Fault] = field(default_factory=list)

    def one(self, ref: Ref) -> int:
        """The place of a column; 0, with a fault noted, where it is not there exactly once."""
        found = self.titles.find(ref)
        if len(found) == 1:
            return found[0]
        said = self._several(found) if found else self._missing(ref)
        fault = Fault(self.mapping.header.last, str(ref), "unknown_column", "", *said)
        if fault not in self.faults:
            self.faults.append(fault)
        return 0

    def slots(self) -> tuple[Slot, ...]:
        """The slots of every `[[columns]]`, in the order of the mapping."""
        return tuple(slot for rule in self.mapping.columns for slot in self._slots(rule))

    def note_nothing(self) -> None:
        """Note that not one of the columns of numbers is there, all of them being optional."""
        message = f"Not one of the columns of numbers that {self.mapping.file} reads is there."
        self._note("", message, self._where())

    def _slots(self, rule: ColumnsRule) -> Iterator[Slot]:
        if rule.optional and not self._is_there(rule):
            return
        only = self.mapping.period.only
        if rule.period and only and rule.period not in only:
            return
        said = {"period": rule.period} if rule.period else {}
        plain = {
            role: tuple(map(self.one, numbers.columns))
            for role, numbers in rule.numbers.items()
            if numbers.pattern is None
        }
        flags = tuple(map(self.one, rule.flags))
        wide = {role: self._fitting(n.pattern) for role, n in rule.numbers.items() if n.pattern}
        for groups, columns in self._paired(rule, wide) if wide else [({}, {})]:
            every = plain | columns
            places = [place for places in every.values() for place in places]
            yield Slot(rule, every, groups | said, flags, self._beside(places))

    def _is_there(self, rule: ColumnsRule) -> bool:
        for numbers in rule.numbers.values():
            if numbers.pattern and not self.titles.fitting(numbers.pattern):
                return False
            if not all(map(self.titles.find, numbers.columns)):
                return False
        return True

    def _fitting(self, pattern: re.Pattern[str]) -> dict[int, dict[str, str]]:
        """The columns that fit, but for those of periods that are not read."""
        found = self.titles.fitting(pattern)
        only = self.mapping.period.only
        return {n: g for n, g in found.items() if not only or g.get("period", "") in {*only, ""}}

    def _paired(
        self, rule: ColumnsRule, wide: Mapping[str, dict[int, dict[str, str]]]
    ) -> Iterator[tuple[dict[str, str], dict[str, Places]]]:
        """For each different text of the groups, the column of every role.

        A role whose pattern has fewer groups, as a denominator that all categories share, is
        the same for all texts of the others.
        """
        leading = max(wide, key=lambda role: len(_names(rule.numbers[role])))
        if not wide[leading]:
            self._note_none(rule.numbers[leading])
        met: dict[tuple[str, ...], int] = {}
        for place, groups in wide[leading].items():
            first = met.setdefault(tuple(groups.values()), place)
            if first != place:
                self._note_same(first, place)
                continue
            columns: dict[str, Places] = {leading: (place,)}
            for role in wide:
                if role == leading:
                    continue
                shared = [p for p, g in wide[role].items() if g.items() <= groups.items()]
                if len(shared) != 1:
                    self._note_partner(rule.numbers[role], place, len(shared))
                columns[role] = tuple(shared[:1]) or (0,)
            yield groups, columns

    def _beside(self, places: list[int]) -> dict[int, int]:
        suffix = self.mapping.flags.suffix
        if not suffix:
            return {}
        found = {place: self.titles.find(self.titles.texts[place] + suffix) for place in places}
        return {place: flags[0] for place, flags in found.items() if flags}

    def _note(self, value: str, message: str, remedy: str) -> None:
        line = self.mapping.header.last
        self.faults.append(Fault(line, value, "unknown_column", "", message, remedy))

    def _note_none(self, numbers: NumberColumns) -> None:
        pattern = numbers.pattern.pattern if numbers.pattern else ""
        message = "No header fits this pattern of the mapping as a whole."
        self._note(pattern, message, self._where())

    def _note_same(self, first: int, place: int) -> None:
        message = f"This header says the same to the mapping as “{self.titles.named(first)}”."
        remedy = f"Give {self.mapping.file} a pattern that fits one of them, or more groups."
        self._note(self.titles.named(place), message, remedy)

    def _note_partner(self, numbers: NumberColumns, place: int, found: int) -> None:
        pattern = numbers.pattern.pattern if numbers.pattern else ""
        what = "No header" if not found else f"{found} headers instead of one"
        message = f"{what} fits this pattern for “{self.titles.named(place)}”."
        self._note(pattern, message, self._where())

    def _missing(self, ref: Ref) -> tuple[str, str]:
        if isinstance(ref, int):
            return f"The file has {len(self.titles)} columns.", self._where()
        meant = self.titles.nearest(ref)
        message = f"The column “{ref}” that {self.mapping.file} reads is not there."
        guess = f"Is it “{meant}” now? " if meant else ""
        return message, guess + self._where()

    def _several(self, found: list[int]) -> tuple[str, str]:
        places = ", ".join(str(place + 1) for place in found)
        message = f"{len(found)} columns are called so: {places}."
        return message, f"Name it by its position, like column = {found[0] + 1}."

    def _where(self) -> str:
        header = self.mapping.header
        rows = f"row {header.row}" if header.rows == 1 else f"rows {header.row}–{header.last}"
        return (
            f"{self.mapping.file} looks for it in {rows}; --explain shows the headers as they were "
            "read. Mend the mapping if the partner has changed the file."
        )


def _names(numbers: NumberColumns) -> frozenset[str]:
    return frozenset(numbers.pattern.groupindex) if numbers.pattern else frozenset()
