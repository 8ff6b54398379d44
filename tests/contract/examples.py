"""Small things to keep in a store. Every maker takes what differs from the plainest one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from wellness.domain import tables
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.district import District
from wellness.domain.indicators import Catalogue
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.places import Places
from wellness.domain.releases import Contents, Part, Release

NOON = datetime(2026, 10, 1, 12, 30, 15, 250, tzinfo=UTC)
Q1 = Quarter(2026, 1)
HOSTILE = (
    'O\'Brien "the" `Great`',
    "'; DROP TABLE cells;--",
    "100 % of %s and %(name)s, :name, ?, ?1, $1",
    "back\\slash",
    "two\nlines\tand a tab",
    " blanks ",
    "مدرسة العلوم",
    "\u202ereversed",
    "👩🏽‍🏫 school",
    "caf\u00e9",
    "cafe\u0301",  # the same to the eye, another text
    "\\.",  # ends what is copied into PostgreSQL, if it stands alone in a line
    "\\N",  # is a missing value there
    "",
    ",",
    "before\rafter",
    "\x01\x1f\x7f",
    "NULL",
)
WITH_NUL = "before\x00after"  # PostgreSQL keeps no such text


def cell(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 (the columns of a table)
    plainest = {
        "org_unit": "S1",
        "breakdown": "",
        "category": "",
        "period_type": "quarter",
        "quarter": Q1.ordinal,
        "level": "school",
        "state": "shown",
        "denominator_state": "shown",
        "numerator": 3,
        "denominator": 10,
        "value": None,
        "low": 0.1,
        "high": 0.6,
        "definition_version": 1,
        "numerator_version": 1,
        "denominator_version": 1,
        "reporting": 1,
        "expected": 1,
        "band": None,
    }
    return plainest | changes


def spread(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 (the columns of a table)
    plainest = {
        "school_type": "high",
        "period_type": "quarter",
        "quarter": Q1.ordinal,
        "schools": 5,
        "p5": 0.1,
        "p25": 0.2,
        "p50": 0.3,
        "p75": 0.4,
        "p95": 0.5,
    }
    return plainest | changes


def observation(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 (the columns of a table)
    plainest = {
        "org_unit": "S1",
        "quarter": Q1.ordinal,
        "period_type": "quarter",
        "indicator": "visits",
        "breakdown": "",
        "category": "",
        "numerator": 3,
        "denominator": None,
        "value": None,
        "flag": "",
    }
    return plainest | changes


def cells(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(rows, tables.CELLS)


def spreads(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(rows, tables.SPREADS)


def observations(*rows: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(rows, tables.OBSERVATIONS)


def part(indicator: str = "visits", year: int = 2026, take: str = "a") -> Part:
    return Part(f"{indicator}-{year}-{take}", indicator, year)


def release(number: int = 1, reason: str = "the quarter is complete") -> Release:
    return Release(number, NOON, "Ada", reason, Q1, "Visits of Q1 were added.")


def load(**changes: Any) -> Load:  # noqa: ANN401 (the fields of a load)
    plainest = Load(0, "clinics", "clinics_2026-27-Q1.csv", 2, LoadState.LOADING, "Ada", NOON, NOON)
    return replace(plainest, **{"quarters": (Q1,), **changes})


def contents(parts: Iterable[Part]) -> Contents:
    district = District("Anyplace", "Anyplace", sample=True, calendar=Calendar(), first_quarter=Q1)
    return Contents(release(), district, Catalogue(()), Places(()), (), tuple(parts))
