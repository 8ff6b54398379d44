"""Cells of tables, and files that run nothing."""

from dataclasses import replace

import pytest

from tests.unit.views import by_hand
from wellness.domain.indicators import Kind
from wellness.views import words
from wellness.views.tables import channels, plans, rows, spreadsheet, targets


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "-1+A1"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert spreadsheet.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "12", "-4.5%", "+0.9", "-1,200", "withheld", "a=b"])
def test_a_number_and_plain_words_stay_as_they_are(cell: str) -> None:
    assert spreadsheet.harmless(cell) == cell


def test_a_name_cannot_draw_on_the_page() -> None:
    """Markdown of a name, such as a link or an image, is shown as it was written."""
    assert words.plain("[x](http://e)") == r"\[x\]\(http\://e\)"
    assert words.bold("a*b") == r"**a\*b**"


def test_years_below_columns_are_named_where_there_is_room() -> None:
    """Of a survey's `spring 2024` the year alone, never “spring” for all of them."""
    quarters = by_hand.series("1 2 3 4 5 6 7 8")
    springs = tuple(p._replace(label=f"spring {2024 + n}") for n, p in enumerate(quarters[:3]))

    assert channels.year_names(quarters, yearly=False) == ((1.5, "2023-24"), (5.5, "2024-25"))
    assert channels.year_names(springs, yearly=True) == ((0, "2024"), (1, "2025"), (2, "2026"))


def test_a_number_is_bold_and_its_absence_is_quiet() -> None:
    assert rows.amount(by_hand.point(0, "12")) == "**12**"
    assert rows.amount(by_hand.point(0, "withheld")) == ":gray[withheld]"
    assert rows.amount(None) == ""


def test_an_ended_plans_target_is_drawn_with_the_number_that_was_reached() -> None:
    """60 of 50 in its last quarter; now it is 5."""
    points = by_hand.series("10 60 40 5")
    line = by_hand.target(50, by=1, word="reached", reached=points[1], ended="June 2026")

    then = targets.picture(line, by_hand.indicator(), points[3])

    assert then == targets.picture(line, by_hand.indicator(), points[1])
    assert targets.standing(line, "June 2026") == "reached: 60, target 50"
    assert targets.standing(line) == "reached in June 2026: 60, target 50"


def test_an_open_target_says_what_is_aimed_at() -> None:
    assert targets.standing(by_hand.target(50, by=9, word="")) == "aim 50 by June 2026"


def test_the_head_names_the_end_of_a_plan_only_where_there_is_one() -> None:
    over, other = (by_hand.target(1, 1, "reached", ended=m) for m in ("June 2026", "June 2022"))

    assert targets.ended([over, over, by_hand.target(1, 9, "")]) == "June 2026"
    assert targets.ended([over, other]) == ""
    assert targets.ended([by_hand.target(1, 9, "")]) == ""


def test_a_bare_number_has_its_unit_beside_its_name() -> None:
    """A percentage tells its unit, a count its title; a title that names the unit does as well."""
    wait = replace(by_hand.indicator(Kind.MEDIAN), title="Wait", unit="school days")

    assert words.named(wait, "2025-26 Q4") == "Wait :gray[school days · 2025-26 Q4]"
    assert words.counted("Number", wait) == "Number (school days)"
    assert words.unit(replace(wait, kind=Kind.RATIO)) == "school days"
    assert words.unit(replace(wait, title="School days to a visit")) == ""
    assert words.unit(replace(wait, kind=Kind.PROPORTION)) == ""
    assert words.unit(replace(wait, kind=Kind.FLOW)) == ""


def test_a_partial_number_says_how_many_sites_it_is_from_and_is_not_compared() -> None:
    year_ago = by_hand.point(0, "20")

    assert words.before(by_hand.point(4, "9~"), year_ago) == ":gray[so far, 12 of 80 sites]"
    assert words.before(by_hand.point(4, "9?"), year_ago) == ":gray[so far]"
    assert words.before(by_hand.point(4, "9"), year_ago) == ":gray[20]"
    assert words.before(by_hand.point(4, "unsent"), None) == ""


def test_a_target_of_the_ended_plan_stands_between_its_baseline_and_its_result() -> None:
    first, second = map(plans.line, by_hand.plan_result().promises)

    assert first == [
        "Students served  \n:gray[by June 2026\\: 70, to confirm]",
        ":gray[45]",
        "50",
        "**60**  \n:gray[reached]",
    ]
    assert second[:2] == ["Students served", ":gray[not known]"]
    assert list(plans.notes(by_hand.plan_result())) == [
        "Baseline: 2023-24 Q1",
        "Result: 2023-24 Q2",
    ]
