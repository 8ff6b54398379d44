"""Groups: which schools are compared, in which period, and how large they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellness.domain.cells import Cell, State
from wellness.domain.errors import UnknownNameError
from wellness.domain.indicators import Indicator
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit, Places
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import windows, wording
from wellness.reporting.messages import capital
from wellness.reporting.reading import denominator, numerator, size_series
from wellness.reporting.windows import Window


@dataclass(frozen=True, slots=True)
class Group:
    """The schools of one type in one period, with what is released about them.

    `cells` and `sizes` are by org unit; the cells hold the school type's own as well. A school
    without a cell is in the state `without_cell`: not reported, or not published at all.
    """

    indicator: Indicator
    window: Window
    school_type: OrgUnit
    schools: tuple[OrgUnit, ...]
    cells: Mapping[str, Cell]
    sizes: Mapping[str, int]
    without_cell: State

    @property
    def is_published(self) -> bool:
        """Whether the indicator is published by school."""
        return self.without_cell is not State.NOT_APPLICABLE

    def state(self, org_unit: str) -> State:
        """The state of a school's number."""
        cell = self.cells.get(org_unit)
        return wording.state_of(cell, self.indicator) if cell else self.without_cell

    def count(self, state: State) -> int:
        """How many of the schools are in a state."""
        return [self.state(school.code) for school in self.schools].count(state)


def group(question: Question, source: Source) -> Group:
    """The schools that a question compares; in a region or board district only its own.

    Raises `UnknownNameError` for an unknown name, or where no school has a type.
    """
    contents = source.contents
    indicator = contents.catalogue[question.indicator]
    published = windows.window(contents, indicator, Level.SCHOOL, question.quarter)
    shown = published or _window_above(contents, indicator, question.quarter)
    school_type = _asked_type(question, contents, shown.last)
    levels = (Level.SCHOOL, Level.SCHOOL_TYPE)
    found = source.across(indicator.code, shown.last, shown.period_type, levels)
    cells = {c.org_unit: c for c in found}
    return Group(
        indicator,
        shown,
        school_type,
        tuple(_schools(question, contents.places, school_type, shown.last)),
        cells,
        _sizes(source, indicator, shown, cells),
        State.NOT_REPORTED if published else State.NOT_APPLICABLE,
    )


def types_in(places: Places, quarter: Quarter) -> tuple[OrgUnit, ...]:
    """The school types that had schools in a quarter, by name."""
    return tuple(t for t in places.at(Level.SCHOOL_TYPE) if places.members(t.code, quarter))


def type_named(places: Places, text: str) -> OrgUnit | None:
    """A school type by its code, or by what its schools are called (`elementary`)."""
    return next((t for t in places.at(Level.SCHOOL_TYPE) if text in {t.code, t.school_type}), None)


def size_title(contents: Contents, indicator: Indicator) -> str:
    """What the size of a school is called: `Enrollment`, or `Students counted`."""
    named = indicator.derived[1] if indicator.derived else indicator.denominator_from
    if named:
        return contents.catalogue[named].title
    if indicator.kind.is_quotient:
        return capital(f"{indicator.unit} counted")
    reference = size_series(contents)
    return reference.title if reference else ""


def _window_above(contents: Contents, indicator: Indicator, asked: Quarter) -> Window:
    """The period of an indicator that schools have no numbers of."""
    levels = (Level.SCHOOL_TYPE, Level.DISTRICT)
    found = (windows.window(contents, indicator, level, asked) for level in levels)
    return next(filter(None, found), Window(PeriodType.QUARTER, asked))


def _asked_type(question: Question, contents: Contents, quarter: Quarter) -> OrgUnit:
    """The asked type, the place's own, or the one with most schools."""
    places, place = contents.places, contents.places.unit(question.place)
    if question.school_type and (named := type_named(places, question.school_type)):
        return named
    if place.level is Level.SCHOOL_TYPE:
        return place
    own = places.parent(place.code, Level.SCHOOL_TYPE, quarter)
    return own or _largest_type(contents, types_in(places, quarter), quarter)


def _largest_type(contents: Contents, types: Sequence[OrgUnit], quarter: Quarter) -> OrgUnit:
    if types:
        return max(types, key=lambda t: len(contents.places.members(t.code, quarter)))
    message = (
        f"No school of {contents.district.short_name} has a school type in "
        f"{contents.calendar.label(quarter)}, so schools cannot be compared. "
        "Choose another quarter."
    )
    raise UnknownNameError(message)


def _schools(
    question: Question, places: Places, school_type: OrgUnit, quarter: Quarter
) -> Iterator[OrgUnit]:
    place, inside = places.unit(question.place), None
    if place.level in {Level.REGION, Level.BOARD_DISTRICT}:
        inside = {u.code for u in places.members(place.code, quarter)}
    for school in places.members(school_type.code, quarter):
        if school.code in question.scope and (inside is None or school.code in inside):
            yield school


def _sizes(
    source: Source, indicator: Indicator, shown: Window, cells: Mapping[str, Cell]
) -> Mapping[str, int]:
    """How large each school is: what its rate is out of, else the first reference series."""
    if indicator.kind.is_quotient:
        sizes = {code: denominator(c) for code, c in cells.items()}
        return {code: size for code, size in sizes.items() if size is not None}
    reference = size_series(source.contents)
    if reference is None:
        return {}
    closing = shown.last.closing
    found = source.across(reference.code, closing, PeriodType.YEAR, (Level.SCHOOL,))
    sizes = {c.org_unit: numerator(c) for c in found}
    return {code: size for code, size in sizes.items() if size is not None}
