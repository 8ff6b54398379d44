"""No flag is ever turned into a number, and no sum hides that a part of it is unknown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.publishing import village
from tests.unit.publishing.publishing_of import Cells, cells
from tests.unit.publishing.village import PARENTS, Q1, Row
from wellness.domain.indicators import DisclosureClass, Indicator, Kind

NUMBERS = ("numerator", "value", "low", "high")
UNKNOWN = ("withheld", "low_band:11", "low_band:5%", "high_band:95", "high_band:95%")
FLAGS = (*UNKNOWN, "not_applicable")
STATES = {"withheld": {"withheld"}, "not_applicable": {"not_applicable"}}
KINDS = (Kind.FLOW, Kind.STOCK, Kind.UNIQUE, Kind.PROPORTION, Kind.PUBLISHED_RATE, Kind.MEDIAN)
INSIDE = {
    "D": list(PARENTS),
    **{place: [u for u, of in PARENTS.items() if place in of] for place in ("N", "S", "E", "low")},
}

Sent = dict[str, Row]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Indicator, Sent]:
    """An indicator, and a number or a flag (or both, by mistake) of some sites."""
    kind = draw(st.sampled_from(KINDS))
    of = draw(st.sampled_from([DisclosureClass.OPEN, DisclosureClass.SENSITIVE]))
    indicator = village.indicator("care", kind, sources=("a",), disclosure_class=of)
    told = st.tuples(st.sampled_from(["", "", *FLAGS]), st.integers(0, 40), st.booleans())
    units = draw(st.dictionaries(st.sampled_from(sorted(PARENTS)), told, min_size=1))
    return indicator, {unit: _row(indicator, unit, *of) for unit, of in units.items()}


def _row(indicator: Indicator, unit: str, flag: str, n: int, beside: bool) -> Row:  # noqa: FBT001
    ready, given = indicator.kind.arrives_ready, beside or not flag
    return Row(
        "a",
        "care",
        unit,
        Q1,
        n if given and not ready else None,
        n + 50 if indicator.kind.is_quotient else None,
        value=n / 40 if given and ready else None,
        flag=flag,
    )


@settings(deadline=None, max_examples=100)
@given(worlds())
def test_a_flag_is_never_a_number(world: tuple[Indicator, Sent]) -> None:
    indicator, sent = world

    found = cells(sent.values(), indicator)

    for unit, row in sent.items():
        if row.flag:
            cell = found(unit)
            assert cell["state"] in STATES.get(row.flag, {"coded", "withheld"}), unit
            assert [cell[name] for name in NUMBERS] == [None] * len(NUMBERS)
            assert (cell["band"] is not None) == (cell["state"] == "coded")
            assert cell["band"] in (None, row.flag)


@settings(deadline=None, max_examples=100)
@given(worlds())
def test_a_shown_sum_is_of_numbers_alone(world: tuple[Indicator, Sent]) -> None:
    indicator, sent = world

    found = cells(sent.values(), indicator)

    for place, inside in INSIDE.items():
        parts = [sent[unit] for unit in inside if unit in sent]
        _check_sum(found, place, parts)


def _check_sum(found: Cells, place: str, parts: list[Row]) -> None:
    cell = found(place)
    numbers = [row for row in parts if not row.flag]
    if cell is None or cell["state"] != "shown":
        return
    assert not any(row.flag in UNKNOWN for row in parts), place
    assert numbers
    assert cell["numerator"] == sum(row.numerator or 0 for row in numbers)
