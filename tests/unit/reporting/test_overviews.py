"""Four themes at a glance, targets and the ended plan."""

from dataclasses import replace

import pytest

from tests.unit.reporting.small_source import CALENDAR, CELLS, NOW, PLAN_END, asked, source
from wellness.domain.errors import OutOfScopeError
from wellness.domain.indicators import Theme
from wellness.domain.periods import Quarter, quarters_between
from wellness.domain.readers import Scope
from wellness.reporting import overview, theme, trend


def test_an_overview_takes_one_look_at_the_store() -> None:
    known = source()

    overview(asked(), known)

    assert known.looks == ["history"]


def test_only_themes_with_headlines_are_there_in_the_order_of_the_menu() -> None:
    themes = overview(asked(), source()).themes

    assert [(t.title, t.page, t.period) for t in themes] == [
        ("Service access", "service_access", ""),
        ("Training reach", "training_reach", ""),
        ("SEL indicators", "sel_indicators", "spring 2026"),
    ]
    assert [row.indicator.code for row in themes[0].rows] == ["reach", "visits"]


def test_each_theme_says_one_sentence_and_its_page() -> None:
    said = overview(asked(), source()).sentences

    assert [(page, indicator.code) for page, _, indicator in said] == [
        ("service_access", "reach"),
        ("training_reach", "held"),
        ("sel_indicators", "mindset"),
    ]
    assert said[0][1] == (
        "Students served: 5.0% (21,430 of 428,600 students) in July–September 2026; "
        "4.1% (17,300 of 421,000) in the same quarter a year before."
    )


def test_the_title_is_the_first_number_and_the_sentence_its_quarter() -> None:
    finding = overview(asked(), source()).finding

    assert finding.title == "Students served: 5.0%, 4.1% a year ago"
    assert finding.sentence == (
        "July–September 2026, the latest finished quarter. 3 of 3 sources reported."
    )


def test_a_sparkline_has_at_most_twenty_one_points() -> None:
    quarters = [CALENDAR.address(q) for q in quarters_between(Quarter(2016, 1), NOW)]
    cells = "\n".join(f"reach district {quarter} - 1/9 1/1" for quarter in quarters)
    rows = overview(asked(), source(cells)).themes[0].rows

    assert len(rows[0].points) == 21


def test_a_hidden_quarter_names_its_school_year() -> None:
    birch = overview(asked("birch"), source())

    assert birch.themes[0].rows[0].substitute == "The 2025-26 school year is shown: 12%."
    assert birch.sentences[0][1] == (
        "Students served: hidden to protect privacy. The 2025-26 school year is shown: 12%."
    )


def test_a_theme_has_all_its_indicators_from_one_look_at_the_store() -> None:
    known = source()

    access = theme(asked(), known, Theme.ACCESS)

    assert [row.indicator.code for row in access.rows] == ["reach", "visits", "wait"]
    assert (access.title, access.page) == ("Service access", "service_access")
    assert known.looks == ["history"]


def test_a_theme_shows_a_headline_as_the_overview_does() -> None:
    assert theme(asked(), source(), Theme.TRAINING) == overview(asked(), source()).themes[1]


def test_a_theme_outside_the_scope_is_refused() -> None:
    question = replace(asked("north"), scope=Scope(frozenset({"south"})))

    with pytest.raises(OutOfScopeError, match="North"):
        theme(question, source(), Theme.ACCESS)


def test_a_target_says_when_it_is_due_and_when_its_plan_ended() -> None:
    lines = trend(asked("district", "reach"), source()).targets

    assert [(line.due, line.ended) for line in lines] == [
        ("June 2026", "June 2026"),
        ("June 2030", ""),
    ]


def test_a_target_is_reached_by_the_number_of_its_own_quarter() -> None:
    """6% by 2025-26 Q4, and 25,200 of 420,000 is 6% exactly; now it is 5.0%."""
    row = overview(asked(), source()).themes[0].rows[0]

    assert row.target is not None
    assert (row.target.text, row.target.word) == ("6%", "reached")


def test_a_smaller_number_did_not_reach_its_target() -> None:
    row = overview(asked(), source(CELLS.replace("25200", "25199"))).themes[0].rows[0]

    assert row.target is not None
    assert row.target.word == "not reached"


def test_a_target_without_a_number_gets_no_word() -> None:
    row = overview(asked(), source(CELLS.replace("25200", "withheld"))).themes[0].rows[0]

    assert row.target is not None
    assert row.target.word == ""


def test_an_unconfirmed_target_is_to_confirm_once_its_plan_began() -> None:
    lines = trend(asked("district", "reach"), source()).targets
    before = trend(asked("district", "reach").in_quarter(PLAN_END), source()).targets

    assert [(line.text, line.word) for line in lines] == [("6%", "reached"), ("7%", "to confirm")]
    assert [(line.text, line.word) for line in before] == [("6%", "reached")]


def test_a_confirmed_target_gets_no_word_while_the_plan_runs() -> None:
    line = trend(asked("district", "reach").in_quarter(Quarter(2025, 1)), source()).targets[0]

    assert line.word == ""


def test_targets_are_the_districts_alone() -> None:
    assert trend(asked("north", "reach"), source()).targets == ()
    assert overview(asked("north"), source()).plan is None


def test_the_ended_plan_is_told_by_its_confirmed_targets() -> None:
    plan = overview(asked(), source()).plan

    assert plan is not None
    assert plan.title == "Wellness Plan 2022–26: 1 of 2 targets reached"
    assert plan.sentence == (
        "Wellness Plan 2022–26 ended in June 2026: 1 of 2 confirmed targets were reached."
    )


def test_a_target_that_cannot_be_told_is_not_counted_as_not_reached() -> None:
    plan = overview(asked(), source(CELLS.replace("25200", "withheld"))).plan

    assert plan is not None
    assert plan.sentence.endswith(
        "0 of 1 confirmed targets were reached. "
        "1 more cannot be told, because their last number is not shown."
    )


def test_a_running_plan_has_no_result() -> None:
    assert overview(asked().in_quarter(PLAN_END), source()).plan is None


def test_an_overview_outside_the_scope_is_refused() -> None:
    question = replace(asked("north"), scope=Scope(frozenset({"south"})))

    with pytest.raises(OutOfScopeError, match="North"):
        overview(question, source())


def test_the_year_ago_of_every_row_is_the_same_quarter() -> None:
    rows = [row for theme in overview(asked(), source()).themes for row in theme.rows]

    for row in rows:
        assert row.year_ago is not None
        assert row.year_ago.quarter == row.now.quarter.year_ago
    assert rows[0].now.quarter == NOW
