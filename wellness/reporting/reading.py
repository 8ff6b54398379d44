"""Reading: the few ways in which answers look at the store."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Indicator, Theme
from wellness.domain.places import OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source


def required_place(question: Question, source: Source) -> OrgUnit:
    """The asked place. Raises `UnknownNameError`, or `OutOfScopeError` if it may not be seen."""
    place = source.contents.places.unit(question.place)
    question.scope.require(place.code, place.name)
    return place


def numerator(cell: Cell) -> int | None:
    """The numerator, if it may be read. A number that came along by mistake goes no further."""
    return cell.numerator if cell.is_shown else None


def denominator(cell: Cell) -> int | None:
    """The denominator, if it may be read."""
    return cell.denominator if cell.denominator_state is State.SHOWN else None


def size_series(contents: Contents) -> Indicator | None:
    """The reference series that says how large a place is: the first one, or None."""
    return next(iter(contents.catalogue.of_theme(Theme.REFERENCE)), None)


def history(
    source: Source, codes: Sequence[str], org_unit: str, breakdown: str = ""
) -> Mapping[str, tuple[Cell, ...]]:
    """Every period of some indicators in a place, by indicator, from one look at the store.

    Raises `UnknownNameError` for an indicator that the release does not define.
    """
    known = [source.contents.catalogue[code].code for code in codes]
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in source.history(known, org_unit, breakdown):
        found[cell.indicator].append(cell)
    return {code: tuple(found[code]) for code in known}
