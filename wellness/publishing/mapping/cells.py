"""The number cells of a body, each read once, with the flags beside them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from wellness.domain.deliveries import Fault
from wellness.domain.mappings import FileMapping
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.numbers import BAD, EMPTY, Cells, NumberForm
from wellness.publishing.mapping.slots import Places, Slot
from wellness.publishing.mapping.texts import Said
from wellness.publishing.reading.sheets import BoolArray


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a column in some of its rows."""

    place: int
    rows: BoolArray
    code: str
    said: Said


@dataclass(frozen=True)
class CellReader:
    """Reads the columns of numbers of one body."""

    body: Body
    mapping: FileMapping
    form: NumberForm
    _read: dict[tuple[int, bool, bool, Places], tuple[Cells, tuple[Problem, ...]]] = field(
        default_factory=dict
    )

    def of(self, slot: Slot, role: str) -> tuple[Cells, tuple[Problem, ...]]:
        """The numbers of one role, its columns added up, and what is wrong with them."""
        parts = [self._one(place, slot, ready=role == "value") for place in slot.columns[role]]
        cells = parts[0][0]
        for other, _ in parts[1:]:
            cells = cells + other
        if len(parts) > 1:
            lowest = np.minimum.reduce([part.states for part, _ in parts])
            cells = replace(cells, states=self.form.of_sum(lowest, cells.states))
        return cells, tuple(problem for _, problems in parts for problem in problems)

    def tokens(self, places: frozenset[int]) -> Counter[str]:
        """The marks in those columns that the mapping has a meaning for, with how often."""
        met: Counter[str] = Counter()
        for place in sorted(places):
            words = self.body.columns[place]
            counts = np.bincount(words.codes, minlength=len(words.texts))
            for text, count in zip(words.texts, counts.tolist(), strict=True):
                if count and self.form.meaning(text):
                    met[text] += count
        return met

    def _one(self, place: int, slot: Slot, *, ready: bool) -> tuple[Cells, tuple[Problem, ...]]:
        beside = (slot.beside[place],) if place in slot.beside else ()
        percent = slot.rule.percent and ready
        key = (place, percent, ready, (*slot.flags, *beside))
        if key not in self._read:
            problems: list[Problem] = []
            words = self.body.columns[place]
            cells = self.form.read(words, percent=percent, ready=ready)
            for flags in key[3]:
                cells = self._flagged(cells, place, flags, problems)
            empty = cells.states == EMPTY
            problems += self._unread(cells, place)
            states = np.where(empty, BAD, cells.states)
            amounts = np.where(states == 0, cells.amounts, np.nan)
            self._read[key] = Cells(amounts, states), tuple(problems)
        return self._read[key]

    def _flagged(self, cells: Cells, place: int, flags: int, problems: list[Problem]) -> Cells:
        """The numbers with the marks of a column of flags."""
        marks, unknown = self.form.marks(self.body.columns[flags])
        if unknown:
            message = f"“{unknown[0]}” has no meaning among the flags of {self.mapping.file}."
            remedy = "Say under [flags.meanings] what it means; “shown” if the number stands."
            problems.append(Problem(flags, marks == BAD, "unknown_flag", (message, remedy)))
        against = (cells.states == 0) & (marks > 0) & (marks != BAD)
        if against.any():
            message = "A number stands here, and the flag beside it says that there is none."
            remedy = (
                "Empty the cell or the flag; if the flag leaves the number as it is, its meaning "
                f"in {self.mapping.file} is “shown”."
            )
            problems.append(Problem(place, against, "flag_with_number", (message, remedy)))
        # A flag speaks for an empty cell; 0 and above are states, a number's is 0.
        silent = (cells.states == EMPTY) & (marks == 0)
        states = np.where(silent, EMPTY, np.maximum(cells.states, marks))
        return Cells(cells.amounts, np.where(against, 0, states))

    def _unread(self, cells: Cells, place: int) -> Iterator[Problem]:
        if (empty := cells.states == EMPTY).any():
            remedy = (
                f"Write the number; if blank has a meaning, say it in {self.mapping.file} under "
                '[tokens], like "" = "not_reported".'
            )
            said = "The cell is empty, and nothing says why.", remedy
            yield Problem(place, empty, "empty_cell", said)
        filled = self.body.columns[place].rows_where(bool)
        if (bad := (cells.states == BAD) & filled & np.isnan(cells.amounts)).any():
            said = (
                "This is neither a number nor a mark that the mapping knows.",
                f"Write the number, or say in {self.mapping.file} under [tokens] what it means.",
            )
            yield Problem(place, bad, "unknown_token", said)


def told(body: Body, problem: Problem, rows: BoolArray) -> Iterator[Fault]:
    """A fault for each of some rows that has the problem."""
    for row in np.flatnonzero(problem.rows & rows):
        yield body.fault(row, problem.place, problem.code, problem.said)
