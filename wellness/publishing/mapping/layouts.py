"""A mapping laid onto one file: every column it names, found in the file's header."""

from dataclasses import dataclass

from wellness.domain.deliveries import Fault
from wellness.domain.mappings import FileMapping
from wellness.publishing.mapping.headers import Titles
from wellness.publishing.mapping.slots import Finder, Places, Slot

NOWHERE = -1


@dataclass(frozen=True)
class Layout:
    """Places of columns, from 0; rules about rows are in the order of the mapping."""

    slots: tuple[Slot, ...]
    org_unit: Places
    period: int
    indicator: Places
    category: Places
    leave_out: Places
    set_aside: tuple[Places, ...]
    totals: Places
    not_people: frozenset[int]

    @property
    def numbers(self) -> frozenset[int]:
        """Every column of numbers that is read."""
        return frozenset(
            p for slot in self.slots for places in slot.columns.values() for p in places
        )

    @property
    def read(self) -> frozenset[int]:
        """Every column that is read."""
        texts = (*self.org_unit, self.period, *self.indicator, *self.category)
        rules = (*self.leave_out, *self.totals, *(p for places in self.set_aside for p in places))
        slots = frozenset[int]().union(*(slot.places for slot in self.slots))
        return frozenset((*texts, *rules)) - {NOWHERE} | slots


def layout_of(mapping: FileMapping, titles: Titles) -> tuple[Layout, tuple[Fault, ...]]:
    """Where everything stands, and what is not there."""
    finder = Finder(mapping, titles)
    period = mapping.period.column
    made = Layout(
        slots=finder.slots(),
        org_unit=tuple(map(finder.one, mapping.org_unit.text.columns)),
        period=NOWHERE if period is None else finder.one(period),
        indicator=tuple(map(finder.one, mapping.indicator.columns if mapping.indicator else ())),
        category=tuple(map(finder.one, mapping.category.text.columns if mapping.category else ())),
        leave_out=tuple(finder.one(rule.column) for rule in mapping.leave_out),
        set_aside=tuple(tuple(map(finder.one, rule.where)) for rule in mapping.set_aside),
        totals=tuple(finder.one(rule.rows.column) for rule in mapping.totals),
        # A column that is gone can tell of nobody: an edition may lack it.
        not_people=frozenset(p for ref in mapping.not_people for p in titles.like(ref)),
    )
    if not made.slots and not finder.faults:
        finder.note_nothing()
    return made, tuple(finder.faults)
