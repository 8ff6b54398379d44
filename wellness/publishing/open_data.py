"""The open data of a release: its cells, places and definitions as files that anybody can read.

Everything comes from the released store and from what the release was published with, so nothing
that is withheld can be in it. `docs/guides/steward.md` has the columns.
"""

import json
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wellness.domain.contents import contents
from wellness.domain.errors import WellnessError
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.places import Membership
from wellness.domain.releases import Contents, Release
from wellness.domain.stores import ReleasedStore, StateStore

FORMAT = "wellness open data 1"
CELLS, ORG_UNITS = "cells.parquet", "org_units.parquet"
INDICATORS, RELEASE = "indicators.json", "release.json"
KEY = ("indicator", "org_unit", "quarter", "period_type", "breakdown", "category")
FILES = (CELLS, ORG_UNITS, INDICATORS, RELEASE)
_NO_TABLE = "This release holds none: they are not worked out by the version that published it."
LEFT_OUT = {"series.parquet": _NO_TABLE, "signals.parquet": _NO_TABLE}


def _needed(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


CELL_COLUMNS = pa.schema(
    [
        *(_needed(n, pa.string()) for n in ("indicator", "kind", "level", "org_unit", "quarter")),
        _needed("quarter_start", pa.date32()),
        *(_needed(n, pa.string()) for n in ("period_type", "breakdown", "category")),
        *(_needed(n, pa.string()) for n in ("state", "denominator_state")),
        *(pa.field(n, pa.int64()) for n in ("numerator", "denominator")),
        *(pa.field(n, pa.float64()) for n in ("value", "low", "high")),
        *(_needed(n, pa.int32()) for n in ("numerator_version", "denominator_version")),
        *(_needed(n, pa.int32()) for n in ("definition_version", "reporting", "expected")),
    ]
)
ORG_UNIT_COLUMNS = pa.schema(
    [
        *(_needed(name, pa.string()) for name in ("org_unit", "name", "level")),
        pa.field("school_type", pa.string()),
        _needed("charter", pa.bool_()),
        *(pa.field(n, pa.string()) for n in ("operator", "parent", "parent_level")),
        *(pa.field(n, pa.string()) for n in ("valid_from", "valid_to")),
    ]
)


class ExportError(WellnessError):
    """A release or a folder that cannot be exported, with the reason."""


@dataclass(frozen=True)
class Exported:
    """An export that was written: where, which release, and how many cells."""

    folder: Path
    release: Release
    cells: int


def export(state: StateStore, released: ReleasedStore, asked: str, folder: Path) -> Exported:
    """Write the release of a number, or “latest”, into a folder: all of its files or none.

    An earlier export there is replaced; any other folder that is not empty is refused. At most
    one indicator is in memory at a time. Raises `ExportError`.
    """
    release = _release(state, asked)
    found = contents(release, state.parts(release.number), state.documents(release.number))
    _require_replaceable(folder)
    try:
        cells = _written(found, released, state.documents(release.number), folder.absolute())
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error.strerror}.") from error
    return Exported(folder, release, cells)


def _release(state: StateStore, asked: str) -> Release:
    known = state.releases()
    if not known:
        raise ExportError("Nothing is published yet, so there is nothing to export.")
    found = next((r for r in known if asked in ("latest", str(r.number))), None)
    if found is None:
        raise ExportError(
            f"There is no release “{asked}”: write “latest”, or a number from 1 to "
            f"{known[0].number}."
        )
    return found


def _require_replaceable(folder: Path) -> None:
    """Refuse to replace what is no earlier export."""
    if folder.exists() and not (folder.is_dir() and (_is_empty(folder) or is_export(folder))):
        raise ExportError(
            f"{folder} holds something else than an earlier export, so nothing was written. Name "
            "a new or an empty folder."
        )


def is_export(folder: Path) -> bool:
    """Whether a folder holds an export, whole and nothing else."""
    if sorted(path.name for path in folder.iterdir()) != sorted(FILES):
        return False
    try:
        told = json.loads((folder / RELEASE).read_text(encoding="utf-8"))
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("format") == FORMAT


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def _written(
    found: Contents, released: ReleasedStore, documents: Mapping[str, str], folder: Path
) -> int:
    """Write beside the folder, then put it in its place."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        stack.callback(shutil.rmtree, made, ignore_errors=True)
        new, old = made / "new", made / "old"
        new.mkdir()
        cells, bands = _write_cells(found, released, new / CELLS)
        pq.write_table(_org_units(found), new / ORG_UNITS, compression="zstd")
        _write_json(_indicators(documents), new / INDICATORS)
        _write_json(_about(found, cells) | {"bands": bands}, new / RELEASE)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    return cells


def _write_cells(
    found: Contents, released: ReleasedStore, path: Path
) -> tuple[int, list[dict[str, str]]]:
    """How many cells were written, and the bands of coded ones.

    Each indicator is a row group of its own: whoever reads one reads no other.
    """
    written, bands = 0, list[dict[str, str]]()
    with pq.ParquetWriter(path, CELL_COLUMNS, compression="zstd") as writer:
        for cells, band in _cells(found, released):
            writer.write_table(cells, row_group_size=max(cells.num_rows, 1))
            written += cells.num_rows
            bands += _bands(cells.append_column("band", band))
    return written, bands


def _bands(cells: pa.Table) -> list[dict[str, str]]:
    """The key of each coded cell with its band, for which `cells.parquet` has no column."""
    coded = cells.filter(pc.is_valid(cells["band"]))
    rows: list[dict[str, str]] = coded.select([*KEY, "band"]).to_pylist()
    return rows


def _cells(found: Contents, released: ReleasedStore) -> Iterator[tuple[pa.Table, pa.ChunkedArray]]:
    """The cells of one indicator after the other in the columns of the export, and their bands."""
    ordered = sorted(found.parts, key=lambda part: (part.indicator, part.year))
    for code, parts in groupby(ordered, key=lambda part: part.indicator):
        cells = released.read([part.part_id for part in parts])
        kind = found.catalogue[code].kind.value
        yield _as_exported(cells, code, kind, found.calendar), cells["band"]


def _as_exported(cells: pa.Table, code: str, kind: str, calendar: Calendar) -> pa.Table:
    ordinals = cells["quarter"].combine_chunks().dictionary_encode()
    quarters = [Quarter.of_ordinal(ordinal) for ordinal in ordinals.dictionary.to_pylist()]
    labels = pa.array([calendar.label(quarter) for quarter in quarters], pa.string())
    starts = pa.array([calendar.start(quarter) for quarter in quarters], pa.date32())
    more = {
        "indicator": pa.array([code] * cells.num_rows, pa.string()),
        "kind": pa.array([kind] * cells.num_rows, pa.string()),
        "quarter": pc.take(labels, ordinals.indices),
        "quarter_start": pc.take(starts, ordinals.indices),
    }
    columns = [more[name] if name in more else cells[name] for name in CELL_COLUMNS.names]
    return pa.table(columns, schema=CELL_COLUMNS)


def _org_units(found: Contents) -> pa.Table:
    rows = [_org_unit(row, found.calendar) for row in found.places.memberships]
    return pa.Table.from_pylist(rows, schema=ORG_UNIT_COLUMNS)


def _org_unit(row: Membership, calendar: Calendar) -> dict[str, str | bool | None]:
    """A membership; what is empty in `org_units.csv` is null."""
    return {
        "org_unit": row.org_unit,
        "name": row.name,
        "level": row.level.value,
        "school_type": row.school_type or None,
        "charter": row.charter,
        "operator": row.operator or None,
        "parent": row.parent or None,
        "parent_level": row.parent_level.value if row.parent_level else None,
        "valid_from": calendar.label(row.valid_from) if row.valid_from else None,
        "valid_to": calendar.label(row.valid_to) if row.valid_to else None,
    }


def _indicators(documents: Mapping[str, str]) -> list[dict[str, object]]:
    """The fields of each indicator's file, behind its code."""
    files = sorted(name for name in documents if name.startswith("indicators/"))
    return [{"code": Path(name).stem, **tomllib.loads(documents[name])} for name in files]


def _about(found: Contents, cells: int) -> dict[str, object]:
    release = found.release
    return {
        "format": FORMAT,
        "release": release.number,
        "district": found.district.name,
        "sample": found.district.sample,
        "published_at": release.published_at.isoformat(),
        "published_by": release.published_by,
        "reason": release.reason,
        "through": found.calendar.label(release.through),
        "changed": release.changed,
        "cells": cells,
        "left_out": LEFT_OUT,
    }


def _write_json(told: object, path: Path) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
