"""The tables of the three stores.

Quarters are kept as `Quarter.ordinal`, enumerations as the words the domain spells them with:
numbers instead would save a third of the released store (74 MB instead of 111 for 1.4 million
cells), no time, and nobody could read it without us.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

# PostgreSQL would order and index texts by the language of the database, which changes with the
# operating system; "C" orders them by code point, as SQLite and Python do.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone, kept and given back as universal time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to universal time; SQLite would keep the clock and forget the zone."""
        del dialect
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Say that it is universal time: SQLite forgot the zone, PostgreSQL says its own."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Steps(TypeDecorator[tuple[int, ...]]):
    """Some whole numbers, kept as a text with blanks between them."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Like every text of ours."""
        return dialect.type_descriptor(_TEXT.dialect_impl(dialect))

    def process_bind_param(self, value: tuple[int, ...] | None, dialect: Dialect) -> str | None:
        """The numbers as a text."""
        del dialect
        return None if value is None else " ".join(map(str, value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[int, ...] | None:
        """The numbers of a text."""
        del dialect
        return None if value is None else tuple(map(int, value.split()))


def _needed(
    name: str, type_: type[Text | Integer | BigInteger | Double[float] | Moment | Steps]
) -> Column[object]:
    return Column(name, _TEXT if type_ is Text else type_, nullable=False)


def _key(name: str, type_: type[Text | Integer]) -> Column[object]:
    kept = _TEXT if type_ is Text else type_
    return Column(name, kept, primary_key=True, autoincrement=False)


VERSIONS = MetaData()
SCHEMA_VERSION = Table(
    "schema_version",
    VERSIONS,
    _key("store", Text),  # so that the three stores may share one database
    _key("version", Integer),
    _needed("applied_at", Moment),
)

STATE = MetaData()
LOADS = Table(
    "loads",
    STATE,
    Column("load_id", Integer, primary_key=True),
    _needed("source", Text),
    _needed("file_name", Text),
    _needed("rows", BigInteger),
    _needed("state", Text),
    _needed("loaded_by", Text),
    _needed("loaded_at", Moment),
    _needed("received_at", Moment),
    _needed("rounded_to", Integer),
)
LOAD_QUARTERS = Table(
    "load_quarters",
    STATE,
    Column("load_id", ForeignKey(LOADS.c.load_id), primary_key=True),
    _key("quarter", Integer),
)
RELEASES = Table(
    "releases",
    STATE,
    _key("number", Integer),
    _needed("published_at", Moment),
    _needed("published_by", Text),
    _needed("reason", Text),
    _needed("through", Integer),
    _needed("changed", Text),
)
RELEASE_PARTS = Table(
    "release_parts",
    STATE,
    Column("number", ForeignKey(RELEASES.c.number), primary_key=True),
    _key("indicator", Text),
    _key("year", Integer),
    _needed("part_id", Text),
    _needed("rounded_to", Steps),
)
RELEASE_LOADS = Table(
    "release_loads",
    STATE,
    Column("number", ForeignKey(RELEASES.c.number), primary_key=True),
    Column("load_id", ForeignKey(LOADS.c.load_id), primary_key=True),
)
DOCUMENTS = Table("documents", STATE, _key("sha256", Text), _needed("content", Text))
RELEASE_DOCUMENTS = Table(
    "release_documents",
    STATE,
    Column("number", ForeignKey(RELEASES.c.number), primary_key=True),
    _key("name", Text),
    Column("sha256", ForeignKey(DOCUMENTS.c.sha256), nullable=False),
)
AUDIT_EVENTS = Table(
    "audit_events",
    STATE,
    _key("event_id", Integer),
    _needed("at", Moment),
    _needed("actor", Text),
    _needed("verb", Text),
    _needed("subject", Text),
    _needed("detail", Text),
    _needed("previous_hash", Text),
    _needed("hash", Text),
)

RELEASED = MetaData()
PARTS = Table(
    "parts",
    RELEASED,
    Column("part", Integer, primary_key=True),  # short, for it stands in every cell
    _needed("part_id", Text),
    _needed("indicator", Text),
    _needed("year", Integer),
    _needed("rounded_to", Steps),
    _needed("needed_at", Moment),  # when a publication last wrote it, or found it there
    UniqueConstraint("part_id"),
)
# Clustered by its key, which begins with what every page asks for: a place's history is one short
# run of rows in each part, and all places in one quarter are one walk through a part of some
# thousand cells. A second index was measured: half as large again, and no faster. `part` is no
# foreign key: it would be looked up 1.4 million times, and one transaction writes both.
CELLS = Table(
    "cells",
    RELEASED,
    _key("part", Integer),
    _key("org_unit", Text),
    _key("breakdown", Text),
    _key("category", Text),
    _key("period_type", Text),
    _key("quarter", Integer),
    _needed("level", Text),
    _needed("state", Text),
    _needed("denominator_state", Text),
    Column("numerator", BigInteger),
    Column("denominator", BigInteger),
    Column("value", Double),
    Column("low", Double),
    Column("high", Double),
    _needed("definition_version", Integer),
    _needed("numerator_version", Integer),
    _needed("denominator_version", Integer),
    _needed("reporting", Integer),
    _needed("expected", Integer),
    Column("band", _TEXT),
    sqlite_with_rowid=False,
)
SPREADS = Table(
    "spreads",
    RELEASED,
    _key("part", Integer),
    _key("school_type", Text),
    _key("period_type", Text),
    _key("quarter", Integer),
    _needed("schools", Integer),
    _needed("p5", Double),
    _needed("p25", Double),
    _needed("p50", Double),
    _needed("p75", Double),
    _needed("p95", Double),
    sqlite_with_rowid=False,
)

INTAKE = MetaData()
OBSERVATIONS = Table(
    "observations",
    INTAKE,
    _key("load_id", Integer),
    _key("row", Integer),  # its place in the delivery, from 0
    _needed("org_unit", Text),
    _needed("quarter", Integer),
    _needed("period_type", Text),
    _needed("indicator", Text),
    _needed("breakdown", Text),
    _needed("category", Text),
    Column("numerator", BigInteger),
    Column("denominator", BigInteger),
    Column("value", Double),
    _needed("flag", Text),
    sqlite_with_rowid=False,
)
