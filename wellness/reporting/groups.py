"""Groups: which schools are compared, in which period, and how large they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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

_AROUND = frozenset({Level.REGION, Level.BOARD_DISTRICT})


@dataclass(frozen=True, slots=True)
class Group:
    """The schools of one type in one period, with what is released about them.

    `cells`, `sizes` and `states` are by org unit; the cells hold the school type's own as well.
    """

    indicator: Indicator
    window: Window
    school_type: OrgUnit
    schools: tuple[OrgUnit, ...]
    cells: Mapping[str, Cell]
    sizes: Mapping[str, int]
    states: Mapping[str, State]
    is_published: bool

    def count(self, state: State) -> int:
        """How many of the schools are in a state."""
        return list(self.states.values()).count(state)


def ground(question: Question, source: Source) -> Question:
    """The question whose `group` is this question's: equal for all places that compare the same.

    It is about a region, a board district or the whole district, and names its school type.
    Raises as `group` does.
    """
    contents, quarter = source.contents, question.quarter
    indicator = contents.catalogue[question.indicator]
    school_type = _asked_type(question, contents, _shown(contents, indicator, quarter).last)
    place = contents.places.unit(question.place)
    inside = place if place.level in _AROUND else contents.places.district
    asked = replace(question, school_type=school_type.code, newest=True)
    return asked.about(indicator.code).at(inside.code)


def group(question: Question, source: Source) -> Group:
    """The schools that a question compares; in a region or board district only its own.

    Where more schools are withheld than shown in the quarter, the school year is compared, if it
    shows more. Raises `UnknownNameError` for an unknown name, or where no school has a type.
    """
    contents = source.contents
    indicator = contents.catalogue[question.indicator]
    published = windows.window(contents, indicator, Level.SCHOOL, question.quarter)
    shown = _shown(contents, indicator, question.quarter)
    found = _group(question, source, indicator, shown, is_published=published is not None)
    if shown.is_yearly or not _mostly_withheld(found):
        return found
    if PeriodType.YEAR not in _periods(indicator):
        return found
    year = windows.year_window(contents, indicator, question.quarter)
    of_year = _group(question, source, indicator, year, is_published=True)
    shows_more = of_year.count(State.SHOWN) > found.count(State.SHOWN)
    return of_year if shows_more and not _mostly_withheld(of_year) else found


def _periods(indicator: Indicator) -> Sequence[PeriodType]:
    """The periods for which schools are published."""
    return [p for p in PeriodType if Level.SCHOOL in indicator.plan().levels(p)]


def _mostly_withheld(schools: Group) -> bool:
    """Whether what is shown speaks for a few: small numbers are withheld, zeros and large ones not.

    Such a picture would show the extremes and pass them off as the schools.
    """
    withheld = schools.count(State.WITHHELD)
    return withheld > schools.count(State.SHOWN)


def _group(
    question: Question,
    source: Source,
    indicator: Indicator,
    shown: Window,
    *,
    is_published: bool,
) -> Group:
    contents = source.contents
    school_type = _asked_type(question, contents, shown.last)
    levels = (Level.SCHOOL, Level.SCHOOL_TYPE)
    found = source.across(indicator.code, shown.last, shown.period_type, levels)
    cells = {c.org_unit: c for c in found}
    schools = tuple(_schools(question, contents.places, school_type, shown.last))
    # A school without a cell has not reported, unless schools are not published at all.
    no_cell = State.NOT_REPORTED if is_published else State.NOT_APPLICABLE
    states = {s.code: _state(cells.get(s.code), indicator, no_cell) for s in schools}
    return Group(
        indicator,
        shown,
        school_type,
        schools,
        cells,
        _sizes(source, indicator, shown, cells),
        states,
        is_published,
    )


def _state(cell: Cell | None, indicator: Indicator, no_cell: State) -> State:
    return wording.state_of(cell, indicator) if cell else no_cell


def fair(contents: Contents, indicator: Indicator) -> Indicator:
    """What places of different size are compared by: for a count the rate worked out from it.

    A count without such a rate stands for itself.
    """
    rates = (i for i in contents.catalogue.published() if i.derived)
    return next((i for i in rates if i.derived and i.derived[0] == indicator.code), indicator)


def types_in(places: Places, quarter: Quarter) -> tuple[OrgUnit, ...]:
    """The school types that had schools in a quarter, by name."""
    return tuple(t for t in places.at(Level.SCHOOL_TYPE) if places.has_members(t.code, quarter))


def type_named(places: Places, text: str) -> OrgUnit | None:
    """A school type by its code, or by what its schools are called (`elementary`)."""
    return next((t for t in places.at(Level.SCHOOL_TYPE) if text in {t.code, t.school_type}), None)


def size_title(contents: Contents, indicator: Indicator) -> str:
    """What the size of a school is called: `Enrollment`, or `Students counted`."""
    named = indicator.derived[1] if indicator.derived else indicator.denominator_from
    if named:
        return contents.catalogue[named].title
    if indicator.kind.is_quotient:
        return capital(f"{indicator.out_of} counted")
    reference = size_series(contents)
    return reference.title if reference else ""


def _shown(contents: Contents, indicator: Indicator, asked: Quarter) -> Window:
    """The period that is compared first."""
    published = windows.window(contents, indicator, Level.SCHOOL, asked)
    return published or _window_above(contents, indicator, asked)


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
    word = contents.district.word
    message = (
        f"No {word(Level.SCHOOL)} of {contents.district.short_name} has a "
        f"{word(Level.SCHOOL_TYPE)} in {contents.calendar.label(quarter)}, so "
        f"{word(Level.SCHOOL, 2)} cannot be compared. "
        "Choose another quarter."
    )
    raise UnknownNameError(message)


def _schools(
    question: Question, places: Places, school_type: OrgUnit, quarter: Quarter
) -> Iterator[OrgUnit]:
    place, inside = places.unit(question.place), None
    if place.level in _AROUND:
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
