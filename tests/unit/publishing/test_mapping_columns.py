"""A partner's columns are found by their headers, wide ones by patterns, wherever they stand."""

import pytest

from tests.unit.publishing.mapped import (
    HEAD,
    PLAIN,
    QUARTERS,
    UNIT,
    errors,
    only_error,
    seen,
    tidy,
    workspace,
)
from tests.unit.publishing.small import RECEIVED
from wellness.domain.mappings import HeaderRows
from wellness.publishing.check import check
from wellness.publishing.mapping.headers import titles_of
from wellness.publishing.reading import Merged, RawRows

CHANNELS = """
[[columns]]
indicator = "visits"
breakdown = "channel"
numerator = { matches = '(?P<category>.*) visits' }
codes = { "Web" = "online" }
"""


def titles(*rows: tuple[str, ...], merged: tuple[Merged, ...] = ()) -> tuple[str, ...]:
    raw = RawRows("a.xlsx", rows, range(1, len(rows) + 1), merged=merged)
    return titles_of(raw, HeaderRows(1, len(rows)), None)


def test_columns_may_stand_in_any_order_among_others() -> None:
    assert tidy(PLAIN, "Remark,Visits,School", "x,7,ash") == ["ash 2026-27 Q1 visits 7"]


def test_header_and_rows_are_found_below_titles_and_above_notes() -> None:
    mapping = PLAIN.replace(
        "[org_unit]", '[header]\nrow = 3\n[rows]\nstop_at = "Source"\n[org_unit]'
    )

    found = seen(mapping, "Clinic tally", "", "School,Visits", "ash,7", ",", "elm,8", "Source: us,")

    assert found.body.lines.tolist() == [4, 6]
    assert found.body.stopped == 7


def test_a_blank_row_can_end_the_table() -> None:
    mapping = PLAIN.replace("[org_unit]", "[rows]\nstop_at_blank_row = true\n[org_unit]")

    assert tidy(mapping, "School,Visits", "ash,7", ",", "Notes,none") == ["ash 2026-27 Q1 visits 7"]


def test_a_header_of_several_rows_is_filled_to_the_right_until_something_new_begins() -> None:
    """A blank within a group keeps the group; nothing crosses into 2016."""
    assert titles(
        ("", "2015", "", "", "2016", ""),
        ("School", "Seen", "Share", "", "Seen", "Share"),
        ("", "", "low", "high", "", "low"),
    ) == (
        "School",
        "2015 / Seen",
        "2015 / Share / low",
        "2015 / Share / high",
        "2016 / Seen",
        "2016 / Share / low",
    )


def test_merged_cells_say_exactly_how_far_a_header_reaches() -> None:
    top = ("", "2015", "", "")
    bottom = ("School", "Seen", "Asked", "Remark")

    found = titles(top, bottom, merged=(Merged(1, 2, 1, 3),))

    assert found == ("School", "2015 / Seen", "2015 / Asked", "Remark")


def test_footnote_marks_are_no_part_of_headers_and_names() -> None:
    mapping = PLAIN.replace("[org_unit]", "footnotes = '(?<=[a-z])\\d$'\n[org_unit]")
    mapping = mapping.replace('"School"\n', '"School"\nby = "name"\n')

    assert tidy(mapping, "School1,Visits2", "Ash School3,7") == ["ash 2026-27 Q1 visits 7"]


def test_wide_columns_become_categories_by_code_own_name_or_title() -> None:
    assert tidy(
        HEAD + UNIT + QUARTERS + CHANNELS, "School,School visits,Web visits", "ash,3,4"
    ) == [
        "ash 2026-27 Q1 visits channel school 3",
        "ash 2026-27 Q1 visits channel online 4",
    ]


def test_a_wide_column_whose_category_is_not_known_stops_the_file_at_its_header() -> None:
    lines = "School,School visits,Bus visits", "ash,3,4"

    (fault,) = errors(HEAD + UNIT + QUARTERS + CHANNELS, *lines)

    assert (fault.row, fault.column, fault.position) == (1, "Bus visits", 3)
    assert fault.value == "Bus"
    assert fault.message == "This category is not known."


def test_the_period_can_stand_in_wide_headers_and_a_denominator_serves_its_period() -> None:
    mapping = (
        HEAD + UNIT + '[period]\nformat = "YYYY-YY QN"\n[[columns]]\nindicator = "seen"\n'
        "numerator = { matches = '(?P<period>.*) seen' }\n"
        "denominator = { matches = '(?P<period>.*) asked' }\n"
    )
    header = "School,2026-27 Q1 asked,2026-27 Q1 seen,2025-26 Q4 seen,2025-26 Q4 asked"

    assert tidy(mapping, header, "ash,9,8,6,7") == [
        "ash 2026-27 Q1 seen 8 9",
        "ash 2025-26 Q4 seen 6 7",
    ]
    only = mapping.replace('QN"\n', 'QN"\nonly = ["2025-26 Q4"]\n')
    assert tidy(only, header, "ash,9,8,6,7") == ["ash 2025-26 Q4 seen 6 7"]


def test_a_denominator_without_groups_serves_every_wide_column() -> None:
    mapping = (
        HEAD + UNIT + QUARTERS + '[[columns]]\ndenominator = "All"\n'
        "numerator = { matches = '# (?P<indicator>.*)' }\n"
    )

    assert tidy(mapping, "School,All,# Seen in time,# Trained", "ash,9,8,7") == [
        "ash 2026-27 Q1 seen 8 9",
        "ash 2026-27 Q1 trained 7 9",
    ]


def test_several_columns_can_be_parts_of_one_number() -> None:
    mapping = PLAIN.replace('numerator = "Visits"', 'numerator = ["Mild", "Severe"]')

    assert tidy(mapping, "School,Mild,Severe", "ash,3,4") == ["ash 2026-27 Q1 visits 7"]


def test_a_column_that_is_not_there_is_named_with_the_nearest() -> None:
    fault = only_error(PLAIN, "School,Visit", "ash,7")

    assert (fault.row, fault.column) == (1, "Visits")
    assert fault.message == "The column “Visits” that mappings/tally.toml reads is not there."
    assert fault.remedy.startswith("Is it “Visit” now?")


def test_an_optional_column_may_be_absent_but_not_all_of_them() -> None:
    mapping = PLAIN + "optional = true\n"
    other = '[[columns]]\nindicator = "served"\nnumerator = "Served"\noptional = true\n'

    assert tidy(mapping + other, "School,Served", "ash,7") == ["ash 2026-27 Q1 served 7"]
    assert only_error(mapping, "School,Served", "ash,7").message.startswith("Not one of the col")


def test_of_two_columns_with_one_header_the_position_tells() -> None:
    fault = only_error(PLAIN, "School,Visits,Visits", "ash,7,8")

    assert fault.message == "2 columns are called so: 2, 3."
    assert "column = 2" in fault.remedy
    by_position = PLAIN.replace('numerator = "Visits"', "numerator = 3")
    assert tidy(by_position, "School,Visits,Visits", "ash,7,8") == ["ash 2026-27 Q1 visits 8"]


def test_two_headers_that_say_the_same_are_refused() -> None:
    mapping = HEAD + UNIT + QUARTERS + CHANNELS.replace('{ "Web"', '{ "Net" = "online", "Web"')
    pattern = mapping.replace("(?P<category>.*) visits", "(?P<category>.*) visits\\d?")

    fault = only_error(pattern, "School,Web visits1,Web visits2", "ash,3,4")

    assert fault.message == "This header says the same to the mapping as “Web visits1”."


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_line_ends_and_encoding_are_found(
    delimiter: str, end: str, encoding: str
) -> None:
    text = end.join(["Tälly", "School,Visits,Köche", "ash,7,a"]).replace(",", delimiter)
    mapping = PLAIN.replace("[org_unit]", "[header]\nrow = 2\n[org_unit]")

    found = check("tally.csv", text.encode(encoding), workspace(mapping), RECEIVED)

    assert found.accepted
    assert [f.code for f in found.warnings if f.code == "encoding"] == (
        ["encoding"] if encoding == "cp1252" else []
    )


def test_a_row_of_another_width_is_named() -> None:
    fault = only_error(PLAIN, "School,Visits", "ash,7,8", "elm,9")

    assert (fault.row, fault.code) == (2, "ragged_row")
    assert fault.message == "The row has 3 cells, the header has 2."


def test_a_file_of_a_header_alone_has_nothing_to_load() -> None:
    assert only_error(PLAIN, "School,Visits").code == "no_rows"
