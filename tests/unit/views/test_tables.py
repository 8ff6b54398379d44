"""The numbers behind a chart, and as a file that runs nothing."""

import csv
import io

import pytest

from tests.unit.views import by_hand
from wellness.domain.indicators import Kind
from wellness.views import words
from wellness.views.tables import rows, spreadsheet, targets
from wellness.views.tables.numbers import filled


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "-1+A1"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert spreadsheet.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "12", "-4.5%", "+0.9", "-1,200", "withheld", "a=b"])
def test_a_number_and_plain_words_stay_as_they_are(cell: str) -> None:
    assert spreadsheet.harmless(cell) == cell


def test_the_file_holds_exactly_the_table() -> None:
    head, table = filled(by_hand.trend("12 withheld 30?", now=0))

    text = spreadsheet.csv_of(head, table).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text))) == [list(head), *map(list, table)]


def test_a_withheld_number_is_a_word_in_the_table() -> None:
    head, table = filled(by_hand.trend("12 withheld 30?", now=0))

    assert head == ["Period", "Number", "Note"]
    assert table == [
        ["2023-24 Q3", "30", "not finished"],
        ["2023-24 Q2", "withheld", ""],
        ["2023-24 Q1", "12", ""],
    ]


def test_a_hidden_proportion_has_no_counts_in_the_table() -> None:
    _, table = filled(by_hand.trend("withheld", Kind.PROPORTION))

    assert table == [["2023-24 Q1", "withheld"]]


def test_a_name_cannot_draw_on_the_page() -> None:
    """Markdown of a name, such as a link or an image, is shown as it was written."""
    assert words.plain("[x](http://e)") == r"\[x\]\(http\://e\)"
    assert words.bold("a*b") == r"**a\*b**"


def test_a_number_is_bold_and_its_absence_is_quiet() -> None:
    assert rows.amount(by_hand.point(0, "12")) == "**12**"
    assert rows.amount(by_hand.point(0, "withheld")) == ":gray[withheld]"
    assert rows.amount(None) == ""


def test_a_verdict_on_a_target_is_drawn_with_the_number_it_judged() -> None:
    """The target was due in 2023-24 Q2; now is Q4, when fewer are seen in any year."""
    points = by_hand.series("10 60 40 5")
    line = by_hand.target(50, by=1, word="met")

    assert targets.judged(line, points, points[3]) is points[1]
    assert targets.standing(line, points, points[3]) == "met, 2023-24 Q2"


def test_an_open_target_is_drawn_with_the_number_of_now() -> None:
    points = by_hand.series("10 60 40 5")
    line = by_hand.target(50, by=9, word="")

    assert targets.judged(line, points, points[3]) is points[3]
    assert targets.standing(line, points, points[3]) == "aim 50"
