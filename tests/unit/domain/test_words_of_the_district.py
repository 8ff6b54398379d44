"""What a district calls its places inside a sentence, and what its rates are out of."""

from dataclasses import replace

import pytest

from tests.unit.publishing import village
from wellness.domain.district import District
from wellness.domain.indicators import Kind
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.places import Level

PLAIN = District(
    "Two Hills", "Hills", sample=True, calendar=Calendar(), first_quarter=Quarter(1, 1)
)
BOARDS = replace(PLAIN, levels={"school": "NHS board"}, levels_plural={"school": "NHS boards"})


def test_a_place_is_called_by_the_districts_own_word() -> None:
    assert [PLAIN.word(Level.SCHOOL), PLAIN.word(Level.SCHOOL, 2)] == ["school", "schools"]
    assert [BOARDS.word(Level.SCHOOL), BOARDS.word(Level.SCHOOL, 2)] == ["NHS board", "NHS boards"]
    assert PLAIN.word(Level.BOARD_DISTRICT) == "board district"


@pytest.mark.parametrize(
    ("unit", "below"), [("students", "students"), ("visits per student", "students")]
)
def test_a_rate_is_out_of_what_its_unit_ends_with(unit: str, below: str) -> None:
    assert replace(village.indicator("care", Kind.RATIO), unit=unit).out_of == below
