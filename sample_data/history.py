"""`org_units.csv`: every place and what it belonged to, one row a membership."""

from collections.abc import Iterator
from dataclasses import replace

from sample_data.names import REGIONS
from sample_data.places import Unit
from sample_data.stories import Plot
from wellness.domain.periods import Quarter
from wellness.domain.places import Level, Membership

# Of the school that was renamed, in every district: a mapping of the sample knows both.
OLD_NAME, NEW_NAME = "Goldenrod Hollow Elementary", "Starflower Commons Elementary"


def memberships(plot: Plot) -> tuple[Membership, ...]:
    """The rows of all places, as the stories changed them."""
    changes = {s.org_unit: (s.kind, s.first) for s in plot.of("renamed", "closed", "moved")}
    return tuple(
        row
        for unit in plot.places.units
        for original in _rows(unit)
        for row in _changed(original, *changes.get(unit.code, ("", None)))
    )


def _rows(unit: Unit) -> Iterator[Membership]:
    for parent, level in _parents(unit):
        yield Membership(
            unit.code,
            unit.name,
            unit.level,
            unit.school_type,
            unit.charter,
            unit.operator,
            parent,
            level,
            valid_from=unit.opened,
        )


def _parents(unit: Unit) -> Iterator[tuple[str, Level | None]]:
    if unit.level is Level.DISTRICT:
        yield "", None
    elif unit.region < 0:
        yield "district", Level.DISTRICT
    if unit.region >= 0:
        yield region_code(unit.region), Level.REGION
    if unit.board >= 0:
        yield f"B{unit.board + 1}", Level.BOARD_DISTRICT
    if unit.school_type:
        yield unit.school_type, Level.SCHOOL_TYPE


def _changed(row: Membership, kind: str, first: Quarter | None) -> tuple[Membership, ...]:
    """The row, or what became of it from the quarter of the change on."""
    if first is None or (kind == "moved" and row.parent_level is not Level.REGION):
        return (row,)
    before, after = replace(row, valid_to=first - 1), replace(row, valid_from=first)
    if kind == "closed":
        return (before,)
    if kind == "renamed":
        return replace(before, name=OLD_NAME), replace(after, name=NEW_NAME)
    number = int(row.parent.removeprefix("R")) - 1
    return before, replace(after, parent=region_code((number + 1) % len(REGIONS)))


def region_code(number: int) -> str:
    """The code of a region."""
    return f"R{number + 1}"
