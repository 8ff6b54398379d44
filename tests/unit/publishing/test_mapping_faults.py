"""Faults are told of the partner's own file: its rows, columns and texts, never of tidy ones."""

from tests.unit.publishing.mapped import (
    HEAD,
    MONTHS,
    PLAIN,
    QUARTERS,
    UNIT,
    VISITS,
    errors,
    only_error,
    receipt,
    seen,
)
from wellness.publishing.check import verdict
from wellness.publishing.mapping import explanation

SEEN = (
    HEAD + UNIT + QUARTERS + '[[columns]]\nindicator = "seen"\n'
    'numerator = "Seen in time"\ndenominator = "Asked"\n'
)
WITNESS = '[[totals]]\ncolumn = "School"\nequals = "D"\nuse = "compare"\n'
FLOW = HEAD + UNIT + MONTHS + VISITS + WITNESS


def table(*rows: str) -> tuple[str, ...]:
    return "School,Month,Visits", *rows


def test_a_rule_of_the_check_names_the_partners_column_and_text() -> None:
    fault = only_error(SEEN, "School,Asked,Seen in time", "ash,7,1,200".replace("1,200", "1200"))

    assert (fault.row, fault.column, fault.position, fault.value) == (2, "Seen in time", 3, "1200")
    assert fault.message == "The numerator is above the denominator."


def test_a_fault_of_a_quarter_that_was_added_up_tells_the_sum() -> None:
    mapping = SEEN.replace(QUARTERS, MONTHS)
    lines = [f"ash,2026-0{month},1,2" for month in (7, 8, 9)]

    fault = only_error(mapping, "School,Month,Asked,Seen in time", *lines)

    assert (fault.row, fault.column, fault.value) == (2, "Seen in time", "6")


def test_rows_are_counted_as_the_partner_counts_them() -> None:
    """One row makes two tidy ones, and is one row that is fine, or to be mended."""
    two = PLAIN + '[[columns]]\nindicator = "served"\nnumerator = "Served"\n'

    found = receipt(two, "School,Visits,Served", "ash,7,3", "elm,x,y")

    assert (found.rows, found.fine, found.to_mend) == (2, 1, 1)
    assert verdict(found) == "tally.csv is refused: 1 row is fine, 1 to mend."


def test_a_file_without_its_columns_is_not_judged_row_by_row() -> None:
    found = receipt(PLAIN, "School,Calls", "ash,7")

    assert not found.judged
    assert "its header is to be mended" in verdict(found)


def test_two_rows_that_differ_are_both_named_with_both_numbers() -> None:
    fault = only_error(PLAIN, "School,Visits", "ash,7", "ash,8", "elm,1")

    assert (fault.row, fault.value) == (3, "8, in row 2 7")
    assert fault.message == "Two rows tell of ash in 2026-27 Q1, and differ in “Visits”."


def test_two_rows_that_say_the_same_are_one_too_many() -> None:
    fault = only_error(PLAIN, "School,Visits", "ash,7", "ash,7")

    assert (fault.row, fault.code, fault.value) == (3, "repeated_row", "as row 2")


def test_a_neighboring_month_that_is_missing_is_where_one_of_two_rows_may_belong() -> None:
    rows = ["elm,2026-06,1", "elm,2026-07,1", "elm,2026-08,1", "ash,2026-06,2", "ash,2026-07,3"]

    fault = only_error(FLOW, *table(*rows, "ash,2026-07,4"))

    assert fault.remedy == "One of the two may be meant for August 2026, which is missing."


def test_a_total_tells_which_of_two_rows_is_right_and_where_the_other_belongs() -> None:
    rows = ["elm,2026-06,1", "elm,2026-07,1", "ash,2026-07,3", "ash,2026-07,4"]

    fault = only_error(FLOW, *table(*rows, "D,2026-06,4", "D,2026-07,5"))

    assert fault.remedy == (
        "One of the two may be meant for June 2026, which is missing. The total of that period "
        "agrees with row 5. Row 4 fits that of June 2026."
    )


def test_a_total_that_fits_neither_is_said_too() -> None:
    rows = ["elm,2026-07,1", "ash,2026-07,3", "ash,2026-07,4", "D,2026-07,9"]

    assert only_error(FLOW, *table(*rows)).remedy == "The total of that period agrees with neither."


def test_very_many_repeated_rows_are_counted_after_the_first() -> None:
    found = errors(PLAIN, "School,Visits", *["ash,7"] * 1000)

    assert len(found) == 201
    assert found[0].message == "799 more rows say again what an earlier one says."


def test_the_explanation_shows_how_headers_and_first_rows_were_read() -> None:
    leave_out = '[[leave_out]]\ncolumn = "School"\nequals = "All"\nwhy = "A total"\n'
    mapping = PLAIN + leave_out + '[tokens]\n"*" = "withheld"\n'

    told = explanation(seen(mapping, "School,Visits,Remark", "ash,7,x", "elm,*,y", "All,7,z"))

    assert told == [
        "tally.csv is read by mappings/tally.toml, as of “clinic”.",
        "Header: row 1. Data: rows 2–3, 2 in all.",
        "",
        "column  header  is read as",
        "A       School  org unit, rows to leave out",
        "B       Visits  numerator of visits",
        "Not read: Remark.",
        "",
        "row  column  text  indicator  org unit  period      category  role       is",
        "2    B       7     visits     ash       2026-27 Q1  total     numerator  7",
        "3    B       *     visits     elm       2026-27 Q1  total     numerator  withheld",
        "",
        "Left out: 1 rows (A total), the first in row 4.",
        "Token “*” means withheld: 1 cells.",
        "Tidy rows made of it: 2.",
    ]


def test_the_explanation_of_a_changed_file_says_what_is_missing() -> None:
    told = explanation(seen(PLAIN, "School,Calls", "ash,7"))

    assert "To mend first:" in told
    assert told[-1].startswith("  • The column “Visits” that mappings/tally.toml reads is not")
