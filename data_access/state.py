"""The state store: loads, releases and the audit trail."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Connection, Engine, RowMapping, Table, func, insert, select, update

from data_access import schema
from data_access.audit import AuditEvent
from data_access.documents import keep_documents, read_documents
from data_access.engines import reading, writing
from wellness.domain.deliveries import Load, LoadState
from wellness.domain.errors import StoreError
from wellness.domain.periods import Quarter
from wellness.domain.releases import Part, Release


class SqlStateStore:
    """Loads and releases in a database; implements `wellness.domain.stores.StateStore`."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def begin_load(self, load: Load) -> int:
        """Record a load as loading; returns its id. The id and state it came with are ignored."""
        with writing(self.engine) as connection:
            made = insert(schema.LOADS).values(**_load_row(load)).returning(schema.LOADS.c.load_id)
            load_id = int(connection.execute(made).scalar_one())
            rows = [{"load_id": load_id, "quarter": q.ordinal} for q in sorted(set(load.quarters))]
            _insert_all(connection, schema.LOAD_QUARTERS, rows)
        return load_id

    def finish_load(self, load_id: int, rows: int) -> None:
        """Mark a load ready, with its event in the audit trail.

        Raises `StoreError` unless it was loading.
        """
        with writing(self.engine) as connection:
            state = _state_of(connection, load_id)
            if state != LoadState.LOADING:
                raise StoreError(f"Load {load_id} is {state}, so it cannot be finished: load anew.")
            _set(connection, load_id, state=LoadState.READY.value, rows=rows)
            _record_load(connection, load_id)

    def discard_load(self, load_id: int) -> None:
        """Mark a load discarded: its rows may be deleted. Raises `StoreError` if unknown."""
        with writing(self.engine) as connection:
            _state_of(connection, load_id)
            _set(connection, load_id, state=LoadState.DISCARDED.value)

    def withdraw_load(self, load_id: int, by: str, reason: str, at: datetime) -> None:
        """Mark a ready load withdrawn, with its event in the audit trail.

        Raises `StoreError` unless it is ready.
        """
        with writing(self.engine) as connection:
            state = _state_of(connection, load_id)
            if state != LoadState.READY:
                raise StoreError(f"Load {load_id} is {state}, so it cannot be withdrawn.")
            _set(connection, load_id, state=LoadState.WITHDRAWN.value)
            subject = f"load {load_id}"
            _record(connection, at, actor=by, verb="withdraw", subject=subject, detail=reason)

    def loads(self) -> tuple[Load, ...]:
        """Every load, oldest first, whatever its state."""
        table, quarters = schema.LOADS, schema.LOAD_QUARTERS
        with reading(self.engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.load_id)).mappings().all()
            held = connection.execute(select(quarters).order_by(quarters.c.quarter)).all()
        found: dict[int, list[Quarter]] = {}
        for load_id, ordinal in held:
            found.setdefault(load_id, []).append(Quarter.of_ordinal(ordinal))
        return tuple(_load(row, found.get(row["load_id"], ())) for row in rows)

    def releases(self) -> tuple[Release, ...]:
        """Every release, newest first."""
        table = schema.RELEASES
        with reading(self.engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.number.desc()))
            return tuple(_release(row) for row in rows.mappings())

    def parts(self, number: int) -> tuple[Part, ...]:
        """The complete list of parts of a release, by indicator and year; none if unknown."""
        table = schema.RELEASE_PARTS
        asked = select(*(table.c[field.name] for field in fields(Part))).where(
            table.c.number == number
        )
        with reading(self.engine) as connection:
            parts = [Part(*row) for row in connection.execute(asked)]
        return tuple(sorted(parts, key=lambda part: (part.indicator, part.year)))

    def named_parts(self) -> frozenset[str]:
        """The ids of all parts that any release names."""
        with reading(self.engine) as connection:
            found = connection.execute(select(schema.RELEASE_PARTS.c.part_id).distinct())
            return frozenset(found.scalars())

    def documents(self, number: int) -> Mapping[str, str]:
        """The definitions stored with a release: name of the document → its text."""
        with reading(self.engine) as connection:
            return read_documents(connection, number)

    def published_loads(self, number: int) -> tuple[int, ...]:
        """The loads whose rows a release was made of, oldest first."""
        table = schema.RELEASE_LOADS
        asked = select(table.c.load_id).where(table.c.number == number).order_by(table.c.load_id)
        with reading(self.engine) as connection:
            return tuple(connection.execute(asked).scalars())

    def publish(
        self,
        release: Release,
        parts: Sequence[Part],
        documents: Mapping[str, str],
        loads: Sequence[int],
        withdrawn: int = 0,
    ) -> None:
        """Publish in one transaction, with its event in the audit trail.

        `withdrawn` is a release that this one takes back, which has an event of its own. Raises
        `StoreError` if the number was taken meanwhile, or a load is not ready.
        """
        number = release.number
        with writing(self.engine) as connection:
            _require_next(connection, number)
            _require_ready(connection, loads)
            connection.execute(insert(schema.RELEASES), _release_row(release))
            _insert_all(connection, schema.RELEASE_PARTS, [_part_row(number, p) for p in parts])
            rows = [{"number": number, "load_id": load_id} for load_id in sorted(set(loads))]
            _insert_all(connection, schema.RELEASE_LOADS, rows)
            keep_documents(connection, number, documents)
            told = [("withdraw", withdrawn)] if withdrawn else []
            for verb, about in (*told, ("publish", number)):
                _record(
                    connection,
                    release.published_at,
                    actor=release.published_by,
                    verb=verb,
                    subject=f"release {about}",
                    detail=release.reason,
                )

    def record(self, actor: str, verb: str, subject: str, detail: str, at: datetime) -> None:
        """Append to the audit trail."""
        with writing(self.engine) as connection:
            _record(connection, at, actor=actor, verb=verb, subject=subject, detail=detail)

    def trail(self) -> tuple[AuditEvent, ...]:
        """The audit trail, oldest event first."""
        table = schema.AUDIT_EVENTS
        with reading(self.engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.event_id))
            return tuple(AuditEvent(*row) for row in rows)


def _insert_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:  # without rows SQLAlchemy would insert one of defaults
        connection.execute(insert(table), rows)


def _load_row(load: Load) -> dict[str, object]:
    names = ("source", "file_name", "rows", "loaded_by", "loaded_at", "received_at", "rounded_to")
    return {"state": LoadState.LOADING.value, **{name: getattr(load, name) for name in names}}


def _load(row: RowMapping, quarters: Sequence[Quarter]) -> Load:
    return Load(**{**row, "state": LoadState(row["state"]), "quarters": tuple(quarters)})


def _release(row: RowMapping) -> Release:
    return Release(**{**row, "through": Quarter.of_ordinal(row["through"])})


def _release_row(release: Release) -> dict[str, object]:
    return asdict(release) | {"through": release.through.ordinal}


def _part_row(number: int, part: Part) -> dict[str, object]:
    return {"number": number, **asdict(part)}


def _state_of(connection: Connection, load_id: int) -> str:
    table = schema.LOADS
    asked = select(table.c.state).where(table.c.load_id == load_id)
    state = connection.execute(asked).scalar()
    if state is None:
        raise StoreError(f"There is no load {load_id}. `python steward.py status` lists them.")
    return str(state)


def _set(connection: Connection, load_id: int, **values: object) -> None:
    table = schema.LOADS
    connection.execute(update(table).where(table.c.load_id == load_id).values(**values))


def _require_next(connection: Connection, number: int) -> None:
    newest = connection.execute(select(func.max(schema.RELEASES.c.number))).scalar() or 0
    if newest >= number:
        raise StoreError(
            f"Somebody published release {newest} meanwhile; look at it and publish again."
        )
    if newest < number - 1:
        raise StoreError(
            f"Release {number} cannot follow release {newest}: releases are numbered without "
            "gaps. Look at the newest one and publish again."
        )


def _require_ready(connection: Connection, loads: Sequence[int]) -> None:
    for load_id in loads:
        state = _state_of(connection, load_id)
        if state != LoadState.READY:
            raise StoreError(
                f"Load {load_id} is {state}, not ready, so it cannot be published. "
                "Load the file again, or publish without it."
            )


def _record_load(connection: Connection, load_id: int) -> None:
    table = schema.LOADS
    asked = select(table.c.loaded_by, table.c.loaded_at, table.c.source, table.c.rows)
    by, at, source, rows = connection.execute(asked.where(table.c.load_id == load_id)).one()
    # How many numbers it restates is not said: withheld ones may be among them.
    detail = f"{source}: {rows} rows"
    _record(connection, at, actor=by, verb="load", subject=f"load {load_id}", detail=detail)


def _record(
    connection: Connection, at: datetime, *, actor: str, verb: str, subject: str, detail: str
) -> None:
    table = schema.AUDIT_EVENTS
    row = connection.execute(select(table).order_by(table.c.event_id.desc()).limit(1)).first()
    last = AuditEvent(*row) if row else None
    event = AuditEvent.after(last, at, actor=actor, verb=verb, subject=subject, detail=detail)
    connection.execute(insert(table), asdict(event))
