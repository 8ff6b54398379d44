"""What a trend shows, and what must be nowhere in it."""

import plotly.graph_objects as go
import pytest

from tests.unit.views import by_hand
from wellness.domain.indicators import Kind
from wellness.views.charts.trend import trend_figure
from wellness.views.theme import DARK, LIGHT


def drawn(line: str, kind: Kind = Kind.FLOW, now: int = -1) -> go.Figure:
    return by_hand.checked(trend_figure(by_hand.trend(line, kind, now), LIGHT, narrow=False))


def spots(figure: go.Figure, **wanted: str) -> list[list[float | None]]:
    """The x values of the traces whose properties are those wanted."""
    traces = figure.to_dict()["data"]
    return [t["x"] for t in traces if all(t.get(k) == v for k, v in wanted.items())]


def words(figure: go.Figure) -> list[str]:
    return [note["text"] for note in figure.to_dict()["layout"].get("annotations", ())]


def test_a_withheld_number_is_a_block_on_the_axis_and_no_point_of_the_line() -> None:
    figure = drawn("20 withheld 30")

    assert spots(figure, type="bar") == [[1]]
    assert spots(figure, mode="lines+markers") == [[0, None, 2]]
    assert "withheld" in words(figure)


def test_a_line_never_bridges_a_gap() -> None:
    [x] = spots(drawn("20 21 unsent 23 24 withheld 26"), mode="lines+markers")

    assert x == [0, 1, None, 3, 4, None, 6]


def test_blocks_are_equally_tall_whatever_they_hide() -> None:
    figure = drawn("20 withheld 90 withheld")
    [block] = [t for t in figure.to_dict()["data"] if t.get("type") == "bar"]

    assert len(set(block["y"])) == 1


def test_not_reported_is_a_dash_and_no_zero() -> None:
    figure = drawn("20 unsent 30")
    line, dash = figure.to_dict()["data"]

    assert line["y"] == [20, None, 30]
    assert dash["x"] == [1]
    assert dash["marker"]["symbol"] == "line-ew-open"
    assert "not reported" in words(figure)


def test_what_cannot_exist_is_not_drawn_at_all() -> None:
    figure = drawn("20 never 30")

    assert len(figure.data) == 1
    assert spots(figure) == [[0, None, 2]]


def test_a_trend_without_any_number_has_no_line() -> None:
    figure = drawn("withheld withheld")

    assert spots(figure, mode="lines+markers") == [[]]
    assert spots(figure, type="bar") == [[0, 1]]


def test_an_unfinished_quarter_is_hollow_and_dotted() -> None:
    figure = drawn("20 30 10?", now=1)
    line, unfinished = figure.to_dict()["data"]

    assert line["x"] == [0, 1]
    assert unfinished["x"] == [1, 2]
    assert unfinished["line"]["dash"] == "dot"
    assert unfinished["marker"]["color"] == LIGHT.paper
    assert "not finished" in words(figure)


def test_no_line_leads_to_an_unfinished_number_of_some_sites() -> None:
    figure = drawn("20 30 10~", now=1)

    assert spots(figure, mode="lines+markers") == [[0, 1], [2]]
    assert "not finished" in words(figure)


def test_an_unfinished_number_that_is_asked_for_is_labelled_once() -> None:
    assert words(drawn("20 30 10~")) == ["<b>10</b><br>so far"]


@pytest.mark.parametrize("narrow", [False, True])
def test_the_words_of_two_states_never_overlap(*, narrow: bool) -> None:
    """Side by side where there is room, else one above the other."""
    line = "withheld " * 20 + "unsent"
    apart = trend_figure(by_hand.trend(line), LIGHT, narrow=narrow)["layout"]["annotations"]
    close = trend_figure(by_hand.trend("withheld unsent"), LIGHT, narrow=narrow)
    unsent, withheld = close["layout"]["annotations"]

    assert [note["yshift"] for note in apart] == [0, 0]
    assert apart[0]["x"] - apart[1]["x"] > 3
    assert (withheld["yshift"] > unsent["yshift"]) or (unsent["x"] - withheld["x"] > 0.3)


def test_an_unfinished_quarter_after_a_gap_stands_alone() -> None:
    assert spots(drawn("20 withheld 10?", now=0), mode="lines+markers") == [[0], [2]]


def test_a_line_breaks_where_the_definition_changed_and_says_so() -> None:
    figure = drawn("20 21 40| 41")

    assert spots(figure, mode="lines+markers") == [[0, 1, None, 2, 3]]
    assert "The definition changed." in words(figure)
    assert [shape["x0"] for shape in figure.to_dict()["layout"]["shapes"]] == [1.5]


def test_the_scale_begins_at_zero_unless_that_hides_the_matter() -> None:
    wide, flat = drawn("10 40"), drawn("0.62 0.63", Kind.PROPORTION)

    assert wide.layout.yaxis.range[0] == 0
    assert flat.layout.yaxis.range[0] > 0
    assert any(word.startswith("The scale starts at") for word in words(flat))


def test_percentages_have_no_tick_above_a_hundred() -> None:
    ticks = drawn("0.2 0.99", Kind.PROPORTION).layout.yaxis.ticktext

    assert ticks[-1] == "100%"


def test_no_two_ticks_read_the_same() -> None:
    ticks = drawn("13.9 14 13.9 14", Kind.MEAN).layout.yaxis.ticktext

    assert len(set(ticks)) == len(ticks) > 2


def test_ticks_in_millions_are_no_longer_than_those_below() -> None:
    ticks = drawn("950000 1050000").layout.yaxis.ticktext

    assert {"950,000", "1M", "1.05M"} <= set(ticks)


@pytest.mark.parametrize("narrow", [False, True])
def test_a_phone_gets_years_and_a_desk_gets_quarters(*, narrow: bool) -> None:
    written = trend_figure(by_hand.trend("1 2 3 4 5 6 7 8"), LIGHT, narrow=narrow)
    figure = by_hand.checked(written)
    first = figure.layout.xaxis.ticktext[0]

    assert first == ("2023-24" if narrow else "Q1<br>2023-24")


def test_a_dark_page_gets_its_own_colors() -> None:
    figure = by_hand.checked(trend_figure(by_hand.trend("1 2"), DARK, narrow=False))

    assert figure.data[0].line.color == DARK.series
