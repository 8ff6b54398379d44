"""A district of two regions and three schools, small enough to check deliveries by hand."""

from datetime import date

import pyarrow as pa

from wellness.domain.deliveries import COLUMNS, Fault
from wellness.domain.workspace import Definitions, parse
from wellness.publishing.check import Receipt, check

FILE = "clinic_2026-27-Q1.csv"
RECEIVED = date(2026, 10, 10)
DISTRICT = """
name = "Two Hills"
first_quarter = "2024-25 Q1"

[sources.clinic]
title = "Clinic"
owner = "Nurse"
legal_basis = "ferpa"
cadence = "quarter"
due_days = 20
reports = ["school"]

[sources.census]
title = "Census"
owner = "Office"
legal_basis = "public"
cadence = "year"
due_days = 30
reports = ["school"]
"""
PLACES = """\
org_unit,name,level,school_type,charter,operator,parent,parent_level,valid_from,valid_to
D,Two Hills,district,,,,,,,
E,East,region,,,,D,district,,
W,West,region,,,,D,district,,
ash,Ash School,school,high,false,,E,region,,
elm,Elm School,school,high,true,,W,region,,
oak,Oak School,school,high,false,,W,region,,2025-26 Q4
hub,Hub,center,,,Hub Inc,W,region,,
"""
INDICATOR = """
title = "{title}"
theme = "access"
why_it_matters = "It does."
numerator = "What is counted"
kind = "{kind}"
unit = "visits"
improvement = "increase"
result_type = "how much"
disclosure_class = "sensitive"
cadence = "{cadence}"
owner = "Nurse"
{more}
definitions = [{{ version = 1, valid_from = "2024-25 Q1", note = "First." }}]
"""
CHANNEL = """
[breakdowns.channel]
title = "Channel"
categories = ["school", "online"]
partition = {partition}
lowest_level = {{ quarter = "region", year = "school" }}
"""
SCHOOLS = 'lowest_level = { quarter = "school", year = "school" }\nsources = ["clinic"]'
REGIONS = 'lowest_level = { quarter = "region", year = "region" }\nsources = ["clinic"]'
YEARLY = 'lowest_level = { year = "school" }\nsources = ["census"]'


def indicator(title: str, kind: str, more: str = SCHOOLS, cadence: str = "quarter") -> str:
    return INDICATOR.format(title=title, kind=kind, more=more, cadence=cadence)


FILES = {
    "district.toml": DISTRICT,
    "org_units.csv": PLACES,
    "indicators/visits.toml": indicator("Visits", "flow") + CHANNEL.format(partition="true"),
    "indicators/served.toml": indicator("Served", "unique") + CHANNEL.format(partition="false"),
    "indicators/seen.toml": indicator("Seen in time", "proportion"),
    "indicators/wait.toml": indicator("Wait", "median", REGIONS),
    "indicators/gain.toml": indicator("Gain", "mean"),
    "indicators/passed.toml": indicator("Passed", "published_rate"),
    "indicators/staffed.toml": indicator("Staffed", "stock", REGIONS),
    "indicators/enrolled.toml": indicator("Enrolled", "stock", YEARLY, "year"),
    "indicators/trained.toml": indicator(
        "Trained", "proportion", SCHOOLS + '\ndenominator_from = "enrolled"'
    ),
    "indicators/reach.toml": indicator(
        "Reach",
        "proportion",
        'lowest_level = { quarter = "school" }\n'
        'derived = { numerator = "served", denominator = "enrolled" }',
    ),
}


def definitions() -> Definitions:
    return parse(FILES)


def row(org_unit: str, indicator: str = "visits", **others: str) -> dict[str, str]:
    """A row of 2026-27 Q1 with everything else empty."""
    given = {"quarter": "2026-27 Q1", "period_type": "quarter"} | others
    return dict.fromkeys(COLUMNS, "") | {"org_unit": org_unit, "indicator": indicator} | given


def count(org_unit: str, numerator: int | str, **others: str) -> dict[str, str]:
    """A row of visits."""
    return row(org_unit, numerator=str(numerator), **others)


def written(*rows: dict[str, str]) -> bytes:
    lines = [",".join(COLUMNS), *(",".join(r[column] for column in COLUMNS) for r in rows)]
    return "\n".join(lines).encode()


def checked(
    *rows: dict[str, str],
    name: str = FILE,
    received_on: date = RECEIVED,
    earlier: pa.Table | None = None,
) -> Receipt:
    """What the check says of rows; the first is row 2 of the file."""
    return check(name, written(*rows), definitions(), received_on, earlier=earlier)


def errors(*rows: dict[str, str], name: str = FILE) -> list[Fault]:
    return list(checked(*rows, name=name).errors)


def only_error(*rows: dict[str, str], name: str = FILE) -> Fault:
    """The one error of these rows."""
    (fault,) = errors(*rows, name=name)
    return fault
