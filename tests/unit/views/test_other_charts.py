"""Schools, paths and grades: hidden values are counted or hatched, never drawn."""

import json
from dataclasses import replace

import plotly.io as pio

from tests.unit.views import by_hand
from tests.unit.views.by_hand import checked
from wellness.domain.cells import State
from wellness.domain.indicators import Kind
from wellness.reporting.answers import SchoolWithout
from wellness.views.charts.frame import Drawing
from wellness.views.charts.grades import grade_figure, scale_note
from wellness.views.charts.pathway import pathway_figure
from wellness.views.charts.schools import not_drawn, school_figure
from wellness.views.theme import LIGHT


def test_every_shown_school_is_a_dot_and_no_other() -> None:
    figure = checked(
        school_figure(by_hand.comparison(100, 200, 300, withheld=7), LIGHT, narrow=False)
    )

    assert [list(trace.x) for trace in figure.data] == [[100, 200, 300]]


def test_withheld_schools_are_counted_in_words() -> None:
    assert not_drawn(by_hand.comparison(withheld=7)) == (
        "Not drawn: 7 schools withheld to protect privacy"
    )
    assert not_drawn(by_hand.comparison(withheld=1)) == (
        "Not drawn: 1 school withheld to protect privacy"
    )
    assert not_drawn(by_hand.comparison(100)) == ""


def test_coded_schools_are_counted_in_words_too() -> None:
    coded = SchoolWithout("C0", "Coded 0", State.CODED, "above 95%")
    comparison = by_hand.comparison(100, withheld=1)

    told = not_drawn(replace(comparison, without=(*comparison.without, coded)))

    assert told == (
        "Not drawn: 1 school withheld to protect privacy and 1 school in a top or bottom band"
    )


def test_the_asked_school_stands_out_by_name() -> None:
    figure = checked(school_figure(by_hand.comparison(100, 200, here="S1"), LIGHT, narrow=False))

    others, here = figure.data
    assert list(others.x) == [100]
    assert list(here.x) == [200]
    assert "<b>School 1</b>" in [note.text for note in figure.layout.annotations]


def test_a_thousand_schools_fit_the_wire() -> None:
    figure = checked(school_figure(by_hand.comparison(*range(100, 1100)), LIGHT, narrow=False))

    assert len(figure.to_json()) < 100_000


def test_columns_of_a_path_say_what_remains_and_what_was_lost() -> None:
    figure = checked(pathway_figure(by_hand.pathway(), LIGHT, narrow=False))

    remaining, lost = figure.data
    assert list(remaining.x) == [100, 70]
    assert list(lost.x) == [None, 30]


def test_dots_may_leave_out_the_empty_part_of_a_scale() -> None:
    """From 50 to 60 %: with room below, ticks begin at 45 %, and a note says so."""
    survey = (by_hand.shares("0.5 0.6", kind=Kind.PROPORTION),)

    figure = checked(grade_figure(survey, LIGHT, narrow=False))

    assert figure.layout.xaxis.range[0] > 0
    assert scale_note(survey).startswith("The scale starts at ")


def test_a_chart_is_sent_as_it_was_written() -> None:
    """Plotly's own figure of the same parts says the same: nothing is lost by not checking."""
    written = school_figure(by_hand.comparison(100, 200), LIGHT, narrow=False)

    assert Drawing(written).to_dict() is written
    assert json.loads(pio.to_json(checked(written))) == json.loads(pio.to_json(Drawing(written)))
