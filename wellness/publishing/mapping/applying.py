"""Apply a mapping: the raw rows of a partner's file become a tidy sheet."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.mappings import FileMapping
from wellness.domain.period_formats import Grain, Span
from wellness.domain.workspace import Definitions
from wellness.publishing.mapping.bodies import Body, body_of, of_reader
from wellness.publishing.mapping.cells import CellReader
from wellness.publishing.mapping.layouts import Layout, layout_of
from wellness.publishing.mapping.left_out import LeftOut, without_left_out
from wellness.publishing.mapping.numbers import NumberForm
from wellness.publishing.mapping.pieces import PieceMaker
from wellness.publishing.mapping.quarters import Quarters, added
from wellness.publishing.mapping.repeats import Repeats
from wellness.publishing.mapping.set_aside import set_aside
from wellness.publishing.mapping.standing import standing
from wellness.publishing.mapping.tidy_sheets import tidy_sheet
from wellness.publishing.mapping.totals import Totals
from wellness.publishing.people import refuse_people
from wellness.publishing.reading import RawRows, Sheet


@dataclass(frozen=True)
class Mapped:
    """A file as its mapping reads it.

    `sheet` is None where the header lacks what the mapping names; `header_faults` say what. The
    rest is for whoever wants to see how it was read: `pieces` as `PieceMaker` makes them.
    """

    mapping: FileMapping
    body: Body
    layout: Layout
    sheet: Sheet | None
    header_faults: tuple[Fault, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    tokens: Counter[str] = field(default_factory=Counter)
    pieces: pd.DataFrame = field(default_factory=pd.DataFrame)
    totals_compared: int = 0


def apply(
    mapping: FileMapping,
    raw: RawRows,
    definitions: Definitions,
    is_known: Callable[[str], bool],
) -> Mapped:
    """The file as a tidy sheet whose faults are told of the partner's own cells.

    Raises `PeopleRefusedError` for records about people, wherever in the rows they stand;
    `is_known` tells the codes of the district.
    """
    body, ragged = body_of(raw, mapping)
    layout, missing = layout_of(mapping, body.titles)
    theirs = {alias.theirs for alias in mapping.org_unit.aliases} | {*mapping.org_unit.text.codes}
    counts = frozenset(body.titles.texts[place] for place in layout.numbers)
    otherwise = f" If nobody is meant, name the column under not_people in {mapping.file}."
    refuse_people(
        body.as_sheet(layout.not_people),
        lambda text: text in theirs or is_known(text),
        counts,
        otherwise,
    )
    faults = [*of_reader(raw, body, layout.read), *ragged]
    if missing:
        return Mapped(mapping, body, layout, None, (*faults, *missing))
    kept, left_out = without_left_out(body, mapping, layout)
    return _Application(mapping, kept, layout, definitions).mapped(faults, left_out)


@dataclass(frozen=True)
class _Application:
    """One mapping, the rows that are read, and what they become."""

    mapping: FileMapping
    body: Body
    layout: Layout
    definitions: Definitions

    def mapped(self, faults: Sequence[Fault], left_out: tuple[LeftOut, ...]) -> Mapped:
        form = NumberForm(self.mapping)
        reader = CellReader(self.body, self.mapping, form)
        maker = PieceMaker(self.body, self.mapping, self.layout, self.definitions, reader)
        every = maker.frame().assign(alone=True)
        if header := [f for f in maker.faults.values() if f.row <= self.mapping.header.last]:
            return Mapped(self.mapping, self.body, self.layout, None, (*faults, *header))
        aside = set_aside(self.body, self.mapping, self.layout)
        is_aside = every["row"].isin(aside.rows)
        reported = every[(every["state"] != form.not_reported) & ~is_aside]
        if self.mapping.add_rows:
            reported = added(reported, form)
        repeats = Repeats(reported, self.body, self.mapping, self.layout, self._spans(maker))
        doubtful = repeats.doubtful | repeats.around(every[is_aside])
        totals = self._totals(reported[~repeats.later], doubtful)
        parts = reported[~reported["is_total"] & ~repeats.later]
        quarters, incomplete = self._quarters(parts, form)
        found = [*faults, *maker.faults.values(), *repeats.faults(), *totals.differing]
        found += aside.faults
        if not any(fault.severity is Severity.ERROR for fault in found):
            found += incomplete  # else an error explains what is missing
        found += [f for f in incomplete if f.severity is Severity.ERROR and f not in found]
        found += self._said(left_out, len(every) - int((every["state"] != form.not_reported).sum()))
        tidy = quarters.sort_values(["row", "slot"], kind="stable", ignore_index=True)
        return Mapped(
            self.mapping,
            self.body,
            self.layout,
            tidy_sheet(tidy, self.body, self.mapping, self.layout, flags=form.flags, faults=found),
            left_out=left_out,
            tokens=reader.tokens(self.layout.numbers),
            pieces=every,
            totals_compared=totals.compared,
        )

    def _spans(self, maker: PieceMaker) -> dict[int, Span]:
        return {span.ordinal: span for slot in self.layout.slots for span in maker.spans(slot)}

    def _totals(self, pieces: pd.DataFrame, doubtful: frozenset[int]) -> Totals:
        places, rounded_to = self.definitions.places, self.mapping.rounded_to
        totals = Totals(pieces, self.body, self.layout, places, rounded_to, doubtful)
        totals.compare()
        return totals

    def _quarters(
        self, parts: pd.DataFrame, form: NumberForm
    ) -> tuple[pd.DataFrame, Sequence[Fault]]:
        if self.mapping.period.format.grain is not Grain.MONTH:
            return parts, ()
        return Quarters(parts, form, self.mapping.period.format, self.definitions).made()

    def _said(self, left_out: Sequence[LeftOut], not_reported: int) -> Iterator[Fault]:
        """What was not taken, in numbers: nothing is absorbed silently."""
        for group in left_out:
            if group.rows:
                many = f"{group.rows:,} row{'s' * (group.rows != 1)}"
                message = f"Left out by the mapping, {many}: {group.why.rstrip('.')}."
                yield _notice("left_out", message)
        if marks := standing(self.body, self.mapping, self.layout):
            listed = ", ".join(f"“{code}” {count:,} times" for code, count in marks.most_common())
            yield _notice("marked", f"Numbers stand beside marks of the sender: {listed}.")
        if not_reported:
            many = f"{not_reported:,} number{'s' * (not_reported != 1)}"
            yield _notice("not_reported", f"Marked as not reported by the sender: {many}.")


def _notice(code: str, message: str) -> Fault:
    remedy = "Nothing is to be mended if this is meant."
    return Fault(0, "", code, "", message, remedy, Severity.WARNING)
