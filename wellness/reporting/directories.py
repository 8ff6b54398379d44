"""Directories: every school by name, to be searched; never ranked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import histories
from wellness.reporting.directory_answers import Directory, ListedSchool
from wellness.reporting.groups import types_in
from wellness.reporting.memory import remembered
from wellness.reporting.profiles import kind
from wellness.reporting.reading import numerator, required_place, size_series


@dataclass(frozen=True, slots=True)
class Matches:
    """The schools that a search found. `widened`: none in the asked place, so everywhere."""

    schools: tuple[ListedSchool, ...]
    widened: bool = False


@remembered
def directory(question: Question, source: Source) -> Directory:
    """The schools of the asked place, and all others that may be seen, by name.

    A place without schools of its own, such as a wellness center, is answered for the district.
    Raises `UnknownNameError` for an unknown place, `OutOfScopeError` for one that may not be seen.
    """
    contents, place = source.contents, required_place(question, source)
    inside = {u.code for u in contents.places.schools(place.code, question.quarter)}
    if not inside:
        place = contents.places.district
    size = size_series(contents)
    sizes = _sizes(source, size.code, question.quarter) if size else {}
    return Directory(
        question,
        place,
        types_in(contents.places, question.quarter),
        tuple(_listed(question, contents, place, sizes)),
        size.title if size else "",
        contents.district.word(Level.SCHOOL),
        contents.district.word(Level.SCHOOL, 2),
        contents.district.level_title(Level.REGION) if contents.places.at(Level.REGION) else "",
    )


def matching(
    found: Directory, text: str = "", school_type: str = "", *, largest_first: bool = False
) -> Matches:
    """The schools whose name, or a former one, has every word of the text.

    Without a text, the open schools of the place; a text may find closed ones, and where it finds
    nothing in the place it is looked for everywhere.
    """
    of_type = [s for s in found.schools if school_type in ("", s.school_type)]
    if not text.strip():
        here = [s for s in of_type if s.inside and not s.note]
        return Matches(_ordered(here, largest_first=largest_first))
    named = [s for s in of_type if _has(s, text)]
    here = [s for s in named if s.inside]
    return Matches(_ordered(here or named, largest_first=largest_first), bool(named and not here))


def _listed(
    question: Question, contents: Contents, place: OrgUnit, sizes: Mapping[str, int]
) -> Iterator[ListedSchool]:
    for school in contents.places.at(Level.SCHOOL):
        if school.code not in question.scope:
            continue
        seen = histories.nearest_open(school, question.quarter)
        around = contents.places.parents(school.code, seen)
        by_level = {parent.level: parent for parent in around}
        school_type, region = by_level.get(Level.SCHOOL_TYPE), by_level.get(Level.REGION)
        yield ListedSchool(
            school,
            contents.places.name_in(school.code, seen),
            kind(contents, school),
            school_type.code if school_type else "",
            region.name if region else "",
            sizes.get(school.code),
            histories.other_names(contents, school, seen),
            _note(contents, school, question.quarter),
            place.level is Level.DISTRICT or place in around,
        )


def _note(contents: Contents, school: OrgUnit, asked: Quarter) -> str:
    """Why the school has no numbers of the quarter; "" for an open one."""
    return "" if school.exists_in(asked) else histories.told(contents, school, asked)


def _sizes(source: Source, indicator: str, asked: Quarter) -> Mapping[str, int]:
    """How large each school is: of the asked school year, else of the one before."""
    for closing in (asked.closing, asked.closing.year_ago):
        cells = source.across(indicator, closing, PeriodType.YEAR, (Level.SCHOOL,))
        if sizes := {c.org_unit: n for c in cells if (n := numerator(c)) is not None}:
            return sizes
    return {}


def _has(school: ListedSchool, text: str) -> bool:
    names = (name.casefold() for name in (school.name, *school.formerly))
    words = text.casefold().split()
    return any(all(word in name for word in words) for name in names)


def _ordered(schools: Sequence[ListedSchool], *, largest_first: bool) -> tuple[ListedSchool, ...]:
    """By name, or by size with those of unknown size last."""
    if not largest_first:
        return tuple(sorted(schools, key=lambda s: s.name))
    return tuple(sorted(schools, key=lambda s: (-(s.students or 0), s.name)))
