"""One site under two boards, and codes that changed: mappings and org units suffice."""

import pyarrow as pa

from tests.unit.publishing.mapped import content
from tests.unit.publishing.publishing_of import Cells
from tests.unit.publishing.small import FILES, RECEIVED
from wellness.disclosure.policy import Policy
from wellness.domain.workspace import Definitions, parse
from wellness.publishing.building import YearBuilder
from wellness.publishing.check import Receipt, check
from wellness.publishing.load import ACTIVE

# A board is a region. The same house, T3, stands under both: a unit for each of them.
TWICE = FILES["org_units.csv"] + (
    "t3_east,Thistle House,school,high,false,,E,region,,\n"
    "t3_west,Thistle House,school,high,false,,W,region,,\n"
)
BOTH = """
source = "clinic"
files = "beds*"
[org_unit]
columns = ["Board", "Site"]
join = "/"
codes = { "E/T3" = "t3_east", "W/T3" = "t3_west", "E/A1" = "ash" }
[period]
constant = "2026-27 Q1"
[[columns]]
indicator = "visits"
numerator = "Days"
"""
# The board was re-coded with 2026-27 Q1; the codes never overlap.
RECODED = """
source = "clinic"
files = "beds*"
[org_unit]
column = "Board"
[[org_unit.aliases]]
theirs = "S21"
ours = "ash"
valid_to = "2025-26 Q4"
[[org_unit.aliases]]
theirs = "S31"
ours = "ash"
valid_from = "2026-27 Q1"
[period]
column = "Quarter"
format = "YYYY-YY QN"
[[columns]]
indicator = "visits"
numerator = "Days"
"""


def definitions(mapping: str) -> Definitions:
    return parse(FILES | {"org_units.csv": TWICE, "mappings/beds.toml": mapping})


def sent(mapping: str, *lines: str) -> Receipt:
    return check("beds.csv", content(*lines), definitions(mapping), RECEIVED)


def cells(receipt: Receipt, mapping: str) -> Cells:
    """The cells of visits in the school year of the file."""
    rows = receipt.delivery
    assert rows is not None, [fault.message for fault in receipt.errors]
    added = {"load_id": 1, "source": "clinic", "rounded_to": 0}
    for name, value in added.items():
        field = ACTIVE.field(name)
        rows = rows.append_column(field, pa.array([value] * len(rows), field.type))
    parts, _ = YearBuilder(definitions(mapping), Policy(), rows, 2026).parts(["visits"])
    return Cells(parts[0])


def test_a_site_under_two_boards_is_two_places_each_in_its_board() -> None:
    receipt = sent(BOTH, "Board,Site,Days", "E,T3,30", "W,T3,50", "E,A1,20")

    found = cells(receipt, BOTH)

    assert found.said("t3_east") == "shown 30"
    assert found.said("t3_west") == "shown 50"
    assert found.said("E") == "shown 50"
    assert found.said("W") == "shown 50"


def test_by_the_sites_code_alone_it_would_be_one_place_told_twice_and_is_refused() -> None:
    alone = BOTH.replace('columns = ["Board", "Site"]\njoin = "/"', 'column = "Site"').replace(
        '"E/T3" = "t3_east", "W/T3" = "t3_west", "E/A1" = "ash"', '"T3" = "t3_east"'
    )

    (fault,) = sent(alone, "Board,Site,Days", "E,T3,30", "W,T3,50").errors

    assert fault.message == "Two rows tell of T3 in 2026-27 Q1, and differ in “Days”."


def test_a_board_that_was_re_coded_is_one_place_with_one_line() -> None:
    lines = "Board,Quarter,Days", "S21,2025-26 Q4,30", "S31,2026-27 Q1,40"

    receipt = sent(RECODED, *lines)

    assert receipt.delivery is not None
    assert receipt.delivery["org_unit"].to_pylist() == ["ash", "ash"]


def test_an_old_code_after_its_end_is_a_fault() -> None:
    (fault,) = sent(RECODED, "Board,Quarter,Days", "S21,2026-27 Q1,30").errors

    assert fault.code == "unknown_org_unit"
