"""Sentences of the steward's page, by hand."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.publishing.small import checked, count, definitions
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.releases import Arrival
from wellness.publishing.check import Receipt
from wellness.publishing.service import Status
from wellness.stewarding import words
from wellness.stewarding.reminders import reminder

DISTRICT = definitions().district
NOW = Quarter(2026, 1)
DUE = date(2026, 10, 20)  # twenty days after the quarter's end


def title(receipt: Receipt) -> str:
    return words.of_receipt(receipt, DISTRICT).title


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (17, "Arrived 3 days early. 2 rows fine, none to mend"),
        (20, "Arrived on the day it was due. 2 rows fine, none to mend"),
        (21, "Arrived 1 day late. 2 rows fine, none to mend"),
    ],
)
def test_a_receipt_begins_with_how_early_it_came(day: int, told: str) -> None:
    rows = count("ash", 12), count("elm", 30)

    assert title(checked(*rows, received_on=date(2026, 10, day))) == told


def test_faults_are_counted_as_rows_to_mend() -> None:
    receipt = checked(count("ash", "-3"), count("elm", 30), received_on=date(2026, 10, 17))

    assert title(receipt) == "Arrived 3 days early. 1 row fine, 1 to mend"
    assert words.of_receipt(receipt, DISTRICT).sentence.endswith("nothing of it was loaded")


def test_a_file_that_says_nothing_new_is_told_as_known() -> None:
    receipt = replace(checked(count("ash", 12)), unchanged=True)

    assert title(receipt).endswith("1 row fine, and all of them known already")


def test_the_options_of_commands_are_boxes_of_the_page() -> None:
    told = words.here("Several mappings read a.csv: b, c. Name one with --mapping.")

    assert told == "Several mappings read a.csv: b, c. Choose one at “How it is laid out”."


def owed(days: int) -> Arrival:
    """The clinic's quarter, due that many days before the twentieth of November."""
    due = date(2026, 11, 20 - days)
    return Arrival("clinic", NOW, PeriodType.QUARTER, 0, 3, None, due)


def test_the_title_counts_who_is_late() -> None:
    today = date(2026, 11, 20)
    found = Status(None, (owed(1), owed(5), owed(-3)), ())

    told = words.of_status(found, today)

    assert told.title == "2 deliveries late"
    assert told.sentence.startswith("1 more delivery still to come, not yet due")


def test_a_reminder_has_the_day_the_indicators_and_the_file() -> None:
    known = definitions()
    clinic, late = known.district.sources["clinic"], owed(5)

    letter = reminder(known, clinic, late, date(2026, 11, 20), "clinic_2026-27-Q1.xlsx")

    assert letter.startswith("Subject: Clinic, 2026-27 Q1: was due on November 15, 2026")
    assert "They were due on November 15, 2026, 5 days ago." in letter
    assert "- Visits" in letter
    assert "for 3 places" in letter
    assert "clinic_2026-27-Q1.xlsx" in letter
    assert "Never send names" in letter
