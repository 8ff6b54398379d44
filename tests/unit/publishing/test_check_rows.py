"""Rows agree with each other, with the calendar, with the places and with what is published."""

from datetime import date

import pytest

from tests.unit.publishing.small import checked, count, errors, only_error, row

SCHOOL = {"breakdown": "channel", "category": "school"}
ONLINE = {"breakdown": "channel", "category": "online"}


def test_a_row_that_is_there_twice_names_the_other() -> None:
    fault = only_error(count("ash", 7), count("elm", 4), count("ash", 7))

    assert (fault.row, fault.code, fault.value) == (4, "repeated_row", "as row 2")


def test_two_rows_that_contradict_each_other_name_what_differs() -> None:
    fault = only_error(count("ash", 7), count("ash", 8))

    assert (fault.row, fault.column, fault.code) == (3, "numerator", "contradicting_row")
    assert fault.value == "8, in row 2 7"


def test_a_quarter_is_the_same_however_it_is_written() -> None:
    fault = only_error(count("ash", 7), count("ash", 7, quarter="2026-27-Q1"))

    assert fault.code == "repeated_row"


def test_a_total_that_its_categories_do_not_add_up_to_is_a_fault_of_the_total() -> None:
    fault = only_error(count("ash", 9), count("ash", 4, **SCHOOL), count("ash", 3, **ONLINE))

    assert (fault.row, fault.column, fault.code) == (2, "numerator", "total_differs")
    assert fault.value == "9 ≠ 7"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([count("ash", 4, **SCHOOL), count("ash", -3, **ONLINE)], "negative"),
        ([count("ash", 7, **SCHOOL), count("ash", 7, **SCHOOL)], "repeated_row"),
    ],
)
def test_a_slip_that_explains_a_difference_is_said_once(
    parts: list[dict[str, str]], code: str
) -> None:
    assert only_error(count("ash", 7), *parts).code == code


def test_a_withheld_category_leaves_room_below_the_total_and_none_above() -> None:
    hidden = count("ash", "", flag="withheld", **ONLINE)

    assert errors(count("ash", 9), count("ash", 4, **SCHOOL), hidden) == []
    assert only_error(count("ash", 3), count("ash", 4, **SCHOOL), hidden).code == "total_differs"


def test_categories_that_overlap_hold_the_total_between_the_largest_and_their_sum() -> None:
    def served(total: int) -> list[str]:
        rows = (
            row("ash", "served", numerator=str(total)),
            row("ash", "served", numerator="4", **SCHOOL),
            row("ash", "served", numerator="3", **ONLINE),
        )
        return [fault.code for fault in errors(*rows)]

    assert served(3) == ["part_above_total"]
    assert served(4) == []
    assert served(7) == []
    assert served(8) == ["total_above_parts"]


def test_categories_that_overlap_need_their_total() -> None:
    assert only_error(row("ash", "served", numerator="4", **SCHOOL)).code == "total_missing"


def test_a_partition_needs_no_total() -> None:
    assert errors(count("ash", 4, **SCHOOL), count("ash", 3, **ONLINE)) == []


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ({"quarter": "2023-24 Q1"}, "quarter_outside"),
        ({"quarter": "2027-28 Q1"}, "future_quarter"),
        ({"quarter": "2026-27 Q3"}, "future_quarter"),
    ],
)
def test_a_quarter_outside_the_calendar_or_to_come_is_a_fault(
    period: dict[str, str], code: str
) -> None:
    faults = errors(count("ash", 7, **period), name="clinic_2023-24-Q1_2027-28-Q1.csv")

    assert [fault.code for fault in faults] == [code]


def test_a_quarter_that_is_not_over_is_a_warning() -> None:
    receipt = checked(count("ash", 7), received_on=date(2026, 9, 1))

    assert receipt.accepted
    assert "quarter_running" in [fault.code for fault in receipt.warnings]


def test_a_row_of_another_quarter_than_the_files_name_says_is_a_fault() -> None:
    assert only_error(count("ash", 7, quarter="2025-26 Q4")).code == "quarter_not_of_file"


def test_a_yearly_number_may_come_in_the_first_quarter_of_its_year() -> None:
    year = {"quarter": "2026-27 Q4", "period_type": "year", "numerator": "900"}
    receipt = checked(row("ash", "enrolled", **year), name="census_2026-27-Q1.csv")

    assert receipt.errors == ()
    assert [str(quarter) for quarter in receipt.quarters] == ["2026-27 Q4"]


def test_a_yearly_number_stands_under_the_last_quarter_of_its_year() -> None:
    year = {"quarter": "2026-27 Q1", "period_type": "year", "numerator": "900"}
    fault = only_error(row("ash", "enrolled", **year), name="census_2026-27-Q1.csv")

    assert fault.code == "year_not_closing"
    assert fault.remedy == "Write 2026-27 Q4."


def test_a_place_that_was_closed_is_a_fault() -> None:
    fault = only_error(count("oak", 7))

    assert fault.code == "place_closed"
    assert fault.message == "Oak School was not open in 2026-27 Q1."


def test_a_site_that_the_source_does_not_report_for_is_a_fault() -> None:
    assert only_error(count("hub", 7)).code == "place_not_reported"


def test_a_region_hides_a_total_among_its_schools_and_is_a_fault() -> None:
    assert only_error(count("W", 7)).code == "total_among_parts"


def test_a_region_may_be_sent_where_schools_are_neither_published_nor_sent() -> None:
    region, school = row("W", "staffed", numerator="7"), row("ash", "staffed", numerator="7")

    assert errors(region) == []
    assert errors(school) == []
    assert only_error(region, school).code == "total_among_parts"


def test_a_number_that_is_published_nowhere_is_a_fault() -> None:
    fault = only_error(row("ash", "wait", value="6"))

    assert fault.code == "never_published"
    assert fault.message == (
        "Wait is not published for schools by quarter, and cannot be added up."
    )


def test_a_year_is_delivered_only_where_quarters_do_not_make_it() -> None:
    year = {"quarter": "2025-26 Q4", "period_type": "year", "numerator": "9"}
    name = "clinic_2025-26-Q4.csv"

    assert errors(row("ash", "served", **year), name=name) == []
    assert only_error(row("ash", "visits", **year), name=name).code == "period_not_planned"


def test_a_quarter_of_a_yearly_indicator_is_a_fault() -> None:
    fault = only_error(row("ash", "enrolled", numerator="900"), name="census_2026-27-Q1.csv")

    assert fault.message == "Enrolled is a yearly indicator."


def test_coverage_counts_the_expected_places_and_names_the_absent_ones() -> None:
    receipt = checked(count("ash", 7))
    (covered,) = receipt.coverage

    assert (covered.reported, covered.expected, covered.absent) == (1, 2, ("elm",))
    assert receipt.warnings[0].message == (
        "1 of 2 expected places report for 2026-27 Q1. Absent: Elm School (elm)."
    )


def test_days_late_count_from_the_due_date() -> None:
    early, late = (
        checked(count("ash", 7), count("elm", 4), received_on=date(2026, 10, day))
        for day in (10, 23)
    )

    assert early.coverage[0].days_late == -10
    assert late.coverage[0].days_late == 3
    assert [fault.code for fault in late.faults] == ["late"]
