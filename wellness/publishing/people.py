"""Refuse files with records about people: nothing of them is kept, logged or repeated.

A delivery holds counts of people, never people. The rules err towards refusing: a file that is
refused by mistake costs its sender a column's name, a file let through costs somebody's privacy.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from wellness.domain.deliveries import COLUMNS
from wellness.domain.errors import WellnessError
from wellness.domain.periods import PeriodType
from wellness.domain.workspace import Definitions
from wellness.publishing.reading import Sheet, Words

_NUMBERS = frozenset({"numerator", "denominator", "value"})
_ONE_ROW_EACH = 0.5  # of the rows have a text of their own: then the column numbers people
_REPEATS = 2.0  # rows a key on average, all counting one: then every row is one person
_FEWEST_ROWS = 10  # below, sharing and repeating say nothing


class PeopleRefusedError(WellnessError):
    """A file that looks like records about people. It names a column and a rule, never a value."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind of personal data, by what its column is called and by what its values look like."""

    what: str
    header: re.Pattern[str]
    values: re.Pattern[str]


# Headers are compared in small letters with one blank between words, whole; values as they are.
_RULES = (
    _Rule(
        "names of people",
        re.compile(
            r"(first|last|middle|full|given|family|maiden|preferred|nick)name|surname|name"
            r"|(student|pupil|patient|client|child|parent|guardian|mother|father|staff|employee"
            r"|teacher|counselor|person|contact)s?( (first|last|full))? name"
            r"|(first|last|middle|full|given|family|maiden|preferred) name"
            r"|student|pupil|patient|client|guardian|parent"
        ),
        re.compile(r"[A-ZÀ-Þ][\w'’-]+, ?[A-ZÀ-Þ][\w'’-]+( [A-ZÀ-Þ]\.?)?"),
    ),
    _Rule(
        "birth dates",
        re.compile(r"d ?o ?b|.*\bbirth.*|born|b ?day"),
        re.compile(
            r"((19|20)\d\d[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])"
            r"|\d{1,2}[-/.]\d{1,2}[-/.]((19|20)\d\d|\d\d))([ T]\d\d:.*)?"
        ),
    ),
    _Rule(
        "student or other personal numbers",
        re.compile(
            r"(student|pupil|patient|client|person|perm|employee|staff|member|medical|record"
            r"|local|state|chart|mrn|sis)( student)?( record)?"
            r" (id|ids|no|nr|num|number|identifier|code)"
            r"|ssn|ssid|lasid|sasid|suid|mrn|social security.*|medi ?cal.*|cin"
        ),
        re.compile(r".*(?<!\d)\d{3}-\d{2}-\d{4}(?!\d).*"),
    ),
    _Rule(
        "e-mail addresses",
        re.compile(r"(.* )?e ?mails?( .*)?"),
        re.compile(r".*[^@\s]@[^@\s]+\.[A-Za-z]{2,}.*"),
    ),
    _Rule(
        "phone numbers",
        re.compile(r"(.* )?(tele)?phone( .*)?|(.* )?(mobile|cell)( no| number)?|fax"),
        re.compile(r".*(?<!\d)(\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d).*"),
    ),
    _Rule(
        "addresses",
        re.compile(r"(.* )?(address|addresses|street)( .*)?|(home )?(zip|postal)( code)?"),
        re.compile(
            r"\d+ [\w .'’-]+ (st|street|ave|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane"
            r"|ct|court|way|pl|place|ter|terrace)\.?(,? .*)?",
            re.IGNORECASE,
        ),
    ),
)
_PERSONAL_NUMBER = re.compile(r"[A-Za-z]{0,2}\d{5,12}")


def refuse_people(
    sheet: Sheet,
    is_known: Callable[[str], bool],
    counts: frozenset[str] = _NUMBERS,
    otherwise: str = "",
) -> None:
    """Raise `PeopleRefusedError` if any row or column looks like a record about a person.

    `is_known` tells the codes of this district (places, indicators, categories ...): a known code
    is no personal number, however long it is. `counts` are the headers of numbers, which may be
    different in every row; `otherwise` says what to do where nobody is meant.
    """
    for position, (name, words) in enumerate(zip(sheet.header, sheet.columns, strict=True)):
        for what in _found(name, words, is_known, counts):
            raise PeopleRefusedError(_refusal(_named(name, position), what) + otherwise)
    if _counts_single_people(sheet):
        raise PeopleRefusedError(_refusal("the rows", "one person or one contact a row"))


def _found(
    name: str, words: Words, is_known: Callable[[str], bool], counts: frozenset[str]
) -> Iterator[str]:
    spelled = _spelled(name)
    yield from (rule.what for rule in _RULES if rule.header.fullmatch(spelled))
    # The header is judged as a value too: a file without one has a person in its first row.
    unknown = [t for t in (name, *words.texts) if not is_known(t)]
    telling = [t for t in unknown if not _is_plain_number(t)]
    yield from (r.what for r in _RULES if any(map(r.values.fullmatch, telling)))
    if name not in counts and _numbers_people(len(words), unknown):
        yield "a personal number in every row"


def codes_of(definitions: Definitions) -> Callable[[str], bool]:
    """Tells the codes of a district: places, indicators, breakdowns and categories."""
    known = {*definitions.places.units, *definitions.catalogue, *PeriodType}
    for indicator in definitions.catalogue.values():
        for breakdown in indicator.breakdowns.values():
            known |= {breakdown.code, *breakdown.categories}
    return known.__contains__


def _spelled(name: str) -> str:
    """A header in small letters, its words apart: `StudentID` and `student_id` → student id."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.split(r"[^a-z0-9]+", apart.lower())).strip()


def _is_plain_number(text: str) -> bool:
    """Digits with at most one point: no rule speaks of these, and most texts are such."""
    return text.replace(".", "", 1).isdecimal()


def _numbers_people(rows: int, unknown: list[str]) -> bool:
    """Whether most rows have a number of their own that is no code of this district."""
    if rows < _FEWEST_ROWS:
        return False
    return sum(map(bool, map(_PERSONAL_NUMBER.fullmatch, unknown))) > _ONE_ROW_EACH * rows


def _counts_single_people(sheet: Sheet) -> bool:
    """Whether every row counts one, and the same place and quarter come again and again."""
    columns = sheet.by_name
    if len(sheet) < _FEWEST_ROWS or not set(COLUMNS) <= set(columns):
        return False
    if not columns["numerator"].rows_where(lambda text: text in {"0", "1"}).all():
        return False
    ones = columns["numerator"].rows_where(lambda text: text == "1").sum()
    key = np.zeros(len(sheet), dtype=np.int64)
    for name in COLUMNS[:6]:
        key = np.unique(key * len(columns[name].texts) + columns[name].codes, return_inverse=True)[
            1
        ]
    return bool(ones and len(sheet) >= _REPEATS * (key.max() + 1))


def _named(name: str, position: int) -> str:
    """How a refusal names a column.

    A file without a header has a person in its first row: a header that is no column word of
    ours or of the rules is therefore told by its position.
    """
    spelled = _spelled(name)
    is_word = name in COLUMNS or any(r.header.fullmatch(spelled) for r in _RULES)
    return f"the column “{name}”" if is_word else f"column {position + 1}"


def _refusal(where: str, what: str) -> str:
    return (
        f"The file was refused and nothing of it was kept: {where} seems to hold {what}. "
        "Only counts may be delivered, never records about people. Add the records up by place "
        "and quarter and send the counts; delete this copy if it was sent by mistake."
    )
