"""Schools: those of one type in one period, against their size."""

from collections.abc import Iterator, Sequence

from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Rule
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import findings, wording
from wellness.reporting.answers import Finding, Point, SchoolComparison, SchoolDot, SchoolWithout
from wellness.reporting.footnotes import footnotes
from wellness.reporting.groups import Group, ground, group, size_title, types_in
from wellness.reporting.memory import remembered
from wellness.reporting.messages import say, sentences
from wellness.reporting.reading import denominator, numerator, required_place
from wellness.reporting.series import point_or_absent
from wellness.reporting.windows import window


def compares_schools(question: Question, source: Source) -> bool:
    """Whether the question's indicator is published by school, and schools have types."""
    contents, asked = source.contents, question.quarter
    shown = window(contents, contents.catalogue[question.indicator], Level.SCHOOL, asked)
    return shown is not None and bool(types_in(contents.places, shown.last))


@remembered
def compare_schools(question: Question, source: Source) -> SchoolComparison:
    """The schools of the asked type; the asked school's own type if none is asked.

    In a region or board district only its schools are compared. Raises `UnknownNameError` for an
    unknown name or a district without school types, `OutOfScopeError` for a place that may not
    be seen.
    """
    place, contents = required_place(question, source), source.contents
    schools, dots = _drawn(ground(question, source), source)
    together = schools.cells.get(schools.school_type.code)
    reference = point_or_absent(contents, schools.indicator, together, schools.window)
    here = place if place.level is Level.SCHOOL else None
    return SchoolComparison(
        question,
        schools.indicator,
        schools.school_type,
        types_in(contents.places, schools.window.last),
        reference.label,
        dots,
        schools.count(State.WITHHELD),
        schools.count(State.NOT_REPORTED),
        reference,
        here.code if here else "",
        size_title(contents, schools.indicator),
        _finding(contents, schools, dots, reference, here),
        footnotes(contents, schools.indicator, reference),
        _without(schools, {dot.org_unit for dot in dots}),
        contents.district.word(Level.SCHOOL),
        contents.district.word(Level.SCHOOL, 2),
    )


@remembered
def _drawn(ground: Question, source: Source) -> tuple[Group, tuple[SchoolDot, ...]]:
    """The group and its dots: the same for every school of a type."""
    schools = group(ground, source)
    return schools, tuple(_dots(schools))


def _dots(schools: Group) -> Iterator[SchoolDot]:
    for school in schools.schools:
        cell = schools.cells.get(school.code)
        if cell and schools.states[school.code] is State.SHOWN:
            yield from _dot(schools, school, cell)


def _dot(schools: Group, school: OrgUnit, cell: Cell) -> Iterator[SchoolDot]:
    """The school's dot; none where nobody was there to be counted."""
    amount = cell.amount(schools.indicator)
    if amount is not None:
        yield SchoolDot(
            school.code,
            school.name,
            schools.sizes.get(school.code, 0),
            amount,
            wording.cell(cell, schools.indicator),
            numerator(cell),
            denominator(cell),
            cell.low,
            cell.high,
        )


def _without(schools: Group, drawn: set[str]) -> tuple[SchoolWithout, ...]:
    """The schools that are not drawn: by name, those whose number is hidden last."""
    if not schools.is_published:
        return ()
    rest = [school for school in schools.schools if school.code not in drawn]
    found = [_told(schools, school, schools.cells.get(school.code)) for school in rest]
    return tuple(sorted(found, key=lambda s: (s.state is State.WITHHELD, s.name)))


def _told(schools: Group, school: OrgUnit, cell: Cell | None) -> SchoolWithout:
    state = schools.states[school.code]
    text = wording.cell(cell, schools.indicator) if cell else wording.STATES[state]
    return SchoolWithout(school.code, school.name, state, text)


def _finding(
    contents: Contents,
    schools: Group,
    dots: Sequence[SchoolDot],
    reference: Point,
    here: OrgUnit | None,
) -> Finding:
    plural = schools.school_type.name
    amounts = [(dot.amount, dot.text) for dot in dots]
    title = findings.spread(plural, amounts)
    if not schools.is_published:
        level = contents.district.word(Level.SCHOOL)
        said = say("places.elsewhere", title=schools.indicator.title, level=level)
        return Finding(title, said)
    never = reference.amount is None and schools.indicator.places_rule is Rule.NEVER
    together = "" if never else say("schools.reference", plural=plural, text=reference.text)
    counted = ", ".join(_counted(contents, schools, len(dots))) + "."
    return Finding(title, sentences(counted, together, _here(schools, here)))


def _counted(contents: Contents, schools: Group, shown: int) -> Iterator[str]:
    """How many are shown, hidden and missing."""
    calendar, window = contents.calendar, schools.window
    period = wording.period_said(calendar, schools.indicator, window.last, window.period_type)
    total = len(schools.schools)
    word = contents.district.word(Level.SCHOOL, total)
    yield say("schools.shown", shown=shown, number=total, schools=word, period=period)
    for state in (State.WITHHELD, State.CODED, State.NOT_REPORTED):
        if number := schools.count(state):
            yield say("schools.state", count=number, state=wording.STATES[state])


def _here(schools: Group, here: OrgUnit | None) -> str:
    """The asked school's own number, or why there is none."""
    cell = schools.cells.get(here.code) if here else None
    if here is None or cell is None:
        return ""
    return say("schools.here", school=here.name, text=wording.cell(cell, schools.indicator))
