"""A mark has the meaning that the mapping gives it, or is a fault; it is never a zero."""

import pytest

from tests.unit.publishing.mapped import HEAD, PLAIN, QUARTERS, UNIT, errors, only_error, tidy

TOKENS = """
[tokens]
"*" = "withheld"
"-" = "zero"
"." = "not_applicable"
"" = "not_reported"
"< 11" = "low_band:11"
"Above 95%" = "high_band:95"
"r" = "shown"
"""
RATES = HEAD + UNIT + QUARTERS + '[[columns]]\nindicator = "passed"\nvalue = "Passed"\n'
FLAGS = """
[flags]
suffix = "QF"
[flags.meanings]
u = "shown"
d = "shown"
":" = "not_reported"
c = "withheld"
"""


def number(text: str, mapping: str = PLAIN + TOKENS) -> str:
    """What the visits of one row become: their number and flag."""
    rows = tidy(mapping, "School;Visits", f"ash;{text}")
    return rows[0].removeprefix("ash 2026-27 Q1 visits ") if rows else "no row"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("7", "7"),
        ("0", "0"),
        ("1,200", "1200"),
        ("12.0", "12"),
        ("-", "0"),
        ("*", "withheld"),
        (".", "not_applicable"),
        ("< 11", "low_band:11"),
        ("ABOVE  95%", "high_band:95%"),
        ("120r", "120"),
        ("r 120", "120"),
        ("", "no row"),
    ],
)
def test_each_mark_means_what_the_mapping_says(text: str, told: str) -> None:
    assert number(" ".join(text.split())) == told


@pytest.mark.parametrize("text", ["x", "n/a", "<11", "1,20", "7 8", "r", "12%"])
def test_any_other_text_is_a_fault_that_repeats_it(text: str) -> None:
    fault = only_error(PLAIN + TOKENS, "School;Visits", f"ash;{text}", "elm;3")

    assert (fault.row, fault.column, fault.value) == (2, "Visits", text)
    assert fault.code == "unknown_token"
    assert "mappings/tally.toml under [tokens]" in fault.remedy


def test_an_empty_cell_without_a_meaning_is_a_fault() -> None:
    assert only_error(PLAIN, "School,Visits", "ash,", "elm,3").code == "empty_cell"


def test_a_comma_may_be_the_decimal_mark_if_the_mapping_says_so() -> None:
    mapping = RATES + "[numbers]\ndecimal_comma = true\n"

    assert tidy(mapping, "School;Passed", "ash;0,125") == ["ash 2026-27 Q1 passed 0.125"]


@pytest.mark.parametrize(
    ("text", "more", "told"),
    [
        ("95.1", "percent = true\n", "0.951"),
        ("42%", "", "0.42"),
        ("42 %", "percent = true\n", "0.42"),
    ],
)
def test_percentages_become_shares_to_the_last_decimal(text: str, more: str, told: str) -> None:
    mapping = RATES + more

    assert tidy(mapping, "School,Passed", f"ash,{text}") == [f"ash 2026-27 Q1 passed {told}"]


def test_codes_keep_their_zeros_even_wrapped_in_a_formula() -> None:
    mapping = PLAIN.replace('"School"\n', '"School"\ncodes = { "0012" = "ash", "012" = "elm" }\n')

    assert tidy(mapping, "School,Visits", '="0012","=""7"""', "012,8") == [
        "ash 2026-27 Q1 visits 7",
        "elm 2026-27 Q1 visits 8",
    ]


def test_a_flag_column_may_hold_several_codes() -> None:
    lines = "School,Visits,VisitsQF", "ash,7,d u ", "elm,,c u", "hub,,:"

    assert tidy(PLAIN + FLAGS, *lines) == [
        "ash 2026-27 Q1 visits 7",
        "elm 2026-27 Q1 visits withheld",
    ]


def test_a_flag_without_a_meaning_is_a_fault_in_its_own_column() -> None:
    fault = only_error(PLAIN + FLAGS, "School,Visits,VisitsQF", "ash,7,d q")

    assert (fault.column, fault.value, fault.code) == ("VisitsQF", "d q", "unknown_flag")
    assert fault.message == "“q” has no meaning among the flags of mappings/tally.toml."


def test_a_number_beside_a_flag_that_says_there_is_none_is_a_fault() -> None:
    fault = only_error(PLAIN + FLAGS, "School,Visits,VisitsQF", "ash,7,:")

    assert (fault.column, fault.code) == ("Visits", "flag_with_number")


def test_a_withheld_numerator_leaves_its_denominator_known() -> None:
    mapping = (
        HEAD + UNIT + QUARTERS + '[[columns]]\nindicator = "seen"\nnumerator = "Seen"\n'
        'denominator = "Asked"\n' + TOKENS
    )

    assert tidy(mapping, "School,Seen,Asked", "ash,*,9") == ["ash 2026-27 Q1 seen 9 withheld"]


def test_a_cell_that_several_indicators_read_is_told_once() -> None:
    two = PLAIN + '[[columns]]\nindicator = "served"\nnumerator = "Visits"\n'

    assert len(errors(two, "School,Visits", "ash,?")) == 1


TWO_COLUMNS = HEAD + UNIT + QUARTERS + '[[columns]]\nindicator = "visits"\n'
TWO_COLUMNS += 'numerator = ["Boys", "Girls"]\n'
MARKED = '[tokens]\n"*" = "withheld"\n"." = "not_applicable"\n"<11" = "low_band:11"\n'


@pytest.mark.parametrize(
    ("boys", "girls", "flag"),
    [
        ("<11", "40", "withheld"),  # the sum is not below 11
        ("<11", "<11", "withheld"),
        (".", ".", "not_applicable"),
        ("*", ".", "withheld"),
    ],
)
def test_a_sum_is_in_no_band_of_its_parts(boys: str, girls: str, flag: str) -> None:
    rows = tidy(TWO_COLUMNS + MARKED, "School,Boys,Girls", f"ash,{boys},{girls}")

    assert rows == [f"ash 2026-27 Q1 visits {flag}"]


def test_a_sum_of_which_a_part_cannot_be_is_not_reported() -> None:
    assert tidy(TWO_COLUMNS + MARKED, "School,Boys,Girls", "ash,.,40", "elm,3,4") == [
        "elm 2026-27 Q1 visits 7"
    ]


def test_added_rows_are_in_no_band_either() -> None:
    mapping = "add_rows = true\n" + PLAIN + MARKED

    assert tidy(mapping, "School,Visits", "ash,<11", "ash,40", "elm,<11") == [
        "ash 2026-27 Q1 visits withheld",
        "elm 2026-27 Q1 visits low_band:11",
    ]
