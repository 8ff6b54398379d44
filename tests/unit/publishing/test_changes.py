"""What a release says is new, and what it keeps of arrivals."""

from datetime import UTC, date, datetime

import pytest

from tests.unit.publishing import village
from tests.unit.publishing.village import Q1, Q2, Q3, Q4
from wellness.domain.contents import read_arrivals, write_arrivals
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.releases import Arrival
from wellness.publishing.changes import describe

NOW = datetime(2026, 11, 20, tzinfo=UTC)
SOURCES = (
    village.source("visits", Level.SCHOOL),
    village.source("phone", Level.SCHOOL),
    village.source("survey", Level.SCHOOL, cadence=PeriodType.YEAR),
)
DISTRICT = village.definitions((), SOURCES).district


def load(number: int, source: str, *quarters: Quarter) -> Load:
    state = LoadState.READY
    return Load(number, source, source, 1, state, "me", NOW, NOW, quarters)


BOTH = [load(3, "visits", Q2), load(4, "phone", Q2)]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (BOTH, "2025-26 Q2 added"),
        ([load(3, source, Q2, Q3, Q4, Q4 + 1) for source in ("visits", "phone")],
         "2025-26 Q2 to 2026-27 Q1 added"),
        ([load(3, "visits", Q2)], "first numbers for 2025-26 Q2"),
        ([load(3, "phone", Q1)], "2025-26 Q1 completed"),
        ([load(3, "visits", Q1)], "visits for 2025-26 Q1 restated"),
        ([*BOTH, load(5, "visits", Q1)], "2025-26 Q2 added; visits for 2025-26 Q1 restated"),
        ([load(3, "survey", Q4)], "survey for 2025-26 added"),
        ([load(3, "visits", Q1 - n) for n in range(1, 6)], "5 deliveries restated"),
        ([], ""),
    ],
)  # fmt: skip
def test_a_release_says_what_is_new(new: list[Load], said: str) -> None:
    """Of the two quarterly sources, the first had sent the six quarters up to 2025-26 Q1."""
    before = [load(1, "visits", *(Q1 - n for n in range(6)))]

    assert describe(DISTRICT, [*before, *new], [1], redefined=False) == said


def test_a_yearly_source_never_names_the_quarter_it_is_kept_under() -> None:
    """Enrollment of the fall is kept under the fourth quarter of its year, which is not over."""
    said = describe(DISTRICT, [*BOTH, load(5, "survey", Q4)], [], redefined=False)

    assert said == "2025-26 Q2 added; survey for 2025-26 added"


def test_changed_definitions_are_news() -> None:
    assert describe(DISTRICT, [], [], redefined=True) == "definitions changed"


def test_arrivals_are_read_back_as_they_were_written() -> None:
    day = date(2026, 1, 20)
    arrivals = (
        Arrival("visits", Q1, PeriodType.QUARTER, 9, 10, day, day),
        Arrival("survey", Q4, PeriodType.YEAR, 0, 10, None, day),
    )

    assert read_arrivals(write_arrivals(arrivals)) == arrivals
    assert read_arrivals(write_arrivals(())) == ()
