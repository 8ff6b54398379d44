"""The list of schools in which one is found."""

from dataclasses import dataclass

from wellness.domain.places import OrgUnit
from wellness.domain.questions import Question


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """A school in a list. `formerly` are the names it had before, `note` says if it is not open.

    `inside` says whether it belongs to the asked place; `students` is None where unknown;
    `school_type` is the code of its type.
    """

    school: OrgUnit
    name: str
    kind: str
    school_type: str
    region: str
    students: int | None
    formerly: tuple[str, ...] = ()
    note: str = ""
    inside: bool = True


@dataclass(frozen=True, slots=True)
class Directory:
    """Every school that may be seen, by name; `place` is the one whose schools come first.

    `word` and `words` are what the district calls one and some, `region` what it calls their
    region, "" where it has none.
    """

    question: Question
    place: OrgUnit
    school_types: tuple[OrgUnit, ...]
    schools: tuple[ListedSchool, ...]
    size_title: str
    word: str = "school"
    words: str = "schools"
    region: str = "Region"
