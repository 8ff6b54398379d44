"""The documents of a release, read back: an old release keeps the words of its day."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.releases import Arrival, Contents, Part, Release
from wellness.domain.workspace import parse_documents

ARRIVALS = "arrivals.json"


def contents(release: Release, parts: Sequence[Part], documents: Mapping[str, str]) -> Contents:
    """Everything about a release that is not a cell.

    `documents` are the texts of `district.toml`, `indicators/*.toml`, `org_units.csv` and
    `arrivals.json`, as `wellness.publishing.documents` wrote them. Raises `WorkspaceError` where
    this version cannot read them.
    """
    found = parse_documents(documents)
    arrived = read_arrivals(documents[ARRIVALS])
    return Contents(release, found.district, found.catalogue, found.places, arrived, tuple(parts))


def write_arrivals(arrivals: Sequence[Arrival]) -> str:
    """Arrivals as JSON, one to a line."""
    lines = [json.dumps(_row(arrival), ensure_ascii=False) for arrival in arrivals]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def read_arrivals(text: str) -> tuple[Arrival, ...]:
    """The arrivals that `write_arrivals` wrote."""
    return tuple(_arrival(row) for row in json.loads(text))


def _row(arrival: Arrival) -> dict[str, str | int | list[str] | None]:
    return {
        "source": arrival.source,
        "quarter": arrival.quarter.ordinal,
        "period_type": arrival.period_type.value,
        "reported": arrival.reported,
        "expected": arrival.expected,
        "received_on": arrival.received_on.isoformat() if arrival.received_on else None,
        "due_on": arrival.due_on.isoformat(),
        "absent": list(arrival.absent),
    }


def _arrival(row: Mapping[str, Any]) -> Arrival:
    received = row["received_on"]
    return Arrival(
        source=str(row["source"]),
        quarter=Quarter.of_ordinal(int(str(row["quarter"]))),
        period_type=PeriodType(str(row["period_type"])),
        reported=int(str(row["reported"])),
        expected=int(str(row["expected"])),
        received_on=date.fromisoformat(str(received)) if received else None,
        due_on=date.fromisoformat(str(row["due_on"])),
        absent=tuple(row.get("absent", ())),  # releases of older versions do not say
    )
