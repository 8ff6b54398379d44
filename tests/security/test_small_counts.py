"""No small count of people is in any released table, nor can one be had by subtracting."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.district import District
from tests.released import Row, rows
from wellness.domain.indicators import DisclosureClass, Indicator

PROTECTED = (DisclosureClass.SENSITIVE, DisclosureClass.SURVEY)


@pytest.fixture(scope="module")
def cells(district: District) -> list[tuple[Indicator, Row]]:
    """Every cell of the newest release about people who are protected."""
    catalogue = district.contents.catalogue
    found = [(catalogue[row.indicator], row) for row in rows(district.data)]
    return [(i, row) for i, row in found if i.disclosure_class in PROTECTED]


def test_no_count_that_is_shown_is_small(
    district: District, cells: list[tuple[Indicator, Row]]
) -> None:
    threshold = district.contents.district.policy.threshold
    small = [
        (row, name, count)
        for indicator, row in cells
        for name, count in counts(indicator, row)
        if 1 <= count < threshold
    ]

    assert len(cells) > 1000
    assert small == []


def test_what_is_not_shown_has_no_number_beside_it(cells: list[tuple[Indicator, Row]]) -> None:
    hidden = [row for _, row in cells if row.state == "withheld"]

    assert hidden
    for row in hidden:
        assert (row.numerator, row.value, row.low, row.high) == (None, None, None, None)
        assert row.denominator is None or row.denominator_state == "shown"


def test_a_published_spread_is_of_no_fewer_schools_than_the_threshold_of_places(
    district: District,
) -> None:
    """Percentiles of one or two schools would be those schools' numbers."""
    uri = f"{(district.data / 'released.db').as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as released:
        (fewest,) = released.execute("SELECT min(schools) FROM spreads").fetchone()

    assert fewest >= 3


def counts(indicator: Indicator, row: Row) -> Iterator[tuple[str, int]]:
    """The counts of people that a cell shows or lets anybody work out."""
    about_people = indicator.denominator_from == ""
    if row.numerator is not None:
        yield "numerator", row.numerator
    if row.denominator is not None and about_people:
        yield "denominator", row.denominator
    if row.numerator is not None and row.denominator is not None and indicator.kind.is_percent:
        yield "remainder", row.denominator - row.numerator
