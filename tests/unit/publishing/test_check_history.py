"""What is unlike a source's own history is asked about, and never keeps a file out."""

import pyarrow as pa
import pytest

from tests.unit.publishing.small import FILES, RECEIVED, count, written
from wellness.domain.deliveries import Fault
from wellness.domain.periods import Calendar, Quarter, quarters_between
from wellness.domain.workspace import parse
from wellness.publishing.check import check

SCHOOLS = [f"s{number}" for number in range(10)]
PLACES = FILES["org_units.csv"] + "".join(
    f"{code},School {code},school,high,false,,E,region,,\n" for code in SCHOOLS
)
OLDER = {name: text.replace("2024-25 Q1", "2020-21 Q1") for name, text in FILES.items()}
DEFINITIONS = parse(OLDER | {"org_units.csv": PLACES})
NOW = Quarter(2026, 1)
SEASON = (60, 110, 120, 100)  # students of a school in Q1, Q2, Q3, Q4
Row = dict[str, str]
LABEL = Calendar().label


def usual(school: int, quarter: Quarter) -> int:
    """A school's number: its season, a size of its own, and some ups and downs."""
    wobble = (school * 7 + quarter.ordinal * 5) % 9 - 4
    return SEASON[quarter.number - 1] * (school + 5) // 5 + wobble


def history(quarters: int, **more: str) -> list[Row]:
    """All schools in the quarters before this one."""
    return [
        count(code, usual(n, quarter), quarter=LABEL(quarter), **more)
        for quarter in quarters_between(NOW - quarters, NOW - 1)
        for n, code in enumerate(SCHOOLS)
    ]


def this_quarter(**others: int) -> list[Row]:
    """All schools as usual, some with another number."""
    return [count(code, others.get(code, usual(n, NOW))) for n, code in enumerate(SCHOOLS)]


def asked(now: list[Row], before: list[Row]) -> list[Fault]:
    """The questions about a file, after the history was loaded."""
    span = f"clinic_2020-21-Q1_{Calendar().address(NOW - 1)}.csv"
    loaded = check(span, written(*before), DEFINITIONS, RECEIVED).delivery
    assert loaded is not None
    earlier = loaded.append_column("source", pa.array(["clinic"] * loaded.num_rows))
    receipt = check("clinic_2026-27-Q1.csv", written(*now), DEFINITIONS, RECEIVED, earlier=earlier)
    assert receipt.accepted
    codes = {"jump", "total_jump", "silent", "stopped_adding"}
    return [fault for fault in receipt.faults if fault.code in codes]


@pytest.mark.parametrize("quarters", [0, 4, 8, 12])
def test_an_ordinary_quarter_raises_no_question(quarters: int) -> None:
    """However long the history; the summer is low as in every year."""
    before = history(quarters) if quarters else history(1)[:1]

    assert asked(this_quarter(), before) == []


def test_a_number_is_held_against_the_same_quarter_of_three_years() -> None:
    (fault,) = asked(this_quarter(s3=960), history(12))

    told = [str(usual(3, NOW - ago)) for ago in (12, 8, 4)]
    assert (fault.row, fault.code, fault.column) == (5, "jump", "numerator")
    assert fault.value == f"{', '.join(told)} → 960"
    assert fault.message.endswith("Is it right?")


def test_a_change_that_many_schools_share_is_none_of_each() -> None:
    """Half as many everywhere is one question about the total, and none about a school."""
    halved = {code: usual(n, NOW) // 2 for n, code in enumerate(SCHOOLS)}

    (fault,) = asked(this_quarter(**halved), history(12))

    assert (fault.row, fault.code) == (0, "total_jump")
    assert "Visits for 2026-27 Q1, summed over the 10 places" in fault.message


def test_a_year_of_history_is_compared_with_the_year_before() -> None:
    (fault,) = asked(this_quarter(s3=960), history(4))

    assert fault.value == f"{usual(3, NOW - 4)} → 960"


def test_a_school_that_always_reported_and_does_not_is_asked_for() -> None:
    faults = asked(this_quarter()[1:], history(4))

    (fault,) = [fault for fault in faults if fault.code == "silent"]
    assert fault.message == (
        "School s0 (s0): numbers came for each of the four quarters before, and none for "
        "2026-27 Q1. Were they forgotten?"
    )


def test_a_school_that_rests_in_the_summer_is_not_asked_for() -> None:
    before = [row for row in history(8) if row["org_unit"] != "s0" or "Q1" not in row["quarter"]]

    assert asked(this_quarter()[1:], before) == []


def test_an_indicator_that_always_came_is_asked_for() -> None:
    """From one school that sent the rest, and where nobody sent it."""
    before = history(4) + [row | {"indicator": "served"} for row in history(4)]
    served = [row | {"indicator": "served"} for row in this_quarter()]

    (one,) = asked(this_quarter() + served[1:], before)
    (every,) = asked(this_quarter(), before)

    assert one.message.startswith("School s0 (s0): Served came for each of the four quarters")
    assert one.message.endswith("and not for 2026-27 Q1. Is it 0?")
    assert every.message.endswith("and not at all for 2026-27 Q1. Is it to come?")


def split(rows: list[Row], online: int, both: int = 0) -> list[Row]:
    """Students served with their two channels, `both` of them in each."""
    found = []
    for row in rows:
        total = int(row["numerator"])
        at_school = total - online + both
        numbers = {("", ""): total, ("channel", "online"): online, ("channel", "school"): at_school}
        for (breakdown, category), number in numbers.items():
            slot = {"breakdown": breakdown, "category": category, "numerator": str(number)}
            found.append(row | slot | {"indicator": "served"})
    return found


def test_parts_that_may_overlap_and_never_did_are_asked_about() -> None:
    before, now = split(history(4), 20), split(this_quarter(), 20)
    now[2] = now[2] | {"numerator": str(int(now[2]["numerator"]) + 5)}

    (fault,) = asked(now, before)

    total = usual(0, NOW)
    assert (fault.row, fault.value) == (2, f"{total} ≠ {total + 5}")


def test_parts_that_overlapped_before_may_overlap() -> None:
    assert asked(split(this_quarter(), 20, both=3), split(history(4), 20, both=2)) == []
