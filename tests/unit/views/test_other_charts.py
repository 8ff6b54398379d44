"""Schools, channels and columns: hidden values are counted or hatched, never drawn."""

import json
from dataclasses import replace

import plotly.io as pio

from tests.unit.views import by_hand
from tests.unit.views.by_hand import checked
from wellness.domain.indicators import Kind
from wellness.views.charts.channels import channel_figure
from wellness.views.charts.columns import issued_figure, legend
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


def test_the_asked_school_stands_out_by_name() -> None:
    figure = checked(school_figure(by_hand.comparison(100, 200, here="S1"), LIGHT, narrow=False))

    others, here = figure.data
    assert list(others.x) == [100]
    assert list(here.x) == [200]
    assert "<b>School 1</b>" in [note.text for note in figure.layout.annotations]


def test_a_thousand_schools_fit_the_wire() -> None:
    figure = checked(school_figure(by_hand.comparison(*range(100, 1100)), LIGHT, narrow=False))

    assert len(figure.to_json()) < 100_000


def test_a_withheld_column_is_hatched_and_says_nothing_of_its_size() -> None:
    figure = checked(
        channel_figure(by_hand.shares("100 90 withheld", "10 9 withheld"), LIGHT, narrow=False)
    )
    hatched = [trace for trace in figure.data if trace.marker.pattern.shape == "/"]

    assert [list(trace.x) for trace in hatched] == [[2], [2]]
    assert [round(trace.y[0], 1) for trace in hatched] == [6.0, 0.6]  # 6 % of the tallest shown


def test_a_column_of_an_unfinished_quarter_is_hollow() -> None:
    figure = checked(issued_figure(by_hand.trend("8 9 3?", now=1), LIGHT, narrow=False, height=200))
    [columns] = figure.data

    assert columns.marker.color == (LIGHT.bar, LIGHT.series, LIGHT.paper)
    assert columns.marker.line.width == (0, 0, 1.2)


def test_marks_among_columns_are_explained_where_they_are_drawn() -> None:
    rows = by_hand.shares("9 withheld 3", "9 unsent 3?")
    figure = checked(channel_figure(rows, LIGHT, narrow=True))
    plain = checked(channel_figure(by_hand.shares("9 8 7"), LIGHT, narrow=True))
    told = "Outlined: not finished · dash: not reported · hatched: withheld"

    assert told in [note.text for note in figure.layout.annotations]
    assert not any("Outlined" in note.text for note in plain.layout.annotations)
    assert legend(by_hand.series("9 unsent")) == "Dash: not reported"


def test_the_line_of_a_year_ago_ends_at_now() -> None:
    """What is not finished is not held against it."""
    parts = by_hand.shares("9 8 7 3~")
    [row] = parts.categories
    asked = replace(parts, categories=(replace(row, now=row.points[2], year_ago=row.points[0]),))

    [year_ago] = checked(channel_figure(asked, LIGHT, narrow=False)).layout.shapes

    assert (year_ago.x0, year_ago.x1, year_ago.y0) == (-0.6, 2.5, 9)


def test_columns_stand_on_zero() -> None:
    figure = checked(issued_figure(by_hand.trend("98 99 97"), LIGHT, narrow=False, height=200))

    assert figure.layout.yaxis.range[0] == 0


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
