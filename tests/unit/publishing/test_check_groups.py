"""What many rows share is said once, with where, what and how to mend it."""

from tests.unit.publishing.small import checked, count
from wellness.domain.deliveries import Fault, Severity
from wellness.publishing.check import grouped


def fault(
    row: int,
    value: str = "<11",
    message: str = "It is a range.",
    severity: Severity = Severity.ERROR,
) -> Fault:
    return Fault(row, "numerator", "not_a_number", value, message, "Send the count.", severity)


def test_one_row_is_one_sentence() -> None:
    (group,) = grouped([fault(9)])

    assert group.sentence == "Row 9, numerator “<11”: It is a range. Send the count."


def test_nine_hundred_rows_with_one_fault_are_one_sentence() -> None:
    (group,) = grouped(fault(row) for row in range(2, 902))

    assert group.sentence.startswith("Rows 2–901 (900 rows), numerator “<11”: ")


def test_only_the_first_rows_and_values_are_named() -> None:
    (group,) = grouped(fault(row, f"<{row}") for row in (2, 4, 5, 7, 9, 12))

    assert group.sentence.startswith("Rows 2, 4–5, 7, 9, … (6 rows), numerator “<2”, “<4”, “<5” …:")


def test_a_long_text_is_cut() -> None:
    (group,) = grouped([fault(2, "word " * 99)])

    assert len(group.sentence) < 100


def test_another_sentence_is_another_group_and_errors_come_first() -> None:
    warning = fault(2, message="It is late.", severity=Severity.WARNING)

    groups = grouped([warning, fault(3), fault(5, message="It is a mark."), fault(7)])

    assert [[f.row for f in group.faults] for group in groups] == [[3, 7], [5], [2]]


def test_a_fault_of_the_whole_file_names_no_row() -> None:
    (warning,) = checked(count("ash", 7)).warnings

    (group,) = grouped([warning])

    assert group.sentence == f"{warning.message} {warning.remedy}"
