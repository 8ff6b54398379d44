"""Read `org_units.csv`: one row a membership, the district's row without a parent."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from wellness.domain.faults import FaultList, suggestion
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.places import Level, Membership, Places
from wellness.domain.unseen import unseen

FILE = "org_units.csv"
COLUMNS = (
    "org_unit",
    "name",
    "level",
    "school_type",
    "charter",
    "operator",
    "parent",
    "parent_level",
    "valid_from",
    "valid_to",
)
_TRUTH = {"": False, "false": False, "0": False, "no": False, "true": True, "1": True, "yes": True}


def read_places_file(text: str, calendar: Calendar, faults: FaultList) -> Places:
    """The places of a workspace; what is wrong with the rows is noted, with their lines."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restkey="", restval="")
    if not _check_columns(tuple(reader.fieldnames or ()), faults):
        return Places(())
    made = [
        (reader.line_num, _membership(row, reader.line_num, calendar, faults)) for row in reader
    ]
    rows = [(line, row) for line, row in made if row]
    places = Places(tuple(row for _, row in rows))
    _check_parents(rows, places, faults)
    _check_spans(rows, faults)
    return places


def _check_columns(given: tuple[str, ...], faults: FaultList) -> bool:
    for column in given:
        if column not in COLUMNS:
            faults.add(FILE, "", f"“{column}” is not a column. {suggestion(column, COLUMNS)}")
    missing = [column for column in COLUMNS if column not in given]
    if missing:
        faults.add(FILE, "", f"these columns are missing: {', '.join(missing)}.")
    return not missing


def _membership(
    row: Mapping[str, str], line: int, calendar: Calendar, faults: FaultList
) -> Membership | None:
    place = f"line {line}"
    level = _level(row["level"], place, faults)
    if not row["org_unit"]:
        faults.add(FILE, place, "the org unit has no code.")
    for column in COLUMNS:
        if found := unseen(row[column]):
            sentence = f"{column} holds characters that nobody sees: {', '.join(found)}. Retype it."
            faults.add(FILE, place, sentence)
    charter = row["charter"].strip().casefold()
    if charter not in _TRUTH:
        faults.add(FILE, place, f"charter is “{row['charter']}”. Write true or false.")
    first, last = (
        faults.quarter(FILE, place, row[column], calendar) for column in ("valid_from", "valid_to")
    )
    if first and last and last < first:
        faults.add(FILE, place, "valid_to comes before valid_from.")
    parent_level = _level(row["parent_level"], place, faults) if row["parent_level"] else None
    if level is None or not row["org_unit"]:
        return None
    return Membership(
        row["org_unit"],
        row["name"],
        level,
        row["school_type"],
        _TRUTH.get(charter, False),
        row["operator"],
        row["parent"],
        parent_level,
        first,
        last,
    )


def _level(text: str, place: str, faults: FaultList) -> Level | None:
    if text in set(Level):
        return Level(text)
    faults.add(FILE, place, f"“{text}” is not a level. {suggestion(text, Level)}")
    return None


def _check_parents(
    rows: Iterable[tuple[int, Membership]], places: Places, faults: FaultList
) -> None:
    districts = places.at(Level.DISTRICT)
    if len(districts) != 1:
        faults.add(FILE, "", f"{len(districts)} rows are of level district; one is needed.")
    for line, row in rows:
        place = f"line {line}"
        if row.level is Level.DISTRICT:
            if row.parent:
                faults.add(FILE, place, "the district belongs to nothing. Empty its parent.")
        elif row.parent not in places:
            faults.require_known(FILE, place, row.parent, places.units)
        elif places.unit(row.parent).level is not row.parent_level:
            level = places.unit(row.parent).level
            faults.add(FILE, place, f"the parent “{row.parent}” is a {level}. Say so.")


def _check_spans(rows: Iterable[tuple[int, Membership]], faults: FaultList) -> None:
    """A place has one parent of a level at a time, and one level for good."""
    spans: dict[tuple[str, Level | None], list[tuple[int, Membership]]] = defaultdict(list)
    levels: dict[str, Level] = {}
    for line, row in rows:
        spans[row.org_unit, row.parent_level].append((line, row))
        if levels.setdefault(row.org_unit, row.level) is not row.level:
            faults.add(FILE, f"line {line}", f"“{row.org_unit}” had another level before.")
    for (code, _), held in spans.items():
        ordered = sorted(held, key=lambda item: _begin(item[1]))
        for (_, before), (line, after) in pairwise(ordered):
            if _end(before) >= _begin(after):
                faults.add(
                    FILE,
                    f"line {line}",
                    f"“{code}” has two parents of level {after.parent_level} at a time. "
                    "End the earlier membership with valid_to.",
                )


def _begin(row: Membership) -> Quarter:
    return row.valid_from or Quarter(0, 1)


def _end(row: Membership) -> Quarter:
    return row.valid_to or Quarter(9999, 1)
