"""The numbers behind a picture: the same on screen and in the file."""

import csv
import io
from dataclasses import replace

import pytest

from tests.unit.views import by_hand
from wellness.domain.indicators import Kind
from wellness.views.tables import spreadsheet
from wellness.views.tables.listings import listing

ANSWERS = (
    by_hand.trend("12 withheld 30?", now=0),
    by_hand.shares("1 2", "3 withheld"),
    (by_hand.shares("1 2"), by_hand.shares("3 4")),
    by_hand.comparison(100, 200, withheld=1),
    by_hand.places("withheld", "7"),
    by_hand.pathway(),
    by_hand.theme(by_hand.overview_row("1 2", by_hand.target(3, 1, "reached"))),
    by_hand.plan_result(),
    by_hand.doors(),
)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_the_file_holds_exactly_the_table(answer: object) -> None:
    listed = listing(answer)

    text = spreadsheet.csv_of(listed.head, listed.rows).decode("utf-8-sig")

    told = [list(map(str, row)) for row in (listed.head, *listed.rows)]
    assert list(csv.reader(io.StringIO(text))) == told


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: type(answer).__name__)
def test_every_row_is_as_wide_as_the_head_and_no_column_is_empty(answer: object) -> None:
    listed = listing(answer)

    assert {len(row) for row in listed.rows} == {len(listed.head)}
    assert all(any(cell != "" for cell in column) for column in zip(*listed.rows, strict=True))


def test_a_trend_begins_with_its_newest_period_and_a_withheld_number_is_a_word() -> None:
    listed = listing(by_hand.trend("12 withheld 30?", now=0))

    assert listed.head == ("Period", "Number", "Note")
    assert listed.rows == (
        ("2023-24 Q3", 30, "not finished"),
        ("2023-24 Q2", "withheld", ""),
        ("2023-24 Q1", 12, ""),
    )


def test_a_rate_without_counts_says_in_the_file_why_it_has_no_range() -> None:
    listed = listing(by_hand.trend("12 withheld", Kind.PUBLISHED_RATE, now=0))

    said = {row[0]: row[listed.head.index("95% range")] for row in listed.rows}
    assert said == {"2023-24 Q2": "", "2023-24 Q1": "none: published without counts"}


def test_a_hidden_proportion_has_no_counts() -> None:
    assert listing(by_hand.trend("withheld", Kind.PROPORTION)).rows == (("2023-24 Q1", "withheld"),)


def test_categories_stand_one_after_the_other() -> None:
    listed = listing(by_hand.shares("1 2", "3 withheld"))

    assert listed.head == ("Channel", "Period", "Number")
    assert listed.rows == (
        ("Category 0", "2023-24 Q2", 2),
        ("Category 0", "2023-24 Q1", 1),
        ("Category 1", "2023-24 Q2", "withheld"),
        ("Category 1", "2023-24 Q1", 3),
    )


def test_withheld_schools_come_last_by_name_and_with_nothing_but_the_word() -> None:
    listed = listing(by_hand.comparison(100, withheld=2))

    assert listed.rows == (
        ("School 0", "5.0%"),
        ("Withheld 0", "withheld"),
        ("Withheld 1", "withheld"),
    )


def test_a_place_stands_beside_its_year_ago() -> None:
    listed = listing(by_hand.places("9", "7"))

    assert listed.head == ("Region", "2024-25 Q1", "Year ago", "Difference")
    assert listed.rows == (("North", 9, 7, "+2"),)


def test_stages_say_what_was_lost_and_why() -> None:
    assert listing(by_hand.pathway()).rows[1] == ("Seen", 70, 30, "Open", "30%")


def test_a_theme_tells_its_targets_by_month() -> None:
    listed = listing(by_hand.theme(by_hand.overview_row("1 2", by_hand.target(3, 1, ""))))

    assert listed.rows == (
        ("Students served", "2023-24 Q2", 2, 1, "3 by June 2026", "aim 3 by June 2026"),
    )


def test_what_has_no_numbers_cannot_be_listed() -> None:
    with pytest.raises(TypeError, match="int cannot be listed"):
        listing(3)


def test_a_plan_lists_every_target_with_its_baseline_and_its_result() -> None:
    listed = listing(by_hand.plan_result())

    assert listed.rows == (
        (
            *("Students served", "2023-24 Q1", "45", "50", "June 2026", "2023-24 Q2", "60"),
            *("reached", "70", "June 2026", "to confirm"),
        ),
        (
            *("Students served", "", "not known", "50", "June 2026", "2023-24 Q2", "40"),
            *("not reached", "", "", ""),
        ),
    )


def test_a_number_without_a_unit_of_its_own_has_one_in_the_head() -> None:
    trend = by_hand.trend("6.5", Kind.MEDIAN)
    waits = replace(trend, indicator=replace(trend.indicator, unit="school days"))

    assert listing(waits).head == ("Period", "Number (school days)")


def test_a_list_of_doors_says_what_each_is_and_has_no_number_for_who_did_not_report() -> None:
    listed = listing(by_hand.doors())

    assert listed.head == (
        *("School", "Type", "Region", "Doors open", "Clinician", "Video"),
        "Gained since 2025-26 Q1",
    )
    assert listed.rows == (
        ("Ash", "High school", "North", 1, "not open", "since Q1", "Video"),
        ("Birch", "High school", "North", "", "not reported", "not reported", ""),
    )
