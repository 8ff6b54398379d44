"""Small pictures: well-formed, in our colors, with words for those who listen."""

import re
from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest

from tests.unit.views import by_hand
from wellness.domain.cells import Spread
from wellness.domain.indicators import Improvement
from wellness.domain.periods import PeriodType
from wellness.views.pictures import canvas
from wellness.views.pictures.bullet import bullet
from wellness.views.pictures.columns import columns, legend
from wellness.views.pictures.doors import bars
from wellness.views.pictures.dumbbell import dumbbell
from wellness.views.pictures.mark import mark
from wellness.views.pictures.sparkline import sparkline
from wellness.views.pictures.spine import spine

SPREAD = Spread("reach", "elementary", by_hand.FIRST, PeriodType.QUARTER, 40, 1, 3, 5, 7, 9)


def line(words: str, now: int = -1) -> str:
    points = by_hand.series(words)
    return sparkline(points, points[now])


def row(word: str, improvement: Improvement = Improvement.INCREASE) -> str:
    return spine(by_hand.point(0, word), 5.0, SPREAD, improvement)


def upright(words: str, now: int = -1, year_ago: int | None = None) -> str:
    points = by_hand.series(words)
    before = None if year_ago is None else points[year_ago]
    return columns(points, points[now], before, ((0.5, "2025-26"),), width=100)


def place_of_dot(picture: str) -> float:
    found = re.search(r'<circle cx="([\d.]+)"', picture)
    assert found
    return float(found[1])


PICTURES = {
    "a series": line("1 2 3"),
    "a series with gaps": line("1 withheld 3 unsent 5?"),
    "a hidden series": line("withheld withheld"),
    "nothing sent": line("unsent"),
    "one period": line("4"),
    "a flat series": line("4 4 4"),
    "a bullet": bullet(0.4, 0.6, 1),
    "no number": bullet(None, 0.6, 1),
    "no target": bullet(0.4, None, 1),
    "a spine": row("6"),
    "a hidden spine": row("withheld"),
    "no spread": spine(by_hand.point(0, "6"), 5.0, None, Improvement.INCREASE),
    "a dumbbell": dumbbell(0.2, 0.4, 0.1, 0.5),
    "a dumbbell without a year ago": dumbbell(None, 0.4, 0.4, 0.4),
    "a mark": mark("withheld"),
    "doors of a region": bars((1, 2, 3, 4), (2, 2, 2, 4), 12, 240),
    "doors that nobody told of": bars(None, None, 12, 240),
    "doors of nobody": bars((0, 0), None, 0, 240),
    "doors for the wall": by_hand.door_poster((1, 2, 3, 4), (2, 2, 2, 4)),
    "doors without a year ago": by_hand.door_poster((0, 2), None),
    "columns": upright("1 withheld unsent 3? 2", year_ago=0),
    "columns of nothing": upright("0 unsent"),
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_every_picture_is_well_formed_and_says_its_size(picture: str) -> None:
    root = ET.fromstring(picture)  # noqa: S314 our own text

    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)
def test_every_color_of_a_picture_follows_the_theme(picture: str) -> None:
    light, _, dark = picture.partition("prefers-color-scheme:dark")
    used = set(re.findall(r"var\(--([a-z]+)\)", picture))

    assert "NaN" not in picture
    assert all(f"--{name}:#" in light and f"--{name}:#" in dark for name in used)


def test_a_sparkline_never_joins_what_lies_beside_a_gap() -> None:
    assert line("1 2 withheld 4 5").count('stroke-linecap="round"') == 2
    assert line("1 withheld 3").count('stroke-linecap="round"') == 0


def test_no_line_of_a_sparkline_leads_to_a_partial_number() -> None:
    assert line("1 2 9?").count('stroke-linecap="round"') == 2
    assert line("1 2 9~").count('stroke-linecap="round"') == 1


def test_a_sparkline_breaks_where_the_definition_changed() -> None:
    assert line("1 2 9| 9").count('stroke-linecap="round"') == 2


def test_withheld_is_hatched_and_a_gap_is_not() -> None:
    assert "url(#h)" in line("1 withheld 3")
    assert "url(#h)" not in line("1 unsent 3")


def test_a_hidden_column_is_hatched_and_says_nothing_of_its_size() -> None:
    picture = upright("100 90 withheld")

    assert picture.count("url(#h)") == 1
    assert 'height="6.0" fill="url(#h)"' in picture


def test_a_column_of_an_unfinished_quarter_is_hollow_and_now_is_dark() -> None:
    fills = re.findall(r'<rect .*?fill="var\(--(\w+)\)"', upright("8 9 3?", now=1))

    assert fills == ["bar", "series", "paper", "edge"]


def test_columns_stand_on_zero_and_the_tallest_fills_the_picture() -> None:
    tall = [
        float(h)
        for h in re.findall(r'height="([\d.]+)" fill="var\(--(?:bar|series)', upright("50 100"))
    ]

    assert tall == [22, 44]


def test_the_line_of_a_year_ago_ends_at_now() -> None:
    """What is not finished is not held against it."""
    assert 'd="M0 1.0H75.0"' in upright("9 8 7 3~", now=2, year_ago=0)
    assert "stroke-dasharray" not in upright("9 8 7 3~", now=2)


def test_marks_among_columns_are_explained_where_they_are_drawn() -> None:
    told = "Outlined: not finished · dash: not reported · hatched: withheld"

    assert legend(by_hand.series("9 withheld unsent 3?")) == told
    assert legend(by_hand.series("9 unsent")) == "Dash: not reported"
    assert legend(by_hand.series("9 8 7")) == ""


def test_hidden_amounts_leave_no_trace() -> None:
    """The picture of a withheld spine depends on nothing but its width."""
    assert row("withheld") == spine(by_hand.point(3, "withheld"), 1.0, None, Improvement.DECREASE)


def test_worse_is_always_left() -> None:
    assert place_of_dot(row("6")) > 104 > place_of_dot(row("4"))
    assert place_of_dot(row("6", Improvement.DECREASE)) < 104


def test_a_target_to_confirm_is_dotted() -> None:
    assert "stroke-dasharray" in bullet(0.4, 0.6, 1, confirmed=False)
    assert "stroke-dasharray" not in bullet(0.4, 0.6, 1)


def test_a_picture_in_markdown_keeps_its_words_and_its_bytes() -> None:
    shown = canvas.markdown(mark("usual"), "an [odd] name")
    found = re.fullmatch(r"!\[an \\\[odd\\\] name\]\(data:image/svg\+xml;base64,(.+)\)", shown)

    assert found
    assert b64decode(found[1]).decode() == mark("usual")


def test_no_door_is_hollow_and_what_no_school_has_is_not_drawn() -> None:
    assert bars((2, 3, 0, 1), None, 6, 120).count("<rect") == 3
    assert bars((2, 3, 0, 1), None, 6, 120).count('fill="none"') == 1
    assert 'fill="none"' not in bars((0, 3, 0, 1), None, 4, 120)


def test_bars_of_a_table_share_one_scale() -> None:
    """Ten schools of twenty fill half of the width."""
    widths = re.findall(r'width="([\d.]+)" height="15"', bars((0, 10), (0, 5), 20, 200))

    assert widths == ["99.0"]


def test_a_poster_tells_its_numbers_and_escapes_its_words() -> None:
    drawn = by_hand.door_poster((14, 73), (24, 91), label="One <door> & more")

    assert ">14</text>" in drawn
    assert "One &lt;door&gt; &amp; more" in drawn
