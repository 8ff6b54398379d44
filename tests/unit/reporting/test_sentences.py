"""No answer gives a verdict, whatever the numbers are, and none says what is hidden."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.reporting.small_source import NEXT, NOW, PLAN_END, asked, source
from wellness import reporting
from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Indicator
from wellness.domain.periods import Quarter
from wellness.domain.places import Level
from wellness.domain.stores import Source
from wellness.reporting.answers import Finding
from wellness.reporting.messages import MESSAGES

VERDICTS = re.compile(
    r"\b(improv\w*|worse\w*|better|best|worst|stand\w* out|steps? (back|forward)|chance|signal\w*"
    r"|significan\w*|concern\w*|unusual\w*|expected range|alarm\w*|good|bad|poor\w*|excellent"
    r"|success\w*|fail\w*|due to|because of|caus\w*|thanks to|led to|rose|fell|grew|risen|fallen"
    r"|increas\w*|decreas\w*|declin\w*|drop\w*|gain\w*|high\w*|low\w*|rank\w*|top|ahead|behind"
    r"|on track|fewer than|less than|at most|up|down)\b",
    re.IGNORECASE,
)
# Words of the list that say nothing about a number here.
INNOCENT = ("gained a door", "top or bottom band", "High schools", "add up", "High ")
TITLE_WORDS = 12
PLACES = ("district", "north", "south", "elementary", "ash", "birch", "dogwood")


def verdicts(text: str) -> list[str]:
    """The forbidden words of a sentence, or of a message with its slots."""
    said = re.sub(r"\{\w+\}", "", text)
    for words in INNOCENT:
        said = said.replace(words, "")
    return [match[0] for match in VERDICTS.finditer(said)]


def test_no_message_gives_a_verdict() -> None:
    given_verdicts = {name: verdicts(text) for name, text in MESSAGES.items()}

    assert {name: words for name, words in given_verdicts.items() if words} == {}


def test_the_list_sees_a_planted_verdict() -> None:
    for text in (
        "Students served improved.",
        "Visits are up significantly.",
        "A step back",
        "North stands out",
        "more than chance would explain",
        "This is a concern",
    ):
        assert verdicts(text), text


numbers = st.integers(0, 500_000)
states = st.sampled_from(list(State))


@st.composite
def releases(draw: st.DrawFn) -> tuple[Cell, ...]:
    """The cells of the small district with other states and numbers."""
    return tuple(_redrawn(cell, draw(states), draw(numbers)) for cell in source().cells)


@settings(max_examples=25, deadline=None)
@given(releases(), st.sampled_from(PLACES), st.sampled_from([PLAN_END, NOW, NEXT]))
def test_no_answer_gives_a_verdict(cells: tuple[Cell, ...], place: str, quarter: Quarter) -> None:
    known = replace(source(), cells=cells)
    answers = list(_answers(known, place, quarter))

    assert [text for text in _texts(answers) if verdicts(text)] == []
    assert [f for f in _findings(answers) if len(f.title.split()) > TITLE_WORDS] == []


@pytest.mark.parametrize("place", PLACES)
def test_a_number_that_came_along_with_a_hidden_cell_goes_no_further(place: str) -> None:
    known = source()
    planted = replace(known, cells=tuple(map(_planted, known.cells)))

    assert list(_answers(planted, place, NOW)) == list(_answers(known, place, NOW))


def _planted(cell: Cell) -> Cell:
    """The cell as a careless store might give it: hidden, and with its numbers."""
    return cell if cell.is_shown else cell._replace(numerator=7, value=0.7, low=0.1, high=0.9)


def _redrawn(cell: Cell, state: State, number: int) -> Cell:
    shown = state is State.SHOWN
    is_value = cell.value is not None or (cell.indicator == "wait")
    denominator = None if cell.denominator is None else max(number, cell.denominator)
    return cell._replace(
        state=state,
        numerator=number if shown and not is_value else None,
        denominator=denominator,
        value=number / 10 if shown and is_value else None,
    )


def _answers(known: Source, place: str, quarter: Quarter) -> Iterator[object]:
    question = replace(asked(place), quarter=quarter)
    for code in ("reach", "visits", "wait", "mindset", "held", "referral_outcomes"):
        about = question.about(code)
        yield reporting.trend(about, known)
        yield reporting.compare_schools(about, known)
        for level in (Level.REGION, Level.SCHOOL_TYPE):
            yield reporting.compare_places(about, known, level)
    yield reporting.overview(question, known)
    yield reporting.plan_result(question, known)
    yield reporting.shares(question.about("visits", "channel"), known)
    yield reporting.survey(question.about("", "band"), known)
    yield reporting.pathway(question, known)
    yield reporting.completeness(known)
    if place in {"ash", "birch", "dogwood"}:
        yield reporting.profile(question, known)


def _texts(value: object) -> Iterator[str]:
    """Every text of an answer but the words of the indicator files."""
    if isinstance(value, str):
        if " " in value:  # a single word is a code
            yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value) and not isinstance(value, (Indicator, type)):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))


def _findings(value: object) -> Iterator[Finding]:
    if isinstance(value, Finding):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _findings(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from _findings(getattr(value, part.name))
