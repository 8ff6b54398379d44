"""Spreads are of shown schools of one type, and only where there are enough."""

import numpy as np

from tests.unit.publishing import village
from tests.unit.publishing.village import Q1, YEAR, Row
from wellness.disclosure.policy import Policy
from wellness.domain.indicators import Kind
from wellness.domain.places import Level, Membership, Places
from wellness.publishing.building import YearBuilder

CALLS = village.indicator("calls", Kind.FLOW, sources=("a",))


def spread_of(numbers: list[int]) -> list[dict[str, object]]:
    """The spreads of as many elementary schools as there are numbers."""
    rows = [Membership("D", "D", Level.DISTRICT)]
    rows.append(Membership("low", "low", Level.SCHOOL_TYPE, "low"))
    names = [f"S{i}" for i in range(len(numbers))]
    rows += [
        Membership(n, n, Level.SCHOOL, "low", parent="low", parent_level=Level.SCHOOL_TYPE)
        for n in names
    ]
    found = village.definitions([CALLS], [village.source("a", Level.SCHOOL)], Places(tuple(rows)))
    sent = [Row("a", "calls", n, Q1, k) for n, k in zip(names, numbers, strict=True)]
    (part,), _ = YearBuilder(found, Policy(), village.table(sent), YEAR).parts(["calls"])
    spreads: list[dict[str, object]] = part.spreads.to_pylist()
    return spreads


def test_percentiles_are_of_the_schools_that_are_shown() -> None:
    shown = list(range(20, 40))

    (spread,) = spread_of([*shown, 3, 7])

    assert spread["schools"] == 20
    assert spread["p50"] == np.median(shown)
    assert (spread["school_type"], spread["period_type"]) == ("low", "quarter")


def test_fewer_than_ten_shown_schools_have_no_spread() -> None:
    assert spread_of([*range(20, 29), 3]) == []
