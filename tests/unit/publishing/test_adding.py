"""Adding up by hand: kinds, coverage, and what is missing where."""

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.publishing import village
from tests.unit.publishing.village import PARENTS, Q1, Q2, Q3, Q4, YEAR, Row
from wellness.disclosure.policy import Policy
from wellness.domain.indicators import DisclosureClass, Indicator, Kind, Rule, Theme
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.publishing.building import YearBuilder
from wellness.publishing.rollup.arrays import Counts, Status
from wellness.publishing.rollup.told import Told

A = village.source("a", Level.SCHOOL, Level.UNATTRIBUTED)
B = village.source("b", Level.SCHOOL, Level.CENTER)
VISITS = village.indicator(
    "visits", Kind.FLOW, village.split("channel", "office", "phone"), sources=("a", "b")
)
SEEN = village.indicator("seen", Kind.PROPORTION, sources=("a",))
ENROLLMENT = village.indicator(
    "enrollment",
    Kind.STOCK,
    theme=Theme.REFERENCE,
    cadence=PeriodType.YEAR,
    disclosure_class=DisclosureClass.PUBLIC,
    sources=("a",),
)
REACH = village.indicator("reach", Kind.PROPORTION, derived=("served", "enrollment"))
SERVED = village.indicator("served", Kind.UNIQUE, sources=("a",))
COVERED = village.indicator(
    "covered",
    Kind.PROPORTION,
    denominator_from="enrollment",
    over_quarters=Rule.LAST,
    sources=("a",),
)
ALL = (VISITS, SEEN, ENROLLMENT, REACH, SERVED, COVERED)


WITHHELD = "withheld"


class Found:
    """The counts of one indicator, asked for by place, period and category."""

    def __init__(
        self, rows: list[Row], indicator: Indicator, *others: Indicator, before: Told | None = None
    ) -> None:
        found = village.definitions([indicator, *(others or ALL)], [A, B])
        self.builder = YearBuilder(found, Policy(), village.table(rows), YEAR, before)
        self.counts: Counts = self.builder.counts(indicator.code)

    def __call__(self, unit: str, quarter: Quarter | None, category: str = "") -> object:
        """The number; WITHHELD, None where it is missing, "" where there is no cell."""
        at = self._at(unit, quarter, category)
        status = Status(self.counts.status[at])
        numbers = {Status.REPORTED: int(self.counts.numerator[at]), Status.ABSENT: ""}
        return numbers.get(status, WITHHELD if status is Status.WITHHELD else None)

    def below(self, unit: str, quarter: Quarter | None) -> int:
        return int(self.counts.denominator[self._at(unit, quarter, "")])

    def value(self, unit: str, quarter: Quarter | None) -> float:
        return float(self.counts.value[self._at(unit, quarter, "")])

    def coverage(self, unit: str, quarter: Quarter | None) -> tuple[int, int]:
        at = self._at(unit, quarter, "")[:2]
        return int(self.counts.reporting[at]), int(self.counts.expected[at])

    def _at(self, unit: str, quarter: Quarter | None, category: str) -> tuple[int, int, int]:
        geography = self.builder.geography
        return village.position(geography, self.counts.indicator, unit, quarter, category)


def visits(*units: str, quarter: Quarter = Q1, source: str = "a", n: int = 10) -> list[Row]:
    category = {"a": "office", "b": "phone"}[source]
    return [Row(source, "visits", u, quarter, n, None, "channel", category) for u in units]


ALL_OF_A = [unit for unit in PARENTS if unit != "C1"]
ALL_OF_B = [unit for unit in PARENTS if not unit.startswith("U")]


def test_sources_add_once_all_of_them_have_sent_something() -> None:
    rows = visits(*ALL_OF_A) + visits(*ALL_OF_B, source="b", n=5)

    found = Found(rows, VISITS)

    assert found("S1", Q1) == 15
    assert found("C1", Q1) == 5
    assert found("N", Q1) == 10 * 3 + 5 * 3
    assert found("D", Q1) == 10 * 6 + 5 * 5
    assert found.coverage("S1", Q1) == (2, 2)
    assert found.coverage("D", Q1) == (11, 11)


def test_a_total_waits_for_the_last_source_and_the_parts_do_not() -> None:
    found = Found(visits(*ALL_OF_A), VISITS)

    assert found("D", Q1) is None
    assert found("D", Q1, "office") == 60
    assert found("D", Q1, "phone") is None
    assert found.coverage("D", Q1) == (6, 11)
    assert found("D", Q2) == ""


def test_a_school_that_one_source_left_out_has_no_total_but_counts_in_its_region() -> None:
    rows = visits(*ALL_OF_A) + visits("S2", "S3", "S4", "C1", source="b", n=5)

    found = Found(rows, VISITS)

    assert found("S1", Q1) is None
    assert found("S1", Q1, "office") == 10
    assert found("N", Q1) == 10 * 3 + 5 * 2
    assert found.coverage("N", Q1) == (5, 6)


def test_nothing_reported_is_not_zero_and_zero_is_a_number() -> None:
    rows = [Row("a", "seen", "S1", Q1, 0, 0), Row("a", "seen", "S2", Q1, 3, 4)]

    found = Found(rows, SEEN)

    assert found("S1", Q1) == 0
    assert found("S3", Q1) is None
    assert found("S", Q1) is None
    assert (found("N", Q1), found.below("N", Q1)) == (3, 4)
    assert found("C1", Q1) == ""


def test_a_year_needs_its_four_quarters() -> None:
    three = [Row("a", "seen", u, q, 1, 2) for u in ALL_OF_A for q in (Q1, Q2, Q3)]
    fourth = [Row("a", "seen", u, Q4, 3, 4) for u in ALL_OF_A if u != "S1"]

    assert Found(three, SEEN)("D", None) == ""
    whole = Found(three + fourth, SEEN)
    assert (whole("S2", None), whole.below("S2", None)) == (6, 10)
    assert whole("S1", None) is None
    assert whole("N", None) == 3 * 3 + 3 * 2
    assert whole.coverage("N", None) == (2, 3)


def test_people_counted_once_have_a_year_only_where_it_is_delivered() -> None:
    rows = [Row("a", "served", u, q, 5) for u in ALL_OF_A for q in (Q1, Q2, Q3, Q4)]

    assert Found(rows, SERVED)("D", None) == ""
    year = [Row("a", "served", u, None, 12) for u in ALL_OF_A]
    assert Found(rows + year, SERVED)("D", None) == 72


def test_a_share_of_a_stock_is_that_of_the_last_quarter() -> None:
    rows = [
        Row("a", "covered", "S1", q, n) for q, n in zip((Q1, Q2, Q3, Q4), (1, 2, 3, 4), strict=True)
    ] + [Row("a", "enrollment", "S1", None, 8), Row("a", "enrollment", "S2", None, 9)]

    found = Found(rows, COVERED)

    assert (found("S1", None), found.below("S1", None)) == (4, 8)
    assert found.below("N", Q1) == 17


def test_places_that_a_denominator_does_not_know_have_no_cell() -> None:
    rows = [Row("a", "covered", "S1", Q1, 1), Row("a", "enrollment", "S1", None, 8)]

    found = Found(rows, COVERED)

    assert found("S3", Q1) == ""
    assert found.coverage("D", Q1) == (1, 1)


def test_a_derived_share_takes_its_numbers_and_gaps_from_its_parents() -> None:
    rows = [Row("a", "served", "S1", Q1, 4), Row("a", "enrollment", "S1", None, 100)]
    rows += [Row("a", "enrollment", "S2", None, 50)]

    found = Found(rows, REACH)

    assert (found("S1", Q1), found.below("S1", Q1)) == (4, 100)
    assert found("S2", Q1) == ""
    assert (found("N", Q1), found.below("N", Q1)) == (4, 150)
    assert found("C1", Q1) == ""


def test_a_middle_value_stands_only_where_it_is_delivered() -> None:
    median = village.indicator("wait", Kind.MEDIAN, sources=("a",))
    rows = [Row("a", "wait", "S1", Q1, None, 30, value=8.0)]
    rows += [Row("a", "wait", "N", Q1, None, 90, value=7.5), *visits("S1", "S2")]

    found = Found(rows, median, VISITS)

    assert found.value("N", Q1) == 7.5
    assert found.below("N", Q1) == 90
    assert found("D", Q1) == ""
    assert found("S", Q1) == ""
    assert found.coverage("N", Q1) == (2, 3)


def test_means_pool_with_their_n() -> None:
    mean = village.indicator("gain", Kind.MEAN, sources=("a",))
    rows = [Row("a", "gain", "S1", Q1, None, 10, value=2.0)]
    rows += [Row("a", "gain", "S2", Q1, None, 30, value=4.0)]

    found = Found(rows, mean, VISITS)

    assert found.value("N", Q1) == pytest.approx(3.5)
    assert found.below("D", Q1) == 40


def test_a_region_that_speaks_for_itself_counts_in_the_district_instead_of_its_schools() -> None:
    flow = village.indicator("calls", Kind.FLOW, sources=("a",))
    rows = [Row("a", "calls", "S1", Q1, 3), Row("a", "calls", "S3", Q1, 4)]

    found = Found([*rows, Row("a", "calls", "N", Q1, 50)], flow, VISITS)

    assert found("N", Q1) == 50
    assert found("D", Q1) == 54


def test_a_school_that_moves_counts_where_it_was() -> None:
    flow = village.indicator("calls", Kind.FLOW, sources=("a",))
    rows = [Row("a", "calls", u, q, 1) for u in ALL_OF_A for q in (Q1, Q2, Q3, Q4)]
    found = village.definitions([flow], [A], village.places({"S1": Q3}))
    builder = YearBuilder(found, Policy(), village.table(rows), YEAR)

    north = builder.counts("calls").numerator[builder.geography.index["N"], :, 0]

    assert np.array_equal(north, [3, 3, 2, 2, 10])


def test_a_sum_that_lacks_what_its_sender_withheld_is_withheld_and_the_school_has_reported() -> (
    None
):
    """Never "80 of 3 of 3 schools": four were counted, and one number is not known."""
    rows = visits(*ALL_OF_A) + visits(*ALL_OF_B, source="b", n=5)
    rows[0] = village.withheld(replace(rows[0], breakdown="", category=""))

    found = Found(rows, VISITS)

    assert [found(u, Q1) for u in ("S1", "N", "E", "low", "D")] == [WITHHELD] * 5
    assert [found(u, Q1, "office") for u in ("S1", "N", "D")] == [WITHHELD] * 3
    assert (found("S", Q1), found("N", Q1, "phone")) == (30, 15)
    assert found.coverage("N", Q1) == (6, 6)


def test_a_total_whose_category_is_withheld_stands_only_where_it_was_delivered() -> None:
    parts = [Row("a", "visits", u, Q1, 9, None, "channel", "office") for u in ("S2", "S4")]
    parts += [
        village.withheld(Row("a", "visits", u, Q1, 0, None, "channel", "phone"))
        for u in ("S2", "S4")
    ]
    parts += visits("S2", "S4", source="b", n=5)

    found = Found([*parts, Row("a", "visits", "S2", Q1, 12)], VISITS)

    assert (found("S2", Q1), found("S4", Q1)) == (17, WITHHELD)
    assert (found("S2", Q1, "office"), found("S2", Q1, "phone")) == (9, WITHHELD)


def test_a_region_that_delivers_its_total_needs_no_school_and_one_that_withholds_it_has_none() -> (
    None
):
    flow = village.indicator("calls", Kind.FLOW, sources=("a",))
    rows = [Row("a", "calls", u, Q1, 20) for u in ALL_OF_A]
    rows[0] = village.withheld(rows[0])

    delivered = Found([*rows, Row("a", "calls", "N", Q1, 80)], flow, VISITS)
    withheld = Found([*rows[1:], village.withheld(Row("a", "calls", "N", Q1))], flow, VISITS)

    assert [delivered(u, Q1) for u in ("N", "D", "E")] == [80, 140, WITHHELD]
    assert [withheld(u, Q1) for u in ("N", "D", "S")] == [WITHHELD, WITHHELD, 40]


def test_a_year_with_a_withheld_quarter_is_withheld() -> None:
    rows = [Row("a", "seen", u, q, 1, 2) for u in ALL_OF_A for q in (Q1, Q2, Q3, Q4)]
    rows[0] = village.withheld(rows[0])

    found = Found(rows, SEEN)

    assert (found("S1", None), found("N", None), found("S", None)) == (WITHHELD, WITHHELD, 8)


def test_a_school_owes_an_indicator_that_it_once_reported_and_none_that_it_never_did() -> None:
    """S1 was told of before with `seen`, S2 only with `served`; of S3 nothing was ever heard."""
    before = Told({"a": frozenset({"S1", "S2"})}, {("a", "seen"): frozenset({"S1"})})
    rows = [Row("a", "seen", "S4", Q1, 3, 4), Row("a", "served", "S1", Q1, 2)]

    found = Found(rows, SEEN, before=before)

    assert [found(u, Q1) for u in ("S1", "S2", "S3", "S4")] == [None, "", None, 3]
    assert found.coverage("S1", Q1) == (0, 1)
    assert found.coverage("N", Q1) == (0, 2)  # S1, and UN, of which nothing was ever heard
