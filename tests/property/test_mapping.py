"""Whatever is written wide, a mapping gives back exactly the tidy rows it was written from."""

import csv
import io
from dataclasses import dataclass
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.publishing.small import FILES
from wellness.domain.deliveries import COLUMNS
from wellness.domain.workspace import parse
from wellness.publishing.check import read_mapped

PLACES = {"ash": "Ash School", "elm": "ELM  school", "hub": "hub"}
QUARTERS = {"2025-26 Q4": "2026Q2", "2026-27 Q1": "2026Q3"}
CATEGORIES = {"": "All", "school": "At school", "online": "Web"}
MARKS = {"withheld": "*", "not_applicable": ".", "low_band:11": "<11"}
MAPPING = """
source = "clinic"
files = "wide.csv"
footnotes = '(?<=[a-z])\\d$'

[header]
row = 2
rows = 2

[rows]
stop_at = "Source"

[org_unit]
column = "Place"
by = "name"

[period]
format = "YYYYQN"

[[columns]]
indicator = "visits"
numerator = { matches = '(?P<period>\\d{4}Q\\d) / All' }

[[columns]]
indicator = "visits"
breakdown = "channel"
numerator = { matches = '(?P<period>\\d{4}Q\\d) / (?P<category>At school|Web)' }
codes = { "At school" = "school", "Web" = "online" }

[tokens]
"*" = "withheld"
"." = "not_applicable"
"<11" = "low_band:11"
"" = "not_reported"
"""
DEFINITIONS = parse(FILES | {"mappings/wide.toml": MAPPING})

Key = tuple[str, str, str]  # place, quarter, category
keys = st.tuples(
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(sorted(QUARTERS)),
    st.sampled_from(list(CATEGORIES)),
)
numbers = st.one_of(st.integers(0, 10**6), st.sampled_from(sorted(MARKS)))


@dataclass(frozen=True)
class Look:
    """How a partner writes: delimiter, thousands, empty rows, the order of places."""

    delimiter: str
    thousands: bool
    blank_rows: bool
    mark: str


looks = st.builds(
    Look,
    st.sampled_from([",", ";", "\t"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "1"]),
)


def written(rows: dict[Key, int | str], look: Look) -> bytes:
    """The rows wide: a place a row, quarter and category in two rows of header, notes around."""
    columns = [(quarter, category) for quarter in QUARTERS for category in CATEGORIES]
    top = [QUARTERS[quarter] if not category else "" for quarter, category in columns]
    table = [["A tally"], ["", *top], ["Place", *(CATEGORIES[c] for _, c in columns)]]
    for place, name in PLACES.items():
        told = [rows.get((place, *column), "") for column in columns]
        table.append([name + look.mark, *(_text(number, look) for number in told)])
        table += [[""] * (len(columns) + 1)] if look.blank_rows else []
    table.append(["Source: us"])
    file = io.StringIO()
    csv.writer(file, delimiter=look.delimiter).writerows(table)
    return file.getvalue().encode("utf-8-sig")


def _text(number: int | str, look: Look) -> str:
    if isinstance(number, str):
        return MARKS.get(number, number)
    return f"{number:,}" if look.thousands else str(number)


def expected(rows: dict[Key, int | str]) -> set[tuple[str, ...]]:
    """The tidy rows, from the words of design alone."""
    found: set[tuple[str, ...]] = set()
    for (place, quarter, category), number in rows.items():
        breakdown = "channel" if category else ""
        told = ("", number) if isinstance(number, str) else (str(number), "")
        found.add(
            (place, quarter, "quarter", "visits", breakdown, category, told[0], "", "", told[1])
        )
    return found


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(keys, numbers, min_size=1), looks)
def test_a_mapping_gives_back_what_was_written_wide(rows: dict[Key, int | str], look: Look) -> None:
    mapping = DEFINITIONS.mappings["wide"]

    sheet = read_mapped("wide.csv", written(rows, look), mapping, DEFINITIONS).sheet

    assert sheet is not None
    columns = [sheet.by_name[column] for column in COLUMNS]
    assert {tuple(c[n] for c in columns) for n in range(len(sheet))} == expected(rows)
    assert len(sheet) == len(rows)
    assert not [fault for fault in sheet.faults if fault.row]


Month = tuple[str, int]
months = st.tuples(st.sampled_from(sorted(PLACES)), st.integers(4, 9))
MONTHLY = """
source = "clinic"
files = "months.csv"
[org_unit]
column = "Place"
[period]
column = "Month"
format = "YYYY-MM"
[[columns]]
indicator = "visits"
numerator = "n"
"""
BY_MONTH = parse(FILES | {"mappings/months.toml": MONTHLY})


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(months, st.integers(0, 999), min_size=1), st.randoms())
def test_months_become_exactly_the_quarters_that_have_all_three(
    rows: dict[Month, int], shuffle: Random
) -> None:
    """A second way: plain sums of the quarters whose three months are there."""
    lines = [f"{place},2026-{month:02d},{n}" for (place, month), n in rows.items()]
    shuffle.shuffle(lines)

    found = read_mapped(
        "months.csv",
        "\n".join(["Place,Month,n", *lines]).encode(),
        BY_MONTH.mappings["months"],
        BY_MONTH,
    ).sheet

    sums = {}
    for place in PLACES:
        for label, three in (("2025-26 Q4", (4, 5, 6)), ("2026-27 Q1", (7, 8, 9))):
            held = [rows[place, month] for month in three if (place, month) in rows]
            if len(held) == len(three):
                sums[place, label] = str(sum(held))
    assert found is not None
    told = found.by_name
    assert sums == {
        (told["org_unit"][n], told["quarter"][n]): told["numerator"][n] for n in range(len(found))
    }
