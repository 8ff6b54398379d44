"""Families, the cells of a system and its rows."""

from dataclasses import replace

import pytest

from tests.unit.publishing import village
from tests.unit.publishing.village import PARENTS, Q1, Q2, Q3, Q4, YEAR, Row
from wellness.disclosure.policy import Policy
from wellness.disclosure.protect import protect
from wellness.disclosure.system import UNPUBLISHED, WITHHELD, InconsistentSystem, System
from wellness.domain.indicators import Catalogue, DisclosureClass, Indicator, Kind
from wellness.domain.places import Level, Places
from wellness.publishing.building import YearBuilder
from wellness.publishing.protection.contradictions import ContradictionError
from wellness.publishing.protection.families import controlled_counts, families

A = village.source("a", *(level for level in Level if level.is_site))
B = village.source("b", Level.SCHOOL)
VISITS = village.indicator(
    "visits", Kind.FLOW, village.split("channel", "office", "phone"), sources=("a", "b")
)
SERVED = village.indicator("served", Kind.UNIQUE, sources=("a",), subset_of="visits")
REACH = village.indicator("reach", Kind.PROPORTION, derived=("served", "enrollment"))
ENROLLMENT = village.indicator(
    "enrollment", Kind.STOCK, disclosure_class=DisclosureClass.PUBLIC, sources=("a",)
)
TRAINED = village.indicator(
    "trained", Kind.FLOW, disclosure_class=DisclosureClass.OPEN, sources=("a",)
)
SEEN = village.indicator("seen", Kind.PROPORTION, sources=("a",))
QUARTERS = (Q1, Q2, Q3, Q4)


def builder(rows: list[Row], *indicators: Indicator, places: Places | None = None) -> YearBuilder:
    found = village.definitions(indicators, [A, B], places)
    return YearBuilder(found, Policy(), village.table(rows), YEAR)


def tied(rows: list[Row], *indicators: Indicator, places: Places | None = None) -> System:
    system = builder(rows, *indicators, places=places).tied([i.code for i in indicators])
    assert system is not None
    return system.system


def rows_of(system: System) -> set[str]:
    """Each row as `total sense parts`, with the short ids."""
    sense = {-1: "<=", 0: "=", 1: ">="}
    found = set()
    for row in range(system.rows):
        inside = range(system.indptr[row], system.indptr[row + 1])
        names = [_short(str(system.ids[system.indices[i]])) for i in inside]
        signs = ["-" if system.coef[i] > 0 else "" for i in inside[1:]]
        parts = " ".join(s + n for s, n in zip(signs, sorted(names[1:]), strict=True))
        found.add(f"{names[0]} {sense[int(system.sense[row])]} {parts}")
    return found


def _short(name: str) -> str:
    _, place, period, count, _, category = name.split("|")
    return ".".join(filter(None, (place, period, count[:7], category)))


def test_indicators_of_the_same_or_a_smaller_count_are_one_family() -> None:
    catalogue = Catalogue((VISITS, SERVED, REACH, ENROLLMENT, TRAINED, SEEN))

    found = {frozenset(family) for family in families(catalogue)}

    assert found == {
        frozenset({"visits", "served", "reach"}),
        frozenset({"enrollment"}),
        frozenset({"trained"}),
        frozenset({"seen"}),
    }


def test_open_and_public_counts_are_not_controlled() -> None:
    catalogue = Catalogue((SERVED, VISITS, REACH, ENROLLMENT, TRAINED, SEEN))

    assert controlled_counts(catalogue) == {"visits", "served", "seen", "seen.n"}


def test_a_count_takes_the_class_of_its_strictest_indicator() -> None:
    also = village.indicator(
        "also", Kind.FLOW, numerator_count="trained", disclosure_class=DisclosureClass.SURVEY
    )

    assert controlled_counts(Catalogue((TRAINED, also))) == {"trained"}


def test_every_sum_that_a_reader_could_work_out_is_a_row() -> None:
    rows = [Row("a", "seen", u, Q1, 20, 50) for u in PARENTS]

    found = rows_of(tied(rows, SEEN))

    assert found >= {
        "N.Q1.seen = C1.Q1.seen S1.Q1.seen S2.Q1.seen UN.Q1.seen",
        "E.Q1.seen = C1.Q1.seen S1.Q1.seen S3.Q1.seen",
        "low.Q1.seen = S1.Q1.seen S3.Q1.seen",
        "D.Q1.seen = N.Q1.seen S.Q1.seen U0.Q1.seen",
        "D.Q1.seen = E.Q1.seen U0.Q1.seen UN.Q1.seen W.Q1.seen",
        "D.Q1.seen = C1.Q1.seen U0.Q1.seen UN.Q1.seen high.Q1.seen low.Q1.seen",
        "S1.Q1.seen.n = S1.Q1.rest of S1.Q1.seen",
    }


def test_quarters_and_year_categories_and_total_people_and_visits_are_rows() -> None:
    rows = [
        Row("a", "visits", u, q, n, None, "channel", c)
        for u in PARENTS
        for q in QUARTERS
        for c, n in (("office", 20), ("phone", 5))
    ]
    for q in QUARTERS:
        rows += [Row("b", "visits", u, q, 7, None, "channel", "phone") for u in PARENTS]
        rows += [Row("a", "served", u, q, 15) for u in PARENTS]

    system = tied(rows, VISITS, SERVED)

    system.check()
    assert rows_of(system) >= {
        "S1.Y.visits = S1.Q1.visits S1.Q2.visits S1.Q3.visits S1.Q4.visits",
        "S1.Q1.visits = S1.Q1.visits.office S1.Q1.visits.phone",
        "S1.Q1.served <= S1.Q1.visits",
    }


def test_a_year_with_a_move_still_adds_up() -> None:
    rows = [Row("a", "seen", u, q, 20, 50) for u in PARENTS for q in QUARTERS]

    system = tied(rows, SEEN, places=village.places({"S1": Q3}))

    system.check()
    assert not any(row.startswith("N.Y.seen =") and "S2" in row for row in rows_of(system))


def test_what_larger_places_hold_of_a_school_without_a_total_is_a_cell() -> None:
    rows = [Row("a", "visits", u, Q1, 9, None, "channel", "office") for u in PARENTS]
    rows += [Row("b", "visits", "S2", Q1, 4, None, "channel", "phone")]

    system = tied(rows, VISITS)

    system.check()
    assert "low.Q1.visits = S1.Q1.visits S3.Q1.visits" in rows_of(system)


def test_numbers_that_contradict_each_other_are_named() -> None:
    rows = [Row("a", "served", "S1", Q1, 50)]
    rows += [Row("a", "visits", "S1", Q1, 20, None, "channel", "office")]
    rows += [Row("b", "visits", "S1", Q1, 9, None, "channel", "phone")]

    with pytest.raises(InconsistentSystem, match="served"):
        tied(rows, VISITS, SERVED).check()


def test_what_its_sender_withheld_is_an_unknown_of_the_system_and_no_row_is_false() -> None:
    """The total and the other category give it away: the system has that for protection."""
    rows = [Row("a", "visits", u, Q1, 30) for u in PARENTS]
    rows += [Row("a", "visits", u, Q1, 20, None, "channel", "office") for u in PARENTS]
    rows += [Row("a", "visits", u, Q1, 10, None, "channel", "phone") for u in PARENTS]
    rows[-7] = village.withheld(rows[-7])  # of S1

    system = tied(rows, replace(VISITS, sources=("a",)))

    unknown = {_short(str(name)) for name in system.ids[system.value == UNPUBLISHED]}
    assert unknown == {f"{u}.Q1.visits.phone" for u in ("S1", "N", "E", "low", "D")}
    assert "S1.Q1.visits = S1.Q1.visits.office S1.Q1.visits.phone" in rows_of(system)
    assert not system.small[system.value == UNPUBLISHED].any()
    assert (protect(system, Policy()).states[system.value == UNPUBLISHED] == WITHHELD).all()
    system.check()


def test_bounds_of_what_is_unknown_can_contradict_too() -> None:
    rows = [
        Row("a", "visits", "S1", Q1, 30),
        Row("a", "visits", "S1", Q1, 31, None, "channel", "office"),
    ]
    rows += [village.withheld(Row("a", "visits", "S1", Q1, 0, None, "channel", "phone"))]

    with pytest.raises(InconsistentSystem, match="visits"):
        tied(rows, replace(VISITS, sources=("a",))).check()


def test_a_category_may_be_the_count_of_another_indicator() -> None:
    """Withheld in one by its sender, it is withheld in both."""
    outcome = replace(village.split("outcome", "seen", "open"), counts={"seen": "referrals_seen"})
    outcomes = village.indicator(
        "outcomes", Kind.FLOW, outcome, sources=("a",), numerator_count="referrals"
    )
    completion = village.indicator(
        "completion", Kind.PROPORTION, sources=("a",),
        numerator_count="referrals_seen", denominator_count="referrals",
    )  # fmt: skip
    rows = [Row("a", "completion", u, Q1, 20, 50) for u in PARENTS]
    rows += [Row("a", "outcomes", u, Q1, 20, None, "outcome", "seen") for u in PARENTS]
    rows += [Row("a", "outcomes", u, Q1, 30, None, "outcome", "open") for u in PARENTS]
    rows[0] = village.withheld(rows[0])  # of S1

    system = tied(rows, outcomes, completion)

    assert "S1.Q1.referra = S1.Q1.referra S1.Q1.referra.open" in rows_of(system)
    unknown = [str(name) for name in system.ids[system.value == UNPUBLISHED]]
    assert "school|S1|Q1|referrals_seen||" in unknown
    assert not any("|referrals||" in name for name in unknown)
    assert families(Catalogue((outcomes, completion))) == (("completion", "outcomes"),)


def test_a_count_that_two_indicators_tell_differently_is_a_contradiction() -> None:
    referrals = village.indicator("referrals", Kind.FLOW, sources=("a",))
    seen = village.indicator("seen", Kind.PROPORTION, sources=("a",), denominator_count="referrals")
    rows = [Row("a", "referrals", "S1", Q1, 40), Row("a", "seen", "S1", Q1, 20, 50)]

    with pytest.raises(ContradictionError) as refused:
        builder(rows, referrals, seen).parts(["referrals", "seen"])

    assert "referrals of S1 for 2025-26 Q1 is another number in another indicator." in str(
        refused.value
    )
