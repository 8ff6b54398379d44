"""Numbers are whole, not negative, and there where the kind of indicator needs them."""

import pytest

from tests.unit.publishing.small import checked, count, errors, only_error, row


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("12a", "holds other characters than digits"),
        ("1.5", "is not a whole number"),
        ("7.0", "is a whole number with a decimal point"),
        ('"1,200"', "has commas between the thousands"),
        ("<11", "is a range, which hides a count"),
        ("1-10", "is a range, which hides a count"),
        ("*", "is a mark, not a number"),
        ("n/a", "is a mark, not a number"),
        ("45%", "is a percentage"),
        ("many", "is not a number"),
        ("1234567890123456", "has more digits than a count can have"),
    ],
)
def test_a_text_that_is_no_number_is_told_what_it_is(text: str, what: str) -> None:
    fault = only_error(count("ash", text))

    assert fault.code == "not_a_number"
    assert fault.message == f"The numerator {what}."
    assert fault.value == text.strip('"')


@pytest.mark.parametrize(
    ("faulty", "column", "code"),
    [
        (count("ash", -3), "numerator", "negative"),
        (row("E", "wait", value="-1"), "value", "negative"),
        (row("ash", "seen", numerator="6", denominator="5"), "numerator", "numerator_above"),
        (row("ash", "seen", numerator="6"), "denominator", "denominator_missing"),
        (count("ash", ""), "numerator", "numerator_missing"),
        (row("E", "wait"), "value", "value_missing"),
        (row("ash", "gain", value="0.5"), "denominator", "denominator_missing"),
        (count("ash", 3, value="3"), "value", "value_for_count"),
        (count("ash", 3, denominator="3"), "denominator", "denominator_for_count"),
        (row("E", "wait", value="3", numerator="3"), "numerator", "count_for_value"),
    ],
)
def test_each_kind_needs_its_own_numbers(faulty: dict[str, str], column: str, code: str) -> None:
    fault = only_error(count("elm", 20), faulty)

    assert (fault.row, fault.column, fault.code) == (3, column, code)


def test_a_published_rate_is_a_share_and_no_percentage() -> None:
    regions = row("ash", "passed", value="71.4")

    assert only_error(regions).code == "rate_above_one"


def test_a_mean_may_be_below_zero() -> None:
    assert errors(row("ash", "gain", value="-0.5", denominator="20")) == []


def test_a_flag_explains_an_empty_number() -> None:
    receipt = checked(count("ash", "", flag="withheld"))

    assert receipt.errors == ()
    assert receipt.delivery is not None
    assert receipt.delivery["flag"].to_pylist() == ["withheld"]


def test_a_denominator_that_the_district_knows_need_not_be_sent() -> None:
    without = checked(row("ash", "trained", numerator="3"), count("elm", 1))
    with_it = checked(row("ash", "trained", numerator="3", denominator="9"), count("elm", 1))

    assert without.faults == ()
    assert with_it.accepted
    assert [fault.code for fault in with_it.faults] == ["denominator_known"]


def test_zero_is_a_number() -> None:
    receipt = checked(count("ash", 0), row("elm", "seen", numerator="0", denominator="0"))

    assert receipt.errors == ()
