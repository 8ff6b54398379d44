"""Numbers that arrive as a band, or as not applicable, stay what they are up to the release."""

import pytest

from tests.unit.publishing import village
from tests.unit.publishing.publishing_of import Cells, built, cells
from tests.unit.publishing.village import Q1, Q2, Q3, Q4, Row
from wellness.domain.bands import Band
from wellness.domain.indicators import DisclosureClass, Kind, Rule, Theme

OPEN, SURVEY = DisclosureClass.OPEN, DisclosureClass.SURVEY
RATE = village.indicator("rate", Kind.PUBLISHED_RATE, sources=("a",), disclosure_class=OPEN)
POOR = village.indicator("poor", Kind.PROPORTION, sources=("a",), disclosure_class=OPEN)
CALLS = village.indicator("calls", Kind.FLOW, sources=("a",), disclosure_class=OPEN)
NORTH = ("S1", "S2", "C1", "UN")


def flagged(indicator: str, unit: str, flag: str, denominator: int | None = None) -> Row:
    return Row("a", indicator, unit, Q1, None, denominator, flag=flag)


def calls(*units: str, n: int = 20) -> list[Row]:
    return [Row("a", "calls", unit, Q1, n) for unit in units]


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ("high_band:95%", "above 95%"),
        ("low_band:5%", "below 5%"),
        ("low_band:11", "below 11"),
        ("high_band:2.5", "above 2.5"),
    ],
)
def test_a_band_is_said_in_words(flag: str, said: str) -> None:
    band = Band.of(flag)

    assert band is not None
    assert band.said == said


@pytest.mark.parametrize("flag", ["", "withheld", "high_band", "high_band:", "low_band:x", "x:95"])
def test_anything_else_is_no_band(flag: str) -> None:
    assert Band.of(flag) is None


def test_a_coded_rate_has_its_band_and_no_number() -> None:
    found = cells([flagged("rate", "S1", "high_band:95%")], RATE)

    assert found.said("S1") == "coded high_band:95%"
    assert [found("S1")[name] for name in ("numerator", "value", "low", "high")] == [None] * 4


def test_a_coded_share_keeps_the_denominator_that_came_with_it() -> None:
    found = cells([flagged("poor", "S1", "high_band:95%", 640)], POOR)

    assert found.said("S1") == "coded high_band:95%"
    assert (found("S1")["denominator_state"], found("S1")["denominator"]) == ("shown", 640)


def test_what_is_added_up_from_a_coded_number_is_no_total() -> None:
    found = cells([*calls("S2", "C1", "UN", "S3"), flagged("calls", "S1", "low_band:11")], CALLS)

    assert found.said("S1") == "coded low_band:11"
    assert found.said("N") == "withheld"
    assert found.said("D") == "withheld"
    assert found.coverage("N") == (4, 4)
    assert found.said("S") == "shown 20"


def test_a_total_that_was_delivered_stands_above_coded_parts() -> None:
    rows = [*calls("S2"), flagged("calls", "S1", "low_band:11"), Row("a", "calls", "N", Q1, 27)]

    assert cells(rows, CALLS).said("N") == "shown 27"


def test_a_larger_place_may_be_coded_itself() -> None:
    found = cells([*calls("S3"), flagged("calls", "N", "high_band:200")], CALLS)

    assert found.said("N") == "coded high_band:200"
    assert found.said("D") == "withheld"


def test_a_total_of_categories_with_a_coded_one_is_withheld() -> None:
    split = village.indicator(
        "calls", Kind.FLOW, village.split("by", "x", "y"), sources=("a",), disclosure_class=OPEN
    )
    rows = [Row("a", "calls", "S1", Q1, 30, None, "by", "x")]
    rows += [Row("a", "calls", "S1", Q1, None, None, "by", "y", flag="low_band:11")]

    found = cells(rows, split)

    assert found.said("S1", category="y") == "coded low_band:11"
    assert found.said("S1") == "withheld"


def test_of_a_coded_total_without_categories_they_are_withheld() -> None:
    split = village.indicator(
        "calls", Kind.FLOW, village.split("by", "x", "y"), sources=("a",), disclosure_class=OPEN
    )
    rows = [Row("a", "calls", "S2", Q1, 30, None, "by", c) for c in ("x", "y")]
    rows += [flagged("calls", "S1", "low_band:11")]

    assert cells(rows, split).said("N", category="x") == "withheld"


def test_a_year_with_a_coded_quarter_is_withheld_and_a_last_quarter_is_the_year() -> None:
    quarters = [Row("a", "calls", "S1", q, 20) for q in (Q1, Q2, Q3)]
    last = Row("a", "calls", "S1", Q4, flag="high_band:99")

    assert cells([*quarters, last], CALLS).said("S1", "year") == "withheld"
    stock = village.indicator("calls", Kind.STOCK, sources=("a",), disclosure_class=OPEN)
    assert cells([*quarters, last], stock).said("S1", "year") == "coded high_band:99"


def test_a_band_of_one_of_two_sources_is_none_of_the_sum() -> None:
    both = village.indicator("calls", Kind.FLOW, sources=("a", "b"), disclosure_class=OPEN)
    rows = [flagged("calls", "S1", "low_band:11"), Row("b", "calls", "S1", Q1, 5)]

    assert cells(rows, both).said("S1") == "withheld"
    assert cells(rows[:1], both).said("S1") == "withheld"


def test_a_count_in_a_band_below_a_share_withholds_the_share() -> None:
    """`<11` of a numerator says nothing of the rate in percent."""
    assert cells([flagged("poor", "S1", "low_band:11", 640)], POOR).said("S1") == "withheld"


def test_a_number_beside_its_band_does_not_count() -> None:
    rows = [Row("a", "calls", "S1", Q1, 999, flag="high_band:95")]

    assert cells(rows, CALLS).said("S1") == "withheld"


def test_a_rate_out_of_a_coded_count_is_withheld() -> None:
    reach = village.indicator(
        "reach", Kind.PROPORTION, derived=("calls", "enrollment"), disclosure_class=OPEN
    )
    enrolled = village.indicator(
        "enrollment", Kind.STOCK, theme=Theme.REFERENCE, sources=("a",), disclosure_class=OPEN
    )
    rows = [flagged("calls", "S1", "low_band:11"), Row("a", "enrollment", "S1", Q1, 400)]

    parts = {p.part.indicator: Cells(p) for p in built(rows, CALLS, reach, enrolled)}

    assert parts["reach"].said("S1") == "withheld"


def test_what_is_not_applicable_is_no_gap_and_no_zero() -> None:
    rows = [*calls("S2", "C1"), flagged("calls", "S1", "not_applicable")]

    found = cells(rows, CALLS)

    assert found.said("S1") == "not_applicable"
    assert found.said("N") == "shown 40"
    assert found.coverage("N") == (2, 3)


def test_a_year_is_made_of_the_quarters_to_which_it_applies() -> None:
    rows = [Row("a", "calls", u, q, 20) for u in ("S1", "S2") for q in (Q2, Q3, Q4)]
    rows += [*calls("S2"), flagged("calls", "S1", "not_applicable")]

    assert cells(rows, CALLS).said("S1", "year") == "shown 60"


# The policy's threshold is 11.
@pytest.mark.parametrize(
    ("flag", "state"),
    [
        ("low_band:11", "withheld"),  # one mark for small counts
        ("low_band:200", "withheld"),  # a small one may be among them
        ("high_band:5", "withheld"),
        ("high_band:10", "coded"),
    ],
)
def test_a_band_of_a_controlled_count_tells_of_no_small_ones(flag: str, state: str) -> None:
    care = village.indicator("calls", Kind.FLOW, sources=("a",))

    assert cells([flagged("calls", "S1", flag)], care)("S1")["state"] == state


@pytest.mark.parametrize(
    ("kind", "flag", "answers", "state"),
    [
        (SURVEY, "high_band:95%", 220, "coded"),  # 210 to 220: eleven counts
        (SURVEY, "high_band:95%", 219, "coded"),  # 209 to 219
        (SURVEY, "high_band:95%", 200, "withheld"),  # 191 to 200: ten
        (SURVEY, "low_band:5%", 220, "coded"),  # 0 to 10
        (SURVEY, "low_band:5%", 200, "withheld"),
        (DisclosureClass.SENSITIVE, "high_band:95%", 220, "coded"),
        (DisclosureClass.SENSITIVE, "high_band:95%", 200, "withheld"),
        (OPEN, "high_band:95%", 20, "coded"),
    ],
)
def test_a_band_of_a_controlled_share_is_shown_if_it_holds_as_many_counts_as_the_threshold(
    kind: DisclosureClass, flag: str, answers: int, state: str
) -> None:
    found = village.indicator("poor", Kind.PROPORTION, sources=("a",), disclosure_class=kind)

    assert cells([flagged("poor", "S1", flag, answers)], found)("S1")["state"] == state


def test_a_coded_value_is_withheld_with_its_small_n() -> None:
    wait = village.indicator("wait", Kind.MEDIAN, sources=("a",), over_schools=Rule.NEVER)
    rows = [flagged("wait", "S1", "high_band:90", 8), flagged("wait", "S2", "high_band:90", 80)]

    found = cells(rows, wait)

    assert (found.said("S1"), found.said("S2")) == ("withheld", "coded high_band:90")


def test_a_published_rate_is_never_averaged_and_a_delivered_one_is_shown() -> None:
    rows = [Row("a", "rate", unit, Q1, value=0.9) for unit in NORTH]
    rows += [Row("a", "rate", "D", Q1, value=0.87)]

    found = cells(rows, RATE)

    assert found("N") is None
    assert found.said("D") == "shown 0.87"
    assert [found("S1")[name] for name in ("denominator", "low", "high")] == [None] * 3
