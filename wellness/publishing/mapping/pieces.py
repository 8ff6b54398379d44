"""Pieces: what each row of a file says for each of its slots, before months become quarters."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wellness.domain.deliveries import Fault
from wellness.domain.mappings import ROLES, FileMapping, TotalUse
from wellness.domain.period_formats import Span
from wellness.domain.periods import Quarter
from wellness.domain.workspace import Definitions
from wellness.publishing.mapping import dates, texts
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.cells import CellReader, told
from wellness.publishing.mapping.dates import Dates
from wellness.publishing.mapping.layouts import NOWHERE, Layout
from wellness.publishing.mapping.numbers import BAD, Cells
from wellness.publishing.mapping.slots import Slot
from wellness.publishing.reading import Words
from wellness.publishing.reading.sheets import BoolArray

Texts = NDArray[np.object_]
KEY = ["org_unit", "ordinal", "indicator", "breakdown", "category"]


@dataclass(frozen=True)
class PieceMaker:
    """Turns the rows of a body into pieces; what cannot be turned is a fault.

    A piece is a row of a frame: `row` (index in the body), `slot`, the columns of `KEY` (texts of
    ours; `ordinal` is the period's), `quarter`, a number for each role (NaN where there is none),
    its `state`, and whether it is a total that is only compared.
    """

    body: Body
    mapping: FileMapping
    layout: Layout
    definitions: Definitions
    reader: CellReader
    faults: dict[tuple[int, int, str], Fault] = field(default_factory=dict)

    def frame(self) -> pd.DataFrame:
        """Every piece, in the order of the file."""
        frames = [self._of(number, slot) for number, slot in enumerate(self.layout.slots)]
        every = pd.concat(frames, ignore_index=True)
        return every.sort_values(["row", "slot"], kind="stable", ignore_index=True)

    def spans(self, slot: Slot) -> tuple[Span, ...]:
        """The periods of a slot."""
        return self._dates(slot).spans

    def _of(self, number: int, slot: Slot) -> pd.DataFrame:
        when = self._dates(slot)
        units, known = self._org_units(when)
        indicator, has_indicator = self._indicators(slot)
        category, has_category = self._categories(slot)
        ok = known & has_indicator & has_category
        cells = {role: self._cells(slot, role, ok) for role in slot.columns}
        states = np.maximum.reduce([c.states for c in cells.values()])
        kept = np.flatnonzero(ok & (states != BAD))
        spans = when.spans or (None,)
        frame = pd.DataFrame(
            {
                "row": kept,
                "slot": number,
                "org_unit": units[kept],
                "ordinal": np.array([s.ordinal if s else 0 for s in spans])[when.codes[kept]],
                "quarter": np.array([s.quarter.ordinal if s else 0 for s in spans])[
                    when.codes[kept]
                ],
                "indicator": _texts(indicator)[kept],
                "breakdown": _texts(category.mapped(lambda t: t.partition(":")[0]))[kept],
                "category": _texts(category.mapped(lambda t: t.partition(":")[2]))[kept],
            }
        )
        nothing = np.full(len(self.body), np.nan)
        for role in ROLES:
            frame[role] = (cells[role].amounts if role in cells else nothing)[kept]
        frame["state"], frame["is_total"] = states[kept], self._compared[kept]
        return frame

    def _cells(self, slot: Slot, role: str, ok: BoolArray) -> Cells:
        cells, problems = self.reader.of(slot, role)
        for problem in problems:
            self._note(told(self.body, problem, ok))
        return cells

    def _note(self, faults: Iterable[Fault]) -> None:
        """Keep faults; several slots may read the same cell."""
        for fault in faults:
            self.faults.setdefault((fault.row, fault.position, fault.code), fault)

    # When, where, what: each of the row, or of a wide column's header.

    def _dates(self, slot: Slot) -> Dates:
        rule = self.mapping.period
        if self.layout.period != NOWHERE:
            return self._row_dates
        text = slot.groups.get("period")
        if text is None:
            span = dates.of_file(self.mapping, self.body.file_name)
            wrong, value = "The name of the file", self.body.file_name
        else:
            span = rule.format.read(text)
            wrong, value = "This header", text
        if span:
            return dates.same(span, len(self.body))
        message = f"{wrong} names no period that is written like {rule.format.written or 'ours'}."
        remedy = f"Mend “format” under [period] in {self.mapping.file}."
        self._note([Fault(self.mapping.header.last, value, "unknown_period", "", message, remedy)])
        return Dates((), np.full(len(self.body), -1, dtype=np.int64))

    @cached_property
    def _row_dates(self) -> Dates:
        place = self.layout.period
        found = dates.in_column(self.body.columns[place], self.mapping, place)
        written = self.mapping.period.format.written or self._example
        said = "This is not a period.", f"{self.mapping.file} reads what is written like {written}."
        self._note(
            self.body.fault(row, place, "unknown_period", said)
            for row in np.flatnonzero(found.codes < 0)
        )
        return found

    @property
    def _example(self) -> str:
        district = self.definitions.district
        return district.calendar.label(district.first_quarter)

    def _org_units(self, when: Dates) -> tuple[Texts, BoolArray]:
        """The place of every row, and where it is known."""
        key = when.spans, when.place
        if key not in self._found_units:
            self._found_units[key] = self._find_org_units(when)
        return self._found_units[key]

    @cached_property
    def _found_units(self) -> dict[tuple[tuple[Span, ...], int], tuple[Texts, BoolArray]]:
        return {}

    def _find_org_units(self, when: Dates) -> tuple[Texts, BoolArray]:
        """Asked once for each different text and period."""
        words = self._org_unit_texts
        dated = when.codes >= 0
        pairs = words.codes * (len(when.spans) + 1) + when.codes + 1
        codes, different = pd.factorize(pairs)
        found: list[str | None] = []
        for number, pair in enumerate(different.tolist()):
            text, span = divmod(pair, len(when.spans) + 1)
            quarter = when.spans[span - 1].quarter if span else None
            ours = self._units.find(words.texts[text], quarter) if quarter else ""
            found.append(ours)
            if quarter and ours is None:
                self._note_unit(np.flatnonzero(codes == number), words.texts[text], quarter)
        known = np.array([ours is not None for ours in found], dtype=np.bool_)[codes]
        return np.array(found, dtype=object)[codes], known & dated

    def _note_unit(self, rows: NDArray[np.intp], text: str, quarter: Quarter) -> None:
        said = self._units.said(text, quarter)
        place = self.layout.org_unit[0] if self.layout.org_unit else 0
        self._note(
            self.body.fault(row, place, "unknown_org_unit", said, value=text) for row in rows
        )

    @cached_property
    def _units(self) -> texts.OrgUnits:
        return texts.OrgUnits(self.mapping, self.definitions)

    @cached_property
    def _org_unit_texts(self) -> Words:
        rule = self.mapping.org_unit.text
        if self.layout.org_unit:
            return texts.joined(self.body, self.layout.org_unit, rule.join)
        return self._constant(rule.constant)

    def _indicators(self, slot: Slot) -> tuple[Words, BoolArray]:
        if slot.rule.indicator:
            return self._constant(slot.rule.indicator), self._everywhere
        known = texts.indicators(self.mapping, self.definitions.catalogue)
        if "indicator" in slot.groups:
            return self._of_header(slot, "indicator", known)
        return self._translated(known, self.layout.indicator, "indicator")

    def _categories(self, slot: Slot) -> tuple[Words, BoolArray]:
        rule, catalogue = slot.rule, self.definitions.catalogue
        if "category" in slot.groups:
            known = texts.categories(rule.codes, rule.breakdown, self.mapping, catalogue)
            return self._of_header(slot, "category", known)
        if rule.category:
            return self._constant(f"{rule.breakdown}:{rule.category}"), self._everywhere
        if self.mapping.category is None:
            return self._constant(""), self._everywhere
        known = texts.row_categories(self.mapping.category, self.mapping, catalogue)
        words, ok = self._translated(known, self.layout.category, "category")
        if not self._whole.any():
            return words, ok
        whole = Words((*words.texts, ""), np.where(self._whole, len(words.texts), words.codes))
        return whole, ok | self._whole

    def _of_header(self, slot: Slot, what: str, known: texts.Dictionary) -> tuple[Words, BoolArray]:
        text = slot.groups[what]
        ours = known.find(text)
        if ours is None:
            said = _unknown(known, text, what, f"“codes” of its [[columns]] in {self.mapping.file}")
            place = next(iter(slot.columns.values()))[0]
            title = self.body.titles.named(place)
            line = self.mapping.header.last
            self._note([Fault(line, title, f"unknown_{what}", text, *said, position=place + 1)])
        return self._constant(ours or ""), self._everywhere & (ours is not None)

    def _translated(
        self, known: texts.Dictionary, places: tuple[int, ...], what: str
    ) -> tuple[Words, BoolArray]:
        """Ours for a column of every row; what is not known is a fault but for total rows."""
        rule = self.mapping.indicator if what == "indicator" else None
        if rule is None and self.mapping.category:
            rule = self.mapping.category.text
        words = texts.joined(self.body, places, rule.join if rule else " ")
        ours, unknown = known.translate(words)
        wrong = unknown & ~self._whole if what == "category" else unknown
        where = f"[{what}.codes] in {self.mapping.file}"
        self._note(
            self.body.fault(
                row,
                places[0],
                f"unknown_{what}",
                _unknown(known, words[row], what, where),
                value=words[row],
            )
            for row in np.flatnonzero(wrong)
        )
        return ours, ~unknown

    def _constant(self, text: str) -> Words:
        return Words((text,), np.zeros(len(self.body), dtype=np.int64))

    @property
    def _everywhere(self) -> BoolArray:
        return np.ones(len(self.body), dtype=np.bool_)

    @cached_property
    def _whole(self) -> BoolArray:
        """The rows that are totals over categories."""
        return self._marked(TotalUse.TOTAL)

    @cached_property
    def _compared(self) -> BoolArray:
        """The rows that are totals to compare with, and not loaded."""
        return self._marked(TotalUse.COMPARE)

    def _marked(self, use: TotalUse) -> BoolArray:
        marked = np.zeros(len(self.body), dtype=np.bool_)
        for rule, place in zip(self.mapping.totals, self.layout.totals, strict=True):
            if rule.use is use:
                marked |= self.body.columns[place].rows_where(rule.rows.takes)
        return marked


def _texts(words: Words) -> Texts:
    return np.array(words.texts, dtype=object)[words.codes]


def _unknown(known: texts.Dictionary, text: str, what: str, where: str) -> texts.Said:
    meant = known.nearest(text)
    guess = f"Is it “{meant}”? " if meant else ""
    message = f"The {what} is empty." if not text else f"This {what} is not known."
    return message, f"{guess}Say what it means under {where}, or leave such rows out."
