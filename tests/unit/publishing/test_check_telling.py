"""A receipt begins with what a data manager asks first: how many rows are fine."""

import json

from tests.unit.publishing.small import FILE, RECEIVED, checked, count, definitions, written
from wellness.publishing.check import Receipt, check, lines, receipt_as_json, verdict
from wellness.publishing.load import ACTIVE

BOTH = (count("ash", 7), count("elm", 4))


def after(receipt: Receipt, *rows: dict[str, str]) -> Receipt:
    """The check of rows when an earlier receipt's rows are loaded."""
    assert receipt.delivery is not None
    loaded = receipt.delivery.append_column(ACTIVE.field("load_id"), [[1] * receipt.rows])
    loaded = loaded.append_column(ACTIVE.field("source"), [["clinic"] * receipt.rows])
    return checked(*rows, earlier=loaded)


def test_a_clean_file_is_one_line() -> None:
    assert lines(checked(*BOTH)) == [f"{FILE} is fine: 2 rows can be loaded."]


def test_a_refused_file_says_how_many_rows_are_fine_and_then_what_is_not() -> None:
    told = lines(checked(*BOTH, count("ahs", 1), count("ash", "12a")))

    assert told[0] == f"{FILE} is refused: 2 rows are fine, 2 to mend."
    assert told[1:3] == ["", "To mend:"]
    assert told[3].startswith("  • Row 4, org_unit “ahs”: ")


def test_a_row_with_two_faults_is_one_row_to_mend() -> None:
    assert checked(count("ahs", "x")).to_mend == 1


def test_a_row_that_could_not_be_read_is_none_of_those_that_are_fine() -> None:
    receipt = checked(count("ash", 7), count("elm", "1,200"))  # ten commas where nine belong

    assert (receipt.rows, receipt.fine, receipt.to_mend) == (1, 1, 1)


def test_without_its_header_no_row_is_fine() -> None:
    headless = written(*BOTH).replace(b"flag", b"flog")

    receipt = check(FILE, headless, definitions(), RECEIVED)

    assert receipt.fine == 0
    assert "its header is to be mended before any of its 2 rows" in verdict(receipt)


def test_the_same_file_again_says_nothing_new() -> None:
    again = after(checked(*BOTH), *reversed(BOTH))

    assert again.unchanged
    assert verdict(again) == f"{FILE} is fine and says nothing new: it need not be loaded again."


def test_another_flag_is_something_new() -> None:
    first = checked(count("ash", "", flag="withheld"))

    assert not after(first, count("ash", "", flag="x")).unchanged


def test_corrections_and_rows_that_are_gone_are_in_the_verdict() -> None:
    receipt = after(checked(*BOTH), count("ash", 9))

    assert verdict(receipt) == (
        f"{FILE} is fine: 1 row can be loaded with --accept-missing; 1 row that was loaded before "
        "is gone; numbers that correct what was loaded: 1."
    )
    assert "Elm School (elm)" in receipt.warnings[1].message


def test_json_has_every_fault_of_its_own() -> None:
    receipt = checked(*BOTH, *(count("ash", "<11", category=c) for c in ("school", "online")))

    told = json.loads(json.dumps(receipt_as_json(receipt, definitions().district.calendar)))

    assert (told["accepted"], told["fine"], told["to_mend"]) == (False, 2, 2)
    assert [f["row"] for f in told["faults"] if f["code"] == "not_a_number"] == [4, 5]
    assert told["coverage"][0]["absent"] == []
