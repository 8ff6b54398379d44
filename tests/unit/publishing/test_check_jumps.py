"""A count that jumps beyond what season and size explain is a warning."""

from tests.unit.publishing.small import FILES, RECEIVED, count, written
from wellness.domain.deliveries import Fault
from wellness.domain.workspace import parse
from wellness.publishing.check import check

SCHOOLS = [f"s{number}" for number in range(10)]
PLACES = FILES["org_units.csv"] + "".join(
    f"{code},School {code},school,high,false,,E,region,,\n" for code in SCHOOLS
)
NAME = "clinic_2025-26-Q1_2026-27-Q1.csv"
USUAL = [100, 110, 90, 105, 95, 100, 120, 80, 100, 100]


def jumps(then: list[int], now: list[int]) -> list[Fault]:
    """The warnings about one quarter and the same quarter a year later."""
    pairs = [("2025-26 Q1", then), ("2026-27 Q1", now)]
    rows = [
        count(school, number, quarter=quarter)
        for quarter, numbers in pairs
        for school, number in zip(SCHOOLS, numbers, strict=True)
    ]
    definitions = parse(FILES | {"org_units.csv": PLACES})
    receipt = check(NAME, written(*rows), definitions, RECEIVED)
    assert receipt.accepted
    return [fault for fault in receipt.faults if fault.code == "jump"]


def test_a_digit_too_many_is_a_jump() -> None:
    (fault,) = jumps(USUAL, [*USUAL[:9], 1000])

    assert (fault.row, fault.column, fault.value) == (21, "numerator", "100 → 1000")


def test_twice_as_many_everywhere_is_growth_and_no_jump() -> None:
    assert jumps(USUAL, [2 * number for number in USUAL]) == []


def test_places_that_vary_wildly_do_not_jump_by_varying() -> None:
    now = [300, 20, 250, 30, 280, 25, 310, 15, 270, 40]

    assert jumps(USUAL, now) == []


def test_a_small_count_may_change_by_chance() -> None:
    assert jumps([3] * 10, [3, 0, 7, 2, 4, 3, 6, 1, 3, 4]) == []
