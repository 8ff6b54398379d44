"""Totals that a larger place delivers beside its parts, exact or rounded at the source."""

from dataclasses import replace

import pytest

from tests.unit.publishing import village
from tests.unit.publishing.publishing_of import SITES, Cells, built, cells
from tests.unit.publishing.small import FILES, RECEIVED, count, written
from tests.unit.publishing.village import PARENTS, Q1, Row
from wellness.domain.indicators import DisclosureClass, Kind
from wellness.domain.places import Level
from wellness.domain.workspace import parse
from wellness.publishing.check import Receipt, check
from wellness.publishing.protection.contradictions import ContradictionError

CARE = village.indicator("care", Kind.FLOW, sources=("a",))
OPEN = replace(CARE, disclosure_class=DisclosureClass.OPEN)
BOARDS = village.source("a", Level.DISTRICT, Level.REGION)
ALL = village.source("a", Level.DISTRICT, Level.REGION, *SITES)


def care(*told: tuple[str, int], rounded_to: int = 0) -> list[Row]:
    return [Row("a", "care", unit, Q1, n, rounded_to=rounded_to) for unit, n in told]


def everywhere(n: int, but: str = "") -> list[tuple[str, int]]:
    return [(unit, n) for unit in PARENTS if unit != but]


# At publishing


def test_a_national_total_is_shown_with_the_boards_that_reported() -> None:
    found = cells(care(("N", 40), ("D", 40)), CARE, BOARDS)

    assert found.said("D") == "shown 40"
    assert found.coverage("D") == (1, 2)


def test_without_a_national_total_the_boards_that_reported_add_up() -> None:
    assert cells(care(("N", 40), ("S", 30)), CARE, BOARDS).said("D") == "shown 70"


def test_a_total_may_hold_more_than_its_parts_where_one_is_missing() -> None:
    found = cells(care(*everywhere(20, but="S3"), ("S", 60), ("D", 160)), CARE, ALL)

    assert found.said("S") == "shown 60"
    assert found.said("D") == "shown 160"
    assert found.said("S3") == "not_reported"


def test_a_region_that_holds_more_does_so_in_the_district_and_not_in_board_districts() -> None:
    found = cells(care(*everywhere(20, but="S3"), ("S", 60)), CARE, ALL)

    assert found.said("D") == "shown 160"
    assert found.said("E") == "shown 40"


def test_a_total_that_is_less_than_its_parts_contradicts_them() -> None:
    with pytest.raises(ContradictionError, match="is less than"):
        built(care(*everywhere(20, but="S3"), ("S", 15)), CARE, source=ALL)


def test_where_all_parts_are_there_a_total_is_their_sum() -> None:
    with pytest.raises(ContradictionError, match="not the sum of its 2 places"):
        built(care(*everywhere(20), ("S", 60)), CARE, source=ALL)


def test_of_open_numbers_the_delivered_total_stands() -> None:
    """Beds: only some sites are listed, and their board counts more than they do."""
    assert cells(care(*everywhere(20), ("S", 60)), OPEN, ALL).said("S") == "shown 60"


# Rounded at the source


def test_rounded_totals_may_differ_by_what_rounding_explains_and_stand_as_delivered() -> None:
    """Two parts and their total, each off by at most 2.5: up to 7."""
    near = cells(care(*everywhere(20), ("S", 45), rounded_to=5), CARE, ALL)

    assert near.said("S") == "shown 45"


def test_a_difference_that_rounding_does_not_explain_is_a_contradiction() -> None:
    with pytest.raises(ContradictionError, match="more than its 2 parts together"):
        built(care(*everywhere(20), ("S", 50), rounded_to=5), CARE, source=ALL)


def test_rounded_categories_may_miss_their_total_too() -> None:
    split = village.indicator("care", Kind.FLOW, village.split("by", "x", "y"), sources=("a",))
    parts = [Row("a", "care", "S1", Q1, n, None, "by", c, rounded_to=5) for c, n in XY]

    found = cells([*parts, *care(("S1", 55), rounded_to=5)], split)

    assert found.said("S1") == "shown 55"


XY = (("x", 30), ("y", 20))


def test_a_part_keeps_the_step_that_its_source_had_rounded_to() -> None:
    exact, rounded = (built(care(("S1", 20), rounded_to=step), CARE)[0].part for step in (0, 5))

    assert (exact.rounded_to, rounded.rounded_to) == ((), (5,))
    assert exact.part_id != rounded.part_id


def test_a_rate_is_as_rounded_as_what_it_is_made_of() -> None:
    reach = village.indicator("reach", Kind.PROPORTION, derived=("care", "enrolled"))
    enrolled = replace(CARE, code="enrolled", disclosure_class=DisclosureClass.PUBLIC)
    rows = [*care(("S1", 20)), Row("a", "enrolled", "S1", Q1, 100, rounded_to=10)]

    parts = {p.part.indicator: p for p in built(rows, CARE, reach, enrolled)}

    assert parts["reach"].part.rounded_to == (10,)
    assert Cells(parts["reach"]).said("S1") == "shown 20"


def test_a_ready_made_value_is_not_rounded_as_counts_are() -> None:
    rate = village.indicator("care", Kind.PUBLISHED_RATE, sources=("a",))
    rows = [Row("a", "care", "S1", Q1, value=0.4, rounded_to=10)]

    assert built(rows, rate)[0].part.rounded_to == ()


# In the check

LARGER = FILES["district.toml"].replace(
    'due_days = 20\nreports = ["school"]', 'due_days = 20\nreports = ["school", "region"]'
)


def receipt(*rows: dict[str, str]) -> Receipt:
    definitions = parse(FILES | {"district.toml": LARGER})
    return check("clinic_2026-27-Q1.csv", written(*rows), definitions, RECEIVED)


def codes(*rows: dict[str, str]) -> set[str]:
    return {fault.code for fault in receipt(*rows).faults} & {
        "total_differs",
        "total_above_places",
        "total_among_parts",
    }


def test_a_region_may_be_sent_beside_its_schools_if_its_source_reports_for_regions() -> None:
    assert codes(count("ash", 7), count("E", 7)) == set()


def test_a_region_below_the_sum_of_its_schools_is_a_fault() -> None:
    (fault,) = receipt(count("ash", 7), count("E", 6)).errors

    assert (fault.code, fault.row, fault.value) == ("total_differs", 3, "6 < 7")


def test_a_region_above_all_of_its_schools_is_asked_about() -> None:
    found = receipt(count("ash", 7), count("E", 9))

    assert found.accepted
    assert [f.value for f in found.warnings if f.code == "total_above_places"] == ["9 > 7"]


def test_a_region_of_which_schools_are_not_told_may_be_any_more() -> None:
    """West has the elm school and the hub, which this source does not tell of."""
    assert codes(count("elm", 7), count("W", 90)) == set()
