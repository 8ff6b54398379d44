"""By which day a quarter is owed."""

from dataclasses import replace
from datetime import date

from tests.unit.publishing.small import definitions
from wellness.domain.periods import Quarter
from wellness.publishing.due import due_date

DISTRICT = definitions().district
CLINIC = DISTRICT.source("clinic")


def test_a_quarter_is_due_some_days_after_its_end() -> None:
    found = due_date(replace(CLINIC, due_days=20), DISTRICT.calendar, Quarter(2026, 1))

    assert found == date(2026, 10, 20)


def test_history_that_came_at_once_was_due_with_the_first_awaited_quarter() -> None:
    adopted = replace(CLINIC, due_days=20, due_from=Quarter(2026, 1))

    found = [due_date(adopted, DISTRICT.calendar, Quarter(2026, 1) + n) for n in (-8, 0, 1)]

    assert found == [date(2026, 10, 20), date(2026, 10, 20), date(2027, 1, 20)]
