"""Every name in a delivery is one that the workspace has."""

import pytest

from tests.unit.publishing.small import checked, count, errors, only_error, row


def test_a_clean_file_is_accepted_whole() -> None:
    receipt = checked(
        count("ash", 7),
        count("ash", 4, breakdown="channel", category="school"),
        count("ash", 3, breakdown="channel", category="online"),
        row("elm", "seen", numerator="2", denominator="5"),
        row("E", "wait", value="6.5", denominator="12"),
    )

    assert receipt.faults == ()
    assert receipt.delivery is not None
    assert receipt.delivery.num_rows == 5
    assert receipt.delivery["numerator"].to_pylist() == [7, 4, 3, 2, None]
    assert receipt.delivery["value"].to_pylist() == [None, None, None, None, 6.5]


@pytest.mark.parametrize(
    ("changed", "column", "code", "remedy"),
    [
        ({"org_unit": "ahs"}, "org_unit", "unknown_org_unit", "Did you mean “ash”?"),
        ({"org_unit": "Ash School"}, "org_unit", "unknown_org_unit", "Write its code, “ash”."),
        ({"indicator": "vists"}, "indicator", "unknown_indicator", "Did you mean “visits”?"),
        ({"period_type": "quater"}, "period_type", "unknown_period_type", "mean “quarter”?"),
        ({"quarter": "Q1 2026"}, "quarter", "unknown_quarter", "Write it like 2026-27 Q1."),
        (
            {"breakdown": "chanel", "category": "school"},
            "breakdown",
            "unknown_breakdown",
            "Did you mean “channel”?",
        ),
        (
            {"breakdown": "channel", "category": "on-line"},
            "category",
            "unknown_category",
            "Did you mean “online”?",
        ),
        ({"category": "online"}, "breakdown", "category_without_breakdown", "Write “channel”."),
        (
            {"breakdown": "channel"},
            "category",
            "breakdown_without_category",
            "Name the category",
        ),
    ],
)
def test_a_name_that_nothing_defines_is_a_fault_with_the_nearest_one(
    changed: dict[str, str], column: str, code: str, remedy: str
) -> None:
    fault = only_error(count("elm", 20), count("ash", 7) | changed)

    assert (fault.row, fault.column, fault.code) == (3, column, code)
    assert remedy in fault.remedy


def test_an_indicator_of_another_source_is_a_fault() -> None:
    fault = only_error(
        row("ash", "enrolled", quarter="2026-27 Q4", period_type="year", numerator="900")
    )

    assert fault.code == "foreign_indicator"
    assert fault.message == "Enrolled does not come from Clinic."
    assert "census" in fault.remedy


def test_a_derived_indicator_is_worked_out_and_never_delivered() -> None:
    fault = only_error(row("ash", "reach", numerator="1", denominator="2"))

    assert fault.message == "Reach is worked out from “served” and “enrolled”."


def test_all_faults_are_reported_at_once_in_the_order_of_the_file() -> None:
    found = errors(count("ahs", 7), count("ash", "12a"), row("elm", "vists", numerator="x"))

    assert [(f.row, f.code) for f in found] == [
        (2, "unknown_org_unit"),
        (3, "not_a_number"),
        (4, "unknown_indicator"),
        (4, "not_a_number"),
    ]


def test_one_error_keeps_the_whole_file_out() -> None:
    assert checked(count("elm", 20), count("ash", "12a")).delivery is None


def test_of_two_codes_equally_near_the_one_that_the_file_lacks_is_meant() -> None:
    """`ashm` is as near to ash as to a school of another name that is in the file already."""
    fault = only_error(count("eash", 7), count("elm", 4))

    assert fault.remedy == "Did you mean “ash”?"


@pytest.mark.parametrize("flag", ["withheld", "*", "<11", "n/a"])
def test_a_flag_is_a_mark(flag: str) -> None:
    assert errors(count("ash", "", flag=flag)) == []


def test_a_flag_is_no_remark_and_a_remark_is_not_repeated() -> None:
    fault = only_error(count("elm", 4), count("ash", "", flag="Maria was ill"))

    assert (fault.row, fault.column, fault.code, fault.value) == (3, "flag", "remark", "")
