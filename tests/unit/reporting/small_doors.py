"""Doors of the small district, written as one line a school and quarter: `ash 2026-27-Q1 101`.

The digits are clinician, center and telehealth: 1 open, 0 closed, - not reported. What larger
places have is counted here in loops.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tests.unit.reporting.small_source import CALENDAR, FIRST, SmallSource, source
from wellness.domain.cells import Cell, State
from wellness.domain.indicators import (
    Breakdown,
    Catalogue,
    DefinitionVersion,
    DisclosureClass,
    Improvement,
    Indicator,
    Kind,
    PublicationPlan,
    Theme,
)
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level

DOORS, NUMBERS = ("clinician", "center", "telehealth"), ("none", "one", "two", "three")
SCHOOLS = ("ash", "birch", "cedar", "dogwood")
LARGER = (Level.DISTRICT, Level.REGION, Level.SCHOOL_TYPE)
Told = Mapping[tuple[str, Quarter], str]


def told(lines: str) -> Told:
    """The digits by school and quarter."""
    split = (line.split() for line in lines.strip().splitlines())
    return {(school, CALENDAR.parse(quarter)): digits for school, quarter, digits in split}


def doors_source(lines: str = "", known: Told | None = None) -> SmallSource:
    """The small district with these doors and no other number."""
    found = told(lines) if known is None else known
    plain = source("reach ash 2026-27-Q1 - 21/420 1/1")
    defined = Catalogue((*plain.contents.catalogue.values(), indicator()))
    contents = replace(plain.contents, catalogue=defined)
    return SmallSource(contents, (*_schools(found), *_larger(found, plain)))


def indicator() -> Indicator:
    """Schools by open pathways."""
    plan = PublicationPlan("school", "school")
    titles = {"clinician": "Clinician at school", "center": "Wellness center"}
    numbers = {"three": "All three"}
    return Indicator(
        "pathways_open",
        "Schools by open pathways",
        Theme.ACCESS,
        Kind.STOCK,
        "schools",
        numerator="Schools in session",
        improvement=Improvement.NEUTRAL,
        disclosure_class=DisclosureClass.OPEN,
        cadence=PeriodType.QUARTER,
        lowest_level=plan,
        sources=("register",),
        definitions=(DefinitionVersion(1, FIRST, "First."),),
        breakdowns={
            "door": Breakdown("door", "Pathway", DOORS, titles, False, plan),  # noqa: FBT003
            "doors_open": Breakdown("doors_open", "Open", NUMBERS, numbers, True, plan),  # noqa: FBT003
        },
    )


def _schools(known: Told) -> Iterator[Cell]:
    for (school, quarter), digits in known.items():
        for category, digit in zip(DOORS, digits, strict=True):
            yield _cell(school, quarter, "door", category, None if digit == "-" else int(digit))


def _larger(known: Told, plain: SmallSource) -> Iterator[Cell]:
    places = plain.contents.places
    for quarter in dict.fromkeys(quarter for _, quarter in known):
        for place in (unit for level in LARGER for unit in places.at(level)):
            inside = [school.code for school in places.schools(place.code, quarter)]
            digits = [known[s, quarter] for s in inside if (s, quarter) in known]
            whole = [d for d in digits if "-" not in d]
            yield from _numbers(place.code, quarter, whole, len(inside))


def _numbers(place: str, quarter: Quarter, digits: Iterable[str], sites: int) -> Iterator[Cell]:
    counts = [school.count("1") for school in digits]
    for number, category in enumerate(NUMBERS):
        found = _cell(place, quarter, "doors_open", category, counts.count(number))
        yield found._replace(reporting=len(counts), expected=sites)


def _cell(place: str, quarter: Quarter, breakdown: str, category: str, count: int | None) -> Cell:
    state = State.NOT_REPORTED if count is None else State.SHOWN
    return Cell(
        "pathways_open",
        place,
        quarter,
        PeriodType.QUARTER,
        breakdown,
        category,
        state,
        State.NOT_APPLICABLE,
        count,
        reporting=1,
        expected=1,
    )
