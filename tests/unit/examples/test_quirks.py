"""The quirks of the examples' files, each in a made file that is small enough to check by hand."""

import pytest

from tests.unit.publishing.mapped import (
    HEAD,
    PLAIN,
    QUARTERS,
    UNIT,
    only_error,
    receipt,
    tidy,
    workspace,
)
from wellness.domain.errors import WorkspaceError

PASSED = '[[columns]]\nindicator = "passed"\n'
RATED = (
    HEAD
    + UNIT
    + QUARTERS
    + """
[[columns]]
indicator = "visits"
numerator = "Rating"

[category]
breakdown = "channel"
column = "Rating"
codes = { "WELL RATED" = "school", "RATED" = "online" }

[tokens]
"WELL RATED" = "one"
"RATED" = "one"

[[leave_out]]
column = "Rating"
equals = "NOT ENOUGH DATA"
why = "Too few answers"
"""
)
EARLY = (
    HEAD
    + '[header]\nrows = 2\n[period]\nformat = "YYYY-YY QN"\n'
    + UNIT
    + "".join(
        f'[[columns]]\nindicator = "visits"\nperiod = "2026-27 {quarter}"\nnumerator = {place}\n'
        for quarter, place in (("Q1", 3), ("Q2", 4))
    )
)


def test_a_percentage_stands_beside_the_count_that_it_is_of() -> None:
    """The value becomes a share; the count below it stays a count."""
    columns = PASSED + 'value = "Share"\ndenominator = "Pupils"\npercent = true\n'
    mapping = HEAD + UNIT + QUARTERS + columns

    assert tidy(mapping, "School,Pupils,Share", "ash,95,43") == [
        "ash 2026-27 Q1 passed 95 0.43",
    ]


def test_a_share_above_all_is_refused_in_the_sender_s_words() -> None:
    mapping = HEAD + UNIT + QUARTERS + PASSED + 'value = "Truancy"\npercent = true\n'

    fault = only_error(mapping, "School,Truancy", "ash,199.4", "elm,98")

    assert (fault.row, fault.column, fault.value) == (2, "Truancy", "199.4")
    assert fault.code == "rate_above_one"


def test_a_word_counts_its_school_under_the_rating_it_is() -> None:
    lines = "School,Rating", "ash,WELL RATED", "elm,RATED", "hub,NOT ENOUGH DATA"

    assert tidy(RATED, *lines) == [
        "ash 2026-27 Q1 visits channel school 1",
        "elm 2026-27 Q1 visits channel online 1",
    ]
    assert any("Too few answers" in fault.message for fault in receipt(RATED, *lines).faults)


def test_a_word_without_a_meaning_is_never_counted() -> None:
    fault = only_error(RATED, "School,Rating", "ash,WELL RATED", "elm,GOOD")

    assert (fault.row, fault.value) == (3, "GOOD")


def test_columns_below_a_header_that_begins_too_early_are_told_their_period() -> None:
    """“Q2” stands above the last column of the first quarter too."""
    lines = ",Q1,Q2,", "School,Staff,Visits,Visits", "ash,4,21,9"

    assert tidy(EARLY, *lines) == ["ash 2026-27 Q1 visits 21", "ash 2026-27 Q2 visits 9"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2026-27 Q2", "fall", "period: “fall” is not written as the format says."),
        (
            "numerator = 4",
            "numerator = { matches = '(?P<period>.*) / Visits' }",
            "columns 2: the period is said 2 times. Say it once.",
        ),
    ],
)
def test_a_period_of_columns_is_one_and_is_written_as_all_are(
    old: str, new: str, told: str
) -> None:
    with pytest.raises(WorkspaceError, match="mappings/tally") as error:
        workspace(EARLY.replace(old, new))

    assert told in str(error.value)


def test_a_zero_may_stand_for_what_cannot_be() -> None:
    columns = PASSED + 'value = "Answered"\npercent = true\n[tokens]\n"0" = "not_applicable"\n'
    mapping = HEAD + UNIT + QUARTERS + columns

    assert tidy(mapping, "School,Answered", "ash,0", "elm,60.5") == [
        "ash 2026-27 Q1 passed not_applicable",
        "elm 2026-27 Q1 passed 0.605",
    ]


def test_a_column_that_moves_may_be_absent_if_the_mapping_says_so() -> None:
    mapping = PLAIN + PASSED + 'value = "Parents"\noptional = true\n'

    assert tidy(mapping, "Visits,School", "21,ash") == ["ash 2026-27 Q1 visits 21"]
