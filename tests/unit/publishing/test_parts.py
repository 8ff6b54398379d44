"""Parts: what is published where, in which state, and that nothing hidden is in them."""

from typing import Any

import pytest

from tests.unit.publishing import village
from tests.unit.publishing.village import PARENTS, Q1, YEAR, Row
from wellness.disclosure.policy import Policy
from wellness.domain.indicators import (
    DisclosureClass,
    Indicator,
    Kind,
    PublicationPlan,
    Rule,
    Theme,
)
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level
from wellness.publishing.building import YearBuilder
from wellness.publishing.parts import BuiltPart
from wellness.publishing.plan import planned
from wellness.publishing.rollup.geography import Geography

A = village.source("a", *(level for level in Level if level.is_site))
ENROLLMENT = village.indicator(
    "enrollment",
    Kind.STOCK,
    theme=Theme.REFERENCE,
    cadence=PeriodType.YEAR,
    disclosure_class=DisclosureClass.PUBLIC,
    sources=("a",),
)


def parts(rows: list[Row], *indicators: Indicator) -> dict[str, BuiltPart]:
    found = village.definitions(indicators, [A])
    builder = YearBuilder(found, Policy(), village.table(rows), YEAR)
    built, _ = builder.parts([i.code for i in indicators])
    return {b.part.indicator: b for b in built}


def cells(part: BuiltPart) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(c["org_unit"], c["period_type"], c["category"]): c for c in part.cells.to_pylist()}


def share(numerator: int, denominator: int, kind: str = "sensitive") -> dict[str, Any]:
    """The cell of one school's share."""
    seen = village.indicator(
        "seen", Kind.PROPORTION, sources=("a",), disclosure_class=DisclosureClass(kind)
    )
    found = parts([Row("a", "seen", "S1", Q1, numerator, denominator)], seen)
    return cells(found["seen"])["S1", "quarter", ""]


@pytest.mark.parametrize(
    ("numerator", "denominator", "state", "below"),
    [
        (20, 40, "shown", "shown"),
        (10, 40, "withheld", "shown"),  # few are in it
        (30, 40, "withheld", "shown"),  # few are left
        (40, 40, "withheld", "shown"),  # everybody
        (0, 40, "shown", "shown"),
        (0, 9, "withheld", "withheld"),
        (0, 0, "shown", "shown"),
    ],
)
def test_a_share_is_withheld_if_any_of_its_counts_is_small(
    numerator: int, denominator: int, state: str, below: str
) -> None:
    cell = share(numerator, denominator)

    assert (cell["state"], cell["denominator_state"]) == (state, below)
    assert cell["numerator"] == (numerator if state == "shown" else None)
    assert cell["denominator"] == (denominator if below == "shown" else None)
    assert (cell["low"] is None) == (state == "withheld" or denominator == 0)


def test_the_survey_is_treated_like_care_and_staff_training_is_not() -> None:
    assert share(3, 30, "survey")["state"] == "withheld"
    assert share(3, 30, "open")["numerator"] == 3


def test_a_share_has_wilsons_interval() -> None:
    cell = share(65, 100)

    assert (cell["low"], cell["high"]) == pytest.approx((0.5525, 0.7364), abs=1e-4)


def test_a_middle_value_is_withheld_if_few_stand_behind_it() -> None:
    wait = village.indicator("wait", Kind.MEDIAN, sources=("a",))
    rows = [Row("a", "wait", "N", Q1, None, 10, value=8.0)]
    rows += [Row("a", "wait", "S", Q1, None, 11, value=9.0)]

    found = cells(parts(rows, wait)["wait"])

    assert found["N", "quarter", ""]["state"] == "withheld"
    assert found["N", "quarter", ""]["value"] is None
    assert found["S", "quarter", ""]["value"] == 9.0


def test_a_derived_share_is_withheld_with_its_numerator_and_hides_a_small_remainder() -> None:
    served = village.indicator("served", Kind.UNIQUE, sources=("a",))
    reach = village.indicator("reach", Kind.PROPORTION, derived=("served", "enrollment"))
    rows = [Row("a", "served", u, Q1, n) for u, n in [("S1", 5), ("S2", 95), ("S3", 50)]]
    rows += [Row("a", "enrollment", u, None, 100) for u in ("S1", "S2", "S3")]

    found = parts(rows, served, reach, ENROLLMENT)

    states = {
        code: [cells(found[code])[u, "quarter", ""]["state"] for u in ("S1", "S2", "S3")]
        for code in ("served", "reach")
    }
    assert states["served"] == states["reach"] == ["withheld", "withheld", "shown"]
    assert cells(found["reach"])["S1", "quarter", ""]["denominator"] == 100


def test_a_count_of_two_indicators_is_one_cell() -> None:
    """Referrals are a count of their own and stand below the share that was seen."""
    referrals = village.indicator("referrals", Kind.FLOW, sources=("a",))
    seen = village.indicator("seen", Kind.PROPORTION, sources=("a",), denominator_count="referrals")
    rows = [Row("a", "referrals", "S1", Q1, 8), Row("a", "seen", "S1", Q1, 0, 8)]

    found = parts(rows, referrals, seen)

    assert cells(found["referrals"])["S1", "quarter", ""]["state"] == "withheld"
    assert cells(found["seen"])["S1", "quarter", ""]["denominator_state"] == "withheld"


def test_only_what_the_plan_names_is_in_a_part() -> None:
    plan = PublicationPlan(quarter="region", year="school")
    calls = village.indicator("calls", Kind.FLOW, sources=("a",), lowest_level=plan)
    rows = [Row("a", "calls", unit, Q1, 20) for unit in PARENTS]

    found = cells(parts(rows, calls)["calls"])

    assert {unit for unit, _, _ in found} == {"D", "N", "S", "E", "W", "low", "high"}
    levels = Geography(village.places(), YEAR).levels
    assert planned(calls, levels)[:, :4].sum() == 7 * 4
    assert planned(calls, levels)[:, 4].all()


def test_what_is_withheld_leaves_no_trace_in_a_part() -> None:
    """Another small number, the same bytes: not even the part's id tells it."""
    alone = village.indicator("calls", Kind.UNIQUE, sources=("a",), over_schools=Rule.NEVER)

    def of(small: int) -> BuiltPart:
        rows = [Row("a", "calls", "S1", Q1, small), Row("a", "calls", "S3", Q1, 50)]
        return parts(rows, alone)["calls"]

    assert of(3).part == of(4).part
    assert of(3).part != of(12).part


def test_the_same_rows_give_the_same_part_in_any_order() -> None:
    calls = village.indicator("calls", Kind.FLOW, sources=("a",))
    rows = [Row("a", "calls", unit, Q1, i * 7) for i, unit in enumerate(PARENTS)]

    one, other = parts(rows, calls)["calls"], parts(rows[::-1], calls)["calls"]

    assert one.part == other.part
    assert one.cells.equals(other.cells)
