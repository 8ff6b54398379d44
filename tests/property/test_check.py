"""A clean delivery has no faults, and one planted fault is found where it stands, alone."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.publishing.small import checked, row
from wellness.domain.deliveries import Fault

Rows = list[dict[str, str]]
QUARTERS = ("2025-26 Q4", "2026-27 Q1")
NAME = "clinic_2025-26-Q4_2026-27-Q1.csv"
CHANNELS = ("school", "online")

counts = st.integers(0, 10**6)


@st.composite
def deliveries(draw: st.DrawFn) -> Rows:
    """Every place that reports, in two quarters, in any order."""
    made: Rows = []
    for quarter in QUARTERS:
        for school in ("ash", "elm", "oak") if quarter == QUARTERS[0] else ("ash", "elm"):
            made += _visits(school, quarter, draw(counts), draw(counts))
            made += _served(school, quarter, draw(counts), draw(counts), draw(st.floats(0, 1)))
            most = draw(counts)
            made.append(
                row(
                    school,
                    "seen",
                    quarter=quarter,
                    numerator=str(draw(st.integers(0, most))),
                    denominator=str(most),
                )
            )
        wait = f"{draw(st.floats(0, 400)):.2f}"
        made.append(row("E", "wait", quarter=quarter, value=wait))
    return draw(st.permutations(made))


def _visits(school: str, quarter: str, *parts: int) -> Rows:
    total = row(school, quarter=quarter, numerator=str(sum(parts)))
    return [total, *_channels(total, *parts)]


def _served(school: str, quarter: str, one: int, two: int, overlap: float) -> Rows:
    """Some of the smaller channel's people are in the larger one as well."""
    both = int(min(one, two) * overlap)
    total = row(school, "served", quarter=quarter, numerator=str(one + two - both))
    return [total, *_channels(total, one, two)]


def _channels(total: dict[str, str], *parts: int) -> Rows:
    return [
        total | {"breakdown": "channel", "category": channel, "numerator": str(part)}
        for channel, part in zip(CHANNELS, parts, strict=True)
    ]


def is_total_of_visits(given_row: dict[str, str]) -> bool:
    return given_row["indicator"] == "visits" and not given_row["breakdown"]


def is_seen(given_row: dict[str, str]) -> bool:
    return given_row["indicator"] == "seen"


def is_wait(given_row: dict[str, str]) -> bool:
    return given_row["indicator"] == "wait"


# Where a fault may be planted, what it changes, and the code it must be found under.
Plant = tuple[Callable[[dict[str, str]], bool], Callable[[dict[str, str]], dict[str, str]], str]
PLANTS: tuple[Plant, ...] = (
    (is_seen, lambda r: {"org_unit": r["org_unit"] + "x"}, "unknown_org_unit"),
    (is_seen, lambda _: {"indicator": "sen"}, "unknown_indicator"),
    (is_seen, lambda _: {"quarter": "2026 Q1"}, "unknown_quarter"),
    (is_seen, lambda _: {"quarter": "2024-25 Q4"}, "quarter_not_of_file"),
    (is_seen, lambda _: {"period_type": "month"}, "unknown_period_type"),
    (is_seen, lambda _: {"category": "online"}, "category_without_breakdown"),
    (is_seen, lambda _: {"numerator": "12a"}, "not_a_number"),
    (is_seen, lambda _: {"numerator": "<11"}, "not_a_number"),
    (is_seen, lambda _: {"numerator": "-1"}, "negative"),
    (is_seen, lambda r: {"numerator": str(int(r["denominator"]) + 1)}, "numerator_above"),
    (is_seen, lambda _: {"denominator": ""}, "denominator_missing"),
    (is_seen, lambda _: {"value": "0.5"}, "value_for_count"),
    (is_seen, lambda _: {"org_unit": "hub"}, "place_not_reported"),
    (is_seen, lambda _: {"org_unit": "W"}, "total_among_parts"),
    (is_wait, lambda _: {"value": ""}, "value_missing"),
    (is_wait, lambda _: {"numerator": "5"}, "count_for_value"),
    (is_wait, lambda _: {"org_unit": "ash"}, "never_published"),
    (
        is_total_of_visits,
        lambda r: {"numerator": str(int(r["numerator"]) + 1)},
        "total_differs",
    ),
)


def planted(rows: Rows, plant: Plant, draw: Callable[[st.SearchStrategy[int]], int]) -> int:
    """Plant the fault into one of the rows it fits; returns the row's line."""
    fits, change, _ = plant
    places = [place for place, found in enumerate(rows) if fits(found)]
    place = places[draw(st.integers(0, len(places) - 1))]
    rows[place] = rows[place] | change(rows[place])
    return place + 2


def errors(rows: Rows) -> list[Fault]:
    return list(checked(*rows, name=NAME).errors)


@settings(max_examples=25, deadline=None)
@given(deliveries())
def test_a_clean_delivery_has_no_faults(rows: Rows) -> None:
    receipt = checked(*rows, name=NAME)

    assert receipt.faults == ()
    assert receipt.delivery is not None
    assert receipt.delivery.num_rows == len(rows)
    assert [(c.reported, c.expected) for c in receipt.coverage] == [(3, 3), (2, 2)]


@settings(max_examples=60, deadline=None)
@given(deliveries(), st.sampled_from(PLANTS), st.data())
def test_one_planted_fault_is_found_alone_and_in_its_row(
    rows: Rows, plant: Plant, data: st.DataObject
) -> None:
    line = planted(rows, plant, data.draw)

    assert [(fault.row, fault.code) for fault in errors(rows)] == [(line, plant[2])]


@settings(max_examples=25, deadline=None)
@given(deliveries(), st.data())
def test_a_repeated_row_is_found_wherever_it_stands(rows: Rows, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(rows) - 1))
    again = data.draw(st.integers(first + 1, len(rows)))
    doubled = [*rows[:again], rows[first], *rows[again:]]

    faults = errors(doubled)

    assert ("repeated_row", again + 2) in {(fault.code, fault.row) for fault in faults}
    assert {fault.code for fault in faults} <= {"repeated_row", "total_differs"}
