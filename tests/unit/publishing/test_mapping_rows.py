"""Which rows are read and what each is about: places with dated codes, totals, rows left out."""

import pytest

from tests.unit.publishing.mapped import (
    HEAD,
    PLAIN,
    QUARTERS,
    UNIT,
    VISITS,
    content,
    errors,
    only_error,
    receipt,
    seen,
    tidy,
    warnings,
    workspace,
)
from tests.unit.publishing.small import RECEIVED
from wellness.domain.errors import UnknownNameError
from wellness.publishing.check import check
from wellness.publishing.people import PeopleRefusedError

ALIASES = """
[[org_unit.aliases]]
theirs = "A1"
ours = "ash"
valid_to = "2025-26 Q4"

[[org_unit.aliases]]
theirs = "A1"
ours = "elm"
valid_from = "2026-27 Q1"
"""
BY_QUARTER = '[period]\ncolumn = "Quarter"\n'
DATED = HEAD + UNIT + ALIASES + BY_QUARTER + VISITS
LEAVE_OUT = '[[leave_out]]\ncolumn = "School"\nequals = ["All", ""]\nwhy = "totals."\n'
COMPARE = '[[totals]]\ncolumn = "School"\nequals = "D"\nuse = "compare"\n'
LONG = (
    HEAD + UNIT + QUARTERS + '[category]\ncolumn = "By"\nbreakdown = "channel"\n'
    'codes = { "Everybody" = "", "Net" = "online" }\n' + VISITS
)


def test_a_code_stands_for_a_place_as_of_the_quarter() -> None:
    lines = "School,Quarter,Visits", "A1,2025-26 Q4,7", "A1,2026-27 Q1,8"

    assert tidy(DATED, *lines) == ["ash 2025-26 Q4 visits 7", "elm 2026-27 Q1 visits 8"]


def test_a_code_outside_its_dates_is_a_fault_that_tells_them() -> None:
    gap = DATED.replace('valid_to = "2025-26 Q4"', 'valid_to = "2025-26 Q3"')

    fault = only_error(gap, "School,Quarter,Visits", "A1,2025-26 Q4,7")

    assert fault.message == "This code stands for no place in 2025-26 Q4."
    assert "to 2025-26 Q3; from 2026-27 Q1" in fault.remedy


def test_a_place_that_is_not_known_is_told_in_the_partners_words() -> None:
    fault = only_error(PLAIN, "Visits,School", "7,ahs", "8,elm")

    assert (fault.row, fault.column, fault.position, fault.value) == (2, "School", 2, "ahs")
    assert fault.message == "No place has this code."
    assert fault.remedy.startswith("Is it ash?")


@pytest.mark.parametrize("name", ["ASH SCHOOL", "Ash  School", "ash-school"])
def test_names_are_compared_without_case_and_punctuation(name: str) -> None:
    mapping = PLAIN.replace('"School"\n', '"School"\nby = "name"\n')

    assert tidy(mapping, "School,Visits", f"{name},7") == ["ash 2026-27 Q1 visits 7"]


@pytest.mark.parametrize("ours", ["Ash School", "ash"])
def test_a_mapping_by_names_may_call_our_place_by_its_name_or_code(ours: str) -> None:
    alias = f'[[org_unit.aliases]]\ntheirs = "Old Ash"\nours = "{ours}"\n'
    by_name = HEAD + UNIT + 'by = "name"\ncodes = { "The Elm" = "Elm School" }\n'
    mapping = by_name + alias + BY_QUARTER + VISITS

    lines = "School,Quarter,Visits", "Old Ash,2026-27 Q1,7", "the elm,2026-27 Q1,8"

    assert tidy(mapping, *lines) == ["ash 2026-27 Q1 visits 7", "elm 2026-27 Q1 visits 8"]


def test_several_columns_can_be_one_code() -> None:
    mapping = PLAIN.replace('column = "School"', 'columns = ["Area", "No"]\njoin = "/"')
    mapping = mapping.replace('join = "/"', 'join = "/"\ncodes = { "E/1" = "ash", "E/2" = "elm" }')

    assert tidy(mapping, "Area,No,Visits", "E,1,7", "E,2,8") == [
        "ash 2026-27 Q1 visits 7",
        "elm 2026-27 Q1 visits 8",
    ]


def test_rows_left_out_are_counted_with_their_reason() -> None:
    lines = "School,Visits", "ash,7", "All,7", ",9", "elm,3"

    assert len(tidy(PLAIN + LEAVE_OUT, *lines)) == 2
    assert warnings(PLAIN + LEAVE_OUT, *lines) == ["Left out by the mapping, 2 rows: totals."]


def test_all_rows_but_some_can_be_left_out() -> None:
    but = '[[leave_out]]\ncolumn = "Year"\nnot_matches = "2026.*"\nwhy = "Other years"\n'

    assert tidy(PLAIN + but, "School,Year,Visits", "ash,2025,7", "ash,2026a,8") == [
        "ash 2026-27 Q1 visits 8"
    ]


def test_periods_that_are_not_read_are_left_out() -> None:
    mapping = HEAD + UNIT + BY_QUARTER + 'only = ["2026-27 Q1"]\n' + VISITS

    found = seen(mapping, "School,Quarter,Visits", "ash,2025-26 Q4,7", "ash,2026-27 Q1,8")

    assert [(group.why, group.rows, group.first) for group in found.left_out] == [
        ("other periods", 1, 2)
    ]


def test_a_row_can_be_a_part_or_the_total() -> None:
    lines = "School,By,Visits", "ash,Net,3", "ash,School,4", "ash,everybody,7"

    assert tidy(LONG, *lines) == [
        "ash 2026-27 Q1 visits channel online 3",
        "ash 2026-27 Q1 visits channel school 4",
        "ash 2026-27 Q1 visits 7",
    ]


def test_another_column_can_tell_that_a_row_is_the_total() -> None:
    mapping = LONG + '[[totals]]\ncolumn = "Sum"\nequals = "yes"\nuse = "total"\n'

    assert tidy(mapping, "School,By,Sum,Visits", "ash,?,yes,7") == ["ash 2026-27 Q1 visits 7"]


def test_a_category_that_is_not_known_is_a_fault_and_no_total() -> None:
    fault = only_error(LONG, "School,By,Visits", "ash,Nett,3")

    assert (fault.column, fault.value, fault.code) == ("By", "Nett", "unknown_category")
    assert fault.remedy.startswith("Is it “net”?")


def test_the_indicator_can_stand_in_a_column() -> None:
    mapping = (
        HEAD + UNIT + QUARTERS + '[indicator]\ncolumn = "What"\ncodes = { "Pupils" = "served" }\n'
        '[[columns]]\nnumerator = "n"\n'
    )

    assert tidy(mapping, "School,What,n", "ash,Visits,7", "ash,Pupils,3") == [
        "ash 2026-27 Q1 visits 7",
        "ash 2026-27 Q1 served 3",
    ]


def test_totals_are_compared_with_their_parts_and_not_loaded() -> None:
    lines = "School,Visits", "ash,3", "elm,4", "D,7"

    assert tidy(PLAIN + COMPARE, *lines) == ["ash 2026-27 Q1 visits 3", "elm 2026-27 Q1 visits 4"]
    assert seen(PLAIN + COMPARE, *lines).totals_compared == 1


def test_a_total_that_differs_is_a_fault_of_the_total_row() -> None:
    fault = only_error(PLAIN + COMPARE, "School,Visits", "ash,3", "elm,4", "D,8")

    assert (fault.row, fault.column, fault.value) == (4, "Visits", "8 ≠ 7")


def test_a_regions_total_is_compared_with_its_own_places() -> None:
    regions = COMPARE.replace('equals = "D"', 'equals = ["E", "W"]')

    fault = only_error(PLAIN + regions, "School,Visits", "ash,3", "elm,4", "E,3", "W,5")

    assert (fault.row, fault.value) == (5, "5 ≠ 4")


def test_numbers_rounded_at_the_source_may_miss_their_total_by_the_rounding() -> None:
    rounded = PLAIN + COMPARE + "[numbers]\nrounded_to = 5\n"

    assert errors(rounded, "School,Visits", "ash,5", "elm,5", "D,15") == []
    assert len(errors(rounded, "School,Visits", "ash,5", "elm,5", "D,20")) == 1
    parts = LONG + "[numbers]\nrounded_to = 5\n"
    lines = "School,By,Visits", "ash,Net,5", "ash,School,5", "ash,Everybody,15"
    assert errors(parts, *lines) == []
    assert [f.code for f in errors(LONG, *lines)] == ["total_differs"]


def test_parts_that_lack_a_number_may_add_up_to_less_never_to_more() -> None:
    mapping = PLAIN + COMPARE + '[tokens]\n"*" = "withheld"\n'

    assert errors(mapping, "School,Visits", "ash,3", "elm,*", "D,8") == []
    assert len(errors(mapping, "School,Visits", "ash,9", "elm,*", "D,8")) == 1


def test_rows_of_one_place_can_be_added_if_the_mapping_says_so() -> None:
    mapping = PLAIN.replace("[org_unit]", "add_rows = true\n[org_unit]")

    assert tidy(mapping, "School,Visits", "ash,3", "ash,4", "elm,1") == [
        "ash 2026-27 Q1 visits 7",
        "elm 2026-27 Q1 visits 1",
    ]


def test_the_file_name_can_tell_the_period() -> None:
    period = "[period]\nfile_name = 'FY(\\d\\d)(\\d\\d)_(Q\\d)'\nformat = \"YY-YY-QN\"\n"
    mapping = HEAD + UNIT + period + VISITS

    assert tidy(mapping, "School,Visits", "ash,7", name="tally_FY2627_Q1.csv") == [
        "ash 2026-27 Q1 visits 7"
    ]
    fault = only_error(mapping, "School,Visits", "ash,7", name="tally.csv")
    assert fault.message.startswith("The name of the file names no period")


def test_a_file_finds_its_mapping_by_name_and_any_other_is_tidy() -> None:
    assert receipt(PLAIN, "School,Visits", "ash,7", name="TALLY of may.csv").accepted
    with pytest.raises(UnknownNameError, match="Who sent “other”"):
        receipt(PLAIN, "School,Visits", "ash,7", name="other.csv")


def test_of_two_mappings_one_must_be_named() -> None:
    definitions = workspace(PLAIN, **{"mappings/other.toml": PLAIN})
    lines = content("School,Visits", "ash,7")

    with pytest.raises(UnknownNameError, match=r"Several mappings read tally\.csv: other, tally"):
        check("tally.csv", lines, definitions, RECEIVED)
    assert check("tally.csv", lines, definitions, RECEIVED, mapping="other").accepted
    with pytest.raises(UnknownNameError, match="Did you mean “tally”"):
        check("tally.csv", lines, definitions, RECEIVED, mapping="taly")
    with pytest.raises(UnknownNameError, match="reads files of “clinic”, not of “census”"):
        check("tally.csv", lines, definitions, RECEIVED, mapping="tally", source="census")


def test_people_are_refused_in_columns_that_nobody_reads() -> None:
    lines = "School,Visits,Student Name", "ash,7,Doe"

    with pytest.raises(PeopleRefusedError, match="“Student Name” seems to hold names of people"):
        receipt(PLAIN, *lines)
    with pytest.raises(PeopleRefusedError, match=r"not_people in mappings/tally\.toml"):
        receipt(PLAIN, *lines)


def test_a_column_about_places_can_be_said_to_be_none_of_people() -> None:
    mapping = PLAIN.replace("[org_unit]", 'not_people = ["Ph*", "Address"]\n[org_unit]')

    found = receipt(mapping, "School,Visits,Phone,Address", "ash,7,555-123-4567,1 Main St")

    assert found.accepted
