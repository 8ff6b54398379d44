"""Whatever was released and whatever is asked: every engine answers as the dictionaries do."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.stores import Stores, open_publishing
from tests.contract import examples
from tests.contract.conftest import KEPT, place
from tests.contract.memory import KEY, MemoryReleased
from wellness.domain.cells import State
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.releases import Part
from wellness.domain.stores import Source

INDICATORS = ("visits", "referrals", "é")
YEARS = (2025, 2026)
PLACES = ("A", "a", "B", "é", "ﬀ", "𝒜")  # orders by code point and by alphabet differ
CATEGORIES = ("", "x", "X", "ÿ")
TYPES = ("high", "middle")
_takes = count()

counts = st.none() | st.integers(0, 2**40)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)


def rows_of(year: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.fixed_dictionaries(
        {
            "org_unit": st.sampled_from(PLACES),
            "breakdown": st.sampled_from(("", "by")),
            "category": st.sampled_from(CATEGORIES),
            "period_type": st.sampled_from([str(p) for p in PeriodType]),
            "quarter": st.sampled_from([Quarter(year, n).ordinal for n in (1, 2, 3, 4)]),
            "level": st.sampled_from([str(level) for level in Level]),
            "state": st.sampled_from([str(state) for state in State]),
            "denominator_state": st.sampled_from([str(state) for state in State]),
            "numerator": counts,
            "denominator": counts,
            "value": numbers,
            "low": numbers,
            "high": numbers,
            "definition_version": st.integers(1, 9),
            "numerator_version": st.integers(1, 9),
            "denominator_version": st.integers(1, 9),
            "reporting": st.integers(0, 9),
            "expected": st.integers(0, 9),
        }
    )
    return st.lists(one, max_size=25, unique_by=lambda row: tuple(row[name] for name in KEY))


def parts_of(year: int) -> st.SearchStrategy[dict[tuple[str, int], list[dict[str, Any]]]]:
    return st.fixed_dictionaries({(name, year): rows_of(year) for name in INDICATORS})


released = st.tuples(*(parts_of(year) for year in YEARS)).map(lambda two: two[0] | two[1])


@pytest.fixture(scope="module", params=KEPT)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stores]:
    """One store for all examples: each writes parts of its own."""
    folder: Path = tmp_path_factory.mktemp("agreement")
    with place(request, request.param, folder) as found, open_publishing(found) as stores:
        yield stores


@settings(max_examples=25, deadline=None)
@given(released, st.permutations(INDICATORS), st.permutations(PLACES), st.sampled_from(("", "by")))
def test_every_engine_answers_as_the_dictionaries_do(
    opened: Stores,
    released: dict[tuple[str, int], list[dict[str, Any]]],
    indicators: list[str],
    places: list[str],
    breakdown: str,
) -> None:
    plain = MemoryReleased()
    take = f"take {next(_takes)}"
    parts = [Part(f"{name} {year} {take}", name, year) for name, year in released]
    for part in parts:
        rows = examples.cells(*released[part.indicator, part.year])
        spreads = examples.spreads(*(examples.spread(school_type=t) for t in TYPES))
        opened.released.write(part, rows, spreads)
        plain.write(part, rows, spreads)
    ids = [part.part_id for part in parts]
    contents = examples.contents(parts)

    assert opened.released.read(ids).equals(plain.read(ids))
    one, other = opened.released.source(contents), plain.source(contents)
    assert answers(one, indicators, places, breakdown) == answers(
        other, indicators, places, breakdown
    )


def answers(
    source: Source, indicators: list[str], places: list[str], breakdown: str
) -> list[object]:
    """Every question that can be asked of some indicators, two places and a breakdown."""
    found: list[object] = [source.history(indicators[:2], place, breakdown) for place in places[:2]]
    found.append(source.history_across(indicators[0], places[:3], breakdown))
    found.append(source.spreads(indicators, TYPES[0], [examples.Q1, Quarter(2025, 4)]))
    for period_type in PeriodType:
        for levels in (list(Level), [Level.SCHOOL, Level.REGION]):
            quarter = Quarter(2026, 4)
            found.append(source.across(indicators[0], quarter, period_type, levels, breakdown))
    return found
