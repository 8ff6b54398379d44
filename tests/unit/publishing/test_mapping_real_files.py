"""Real, public files are read by a mapping alone; each quirk they are known for is told."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from tests.unit.publishing.small import indicator
from wellness.domain.workspace import Definitions, parse
from wellness.publishing.check import Receipt, check, read_mapped

REAL = Path(os.environ.get("WELLNESS_REAL_DATA", Path(__file__).parents[4] / "shared/real_data"))
WAITING_TIMES = REAL / "public_health_scotland/camhs_waiting_times"
SDQ = REAL / "england_looked_after_children_sdq"
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="WELLNESS_REAL_DATA names no folder with the public files."
)
DISTRICT = """
name = "{name}"
first_quarter = "{first}"
first_month = {month}

[sources.clinic]
title = "Source"
owner = "Publisher"
legal_basis = "public"
cadence = "{cadence}"
due_days = 5000
reports = ["school"]
"""
PLACES = """\
org_unit,name,level,school_type,charter,operator,parent,parent_level,valid_from,valid_to
{top},{top},district,,,,,,,
R,All,region,,,,{top},district,,
"""
RECEIVED = date(2025, 5, 1)
RECODED = {"S08000018": "29", "S08000027": "30", "S08000021": "31", "S08000023": "32"}
SCOTLAND = """
source = "clinic"
files = "camhs*"

[org_unit]
column = "HB"
codes = {codes}

[period]
column = "Month"
format = "YYYYMM"

[[columns]]
indicator = "seen"
numerator = {numerator}
denominator = "{denominator}"

[tokens]
"" = "not_reported"

[flags]
suffix = "QF"

[flags.meanings]
":" = "not_reported"
b = "shown"
d = "shown"
r = "shown"
u = "shown"
y = "shown"

[[totals]]
column = "HB"
equals = "S92000003"
use = "compare"
"""
ENGLAND = """
source = "clinic"
files = "*sdq.csv"
not_people = ["LA Code"]

[header]
row = 6
rows = 5

[rows]
stop_at = "Source:"

[org_unit]
column = {column}

[period]
format = "YYYY"
year = "ends"

[[columns]]
indicator = "seen"
numerator = {{ matches = '(?P<period>\\d{{4}}) / .* with an SDQ score\\d?' }}
denominator = {{ matches = '(?P<period>\\d{{4}}) / .* aged 5 to 16\\d?' }}

[tokens]
x = "withheld"
"." = "not_applicable"

[numbers]
rounded_to = 5

[[leave_out]]
column = {column}
equals = ""
why = "England and its regions"
"""


def workspace(
    mapping: str, top: str, units: set[str], *, first: str, month: int, cadence: str, more: str = ""
) -> Definitions:
    places = PLACES.format(top=top) + "".join(f"{u},{u},school,,,,R,region,,\n" for u in units)
    definition = indicator("Seen", "proportion", cadence=cadence) + more
    return parse(
        {
            "district.toml": DISTRICT.format(name=top, first=first, month=month, cadence=cadence),
            "org_units.csv": places,
            "indicators/seen.toml": definition.replace("2024-25 Q1", first),
            "mappings/real.toml": mapping,
        }
    )


def scotland(file: str, numerator: str, denominator: str, more: str = "") -> Receipt:
    path = WAITING_TIMES / file
    with path.open(encoding="utf-8") as opened:
        boards = {row["HB"] for row in csv.DictReader(opened)}
    codes = ", ".join(f'{old} = "S080000{new}"' for old, new in RECODED.items())
    mapping = SCOTLAND.format(codes=f"{{ {codes} }}", numerator=numerator, denominator=denominator)
    units = boards - {*RECODED, "S92000003"}
    definitions = workspace(
        mapping, "S92000003", units, first="2012 Q3", month=1, cadence="quarter", more=more
    )
    return check(path.name, path.read_bytes(), definitions, RECEIVED)


def test_scottish_months_add_up_to_the_published_quarters() -> None:
    found = scotland(
        "camhs-adjusted-patients-seen.csv",
        '"NumberOfPatientsSeen0To18Weeks"',
        "TotalPatientsSeen",
    )

    assert found.delivery is not None
    rows = found.delivery.to_pandas()
    sums = rows.groupby("quarter")[["numerator", "denominator"]].sum()
    assert sums.loc[2019 * 4 + 2].tolist() == [2518, 3903]
    assert sums.loc[2020 * 4 + 1].tolist() == [2194, 3555]
    assert sums.loc[2024 * 4 + 3].tolist() == [3455, 3812]
    lothian = rows[(rows["org_unit"] == "S08000024") & (rows["quarter"] == 2019 * 4 + 2)]
    assert lothian[["numerator", "denominator"]].to_numpy().tolist() == [[378, 676]]


def test_the_misdated_scottish_row_is_refused_and_diagnosed() -> None:
    bands = ("19To35Weeks", "36To52Weeks", "Over52Weeks")
    numerator = str([f"NumberOfPatientsWaiting{band}" for band in bands])

    found = scotland(
        "camhs-adjusted-patients-waiting.csv",
        numerator,
        "TotalPatientsWaiting",
        'over_quarters = "last"\n',
    )

    (fault,) = found.errors
    assert fault.code == "contradicting_row"
    assert fault.value == "92, in row 32 88"
    assert fault.remedy == (
        "One of the two may be meant for December 2024, which is missing. The total of that period "
        "agrees with row 32. Row 47 fits that of December 2024."
    )


@pytest.mark.parametrize(("edition", "column", "year"), [("2015", 1, 2013), ("2016", 2, 2014)])
def test_english_editions_are_read_below_their_merged_headers(
    edition: str, column: int, year: int
) -> None:
    path = SDQ / f"{edition}_sheet_extra_sdq.csv"
    with path.open(encoding="utf-8-sig") as opened:
        cells = [row[column - 1] for row in csv.reader(opened) if len(row) > column]
    units = {cell for cell in cells if cell.isdecimal() and len(cell) == 3}
    definitions = workspace(
        ENGLAND.format(column=column), "E", units, first="2011-12 Q1", month=4, cadence="year"
    )

    sheet = read_mapped(
        path.name, path.read_bytes(), definitions.mappings["real"], definitions
    ).sheet

    assert sheet is not None
    assert len(units) == sheet.received == 152
    assert len(sheet) == 3 * 152
    closing = f"{year - 1}-{year % 100} Q4"
    assert closing in sheet.by_name["quarter"].texts
    assert not [fault for fault in sheet.faults if fault.row]
