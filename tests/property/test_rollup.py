"""Adding up with arrays agrees with adding up in loops, whatever is missing and whoever moves."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.publishing import village
from tests.unit.publishing.plain_rollup import Plain, has_denominator
from tests.unit.publishing.village import PARENTS, Q1, Q2, Q3, Q4, YEAR, Row
from wellness.domain.indicators import Indicator, Kind
from wellness.domain.places import Level
from wellness.domain.workspace import Definitions
from wellness.publishing.rollup.adding import add_up
from wellness.publishing.rollup.arrays import Counts, Status, slots
from wellness.publishing.rollup.expected import expected
from wellness.publishing.rollup.geography import Geography
from wellness.publishing.rollup.rows import YearRows

QUARTERS = (Q1, Q2, Q3, Q4)
CHANNEL = village.split("channel", "office", "phone")
GROUP = village.split("group", "old", "young", partition=False)
OTHER = village.indicator("other", Kind.FLOW, sources=("a",))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Definitions, Indicator, list[Row]]:
    """A village, an indicator of one or two sources, and whatever of its rows arrived."""
    kind = draw(st.sampled_from([Kind.FLOW, Kind.STOCK, Kind.UNIQUE, Kind.PROPORTION]))
    sources = draw(st.sampled_from([("a",), ("a", "b")]))
    indicator = village.indicator("care", kind, CHANNEL, GROUP, sources=sources)
    moves = draw(st.dictionaries(st.sampled_from(["S1", "C1", "UN"]), st.sampled_from(QUARTERS)))
    a = village.source("a", Level.SCHOOL, Level.UNATTRIBUTED)
    b = replace(village.source("b", Level.SCHOOL, Level.CENTER), valid_from=draw(_begins))
    found = village.definitions([indicator, OTHER], [a, b], village.places(moves))
    return found, indicator, draw(_rows(found, indicator))


_begins = st.sampled_from([None, Q2, Q3])


@st.composite
def _rows(draw: st.DrawFn, found: Definitions, indicator: Indicator) -> list[Row]:
    arrived = draw(st.sets(st.sampled_from([*QUARTERS, None]), min_size=1))
    luck = draw(st.randoms(use_true_random=False))
    often = draw(st.sampled_from([1.0, 0.9, 0.4]))
    rows = []
    for source in indicator.sources:
        for period in arrived:
            for unit in PARENTS:
                owed = found.district.sources[source].expects(found.places.unit(unit), period or Q4)
                if owed and luck.random() < often:
                    rows += _sent(luck.random() < 0.5, source, unit, period, luck.randrange(30))
                elif owed and source == "a" and luck.random() < 0.5:
                    rows.append(Row("a", "other", unit, period, 1))
    return rows


def _sent(total: bool, source: str, unit: str, period: object, n: int) -> list[Row]:  # noqa: FBT001
    """What one source sends of one place: both channels or one, perhaps with their total."""
    parts = {("channel", "office"): n, ("group", "old"): n // 2}
    if n % 3:
        parts["channel", "phone"] = n // 4
    if total:
        parts["", ""] = sum(v for (b, _), v in parts.items() if b == "channel")
    return [
        Row(source, "care", unit, period, v, v + n % 7, b, c)  # type: ignore[arg-type]
        for (b, c), v in parts.items()
    ]


def counted(found: Definitions, indicator: Indicator, rows: list[Row]) -> tuple[Counts, Geography]:
    geography = Geography(found.places, YEAR)
    owed = {code: expected(s, geography) for code, s in found.district.sources.items()}
    return add_up(indicator, YearRows(village.table(rows), geography), owed), geography


@settings(deadline=None, max_examples=150)
@given(worlds())
def test_arrays_agree_with_loops(world: tuple[Definitions, Indicator, list[Row]]) -> None:
    found, indicator, rows = world

    counts, geography = counted(found, indicator, rows)

    names = {Status.ABSENT: "absent", Status.REPORTED: "reported", Status.MISSING: "missing"}
    for (unit, period, slot), number in Plain(found, indicator, rows).work().items():
        category = slots(indicator).index(slot)
        at = (geography.index[unit], period.number - 1 if period else 4, category)
        told = (unit, period, slot)
        assert names[Status(counts.status[at])] == number.status, told
        if number.status == "reported":
            assert counts.numerator[at] == number.numerator, told
            if has_denominator(indicator):
                assert counts.denominator[at] == number.denominator, told


@settings(deadline=None, max_examples=50)
@given(worlds())
def test_the_district_is_its_places_three_ways(
    world: tuple[Definitions, Indicator, list[Row]],
) -> None:
    """Regions, board districts or school types, each with the sites that belong to none."""
    found, indicator, rows = world

    counts, geography = counted(found, indicator, rows)

    whole = counts.numerator[geography.district, :4]
    for kind, level in enumerate((Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE)):
        places = counts.numerator[geography.levels == level.value, :4].sum(axis=0)
        alone = (geography.parents[kind, :, :4] < 0) & geography.sites[:, None]
        others = np.where(alone[:, :, None], counts.numerator[:, :4], 0).sum(axis=0)
        assert (places + others == whole).all()
