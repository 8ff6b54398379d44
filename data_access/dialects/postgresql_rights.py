"""Schemas and roles on PostgreSQL: what a migration makes, and who may see what.

Two roles, which log nobody in; an operator grants one of them to each user. `wellness_steward`
owns all three stores, so that whoever publishes may also upgrade. `wellness_reader` is the
dashboard's: it sees released numbers and can change nothing, and into intake it cannot look.
"""

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from data_access.rights import READ_BY_PAGES
from wellness.domain.errors import StoreError

READER, STEWARD = "wellness_reader", "wellness_steward"
_MADE_MEANWHILE = ("42710", "23505")  # it is there; it came while we were making it
_MADE = text("SELECT rolname FROM pg_roles WHERE rolname = ANY(:names)")
_MAY_MAKE = text("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
_ENCODING = text("SELECT current_setting('server_encoding')")
_MAY_ENTER = text("SELECT has_schema_privilege(:schema, 'USAGE')")
_USER = text("SELECT quote_ident(current_user)")


def schema_of(store: str) -> str:
    """The schema in which the tables of a store are kept."""
    return f"wellness_{store}"


def is_made(connection: Connection, store: str) -> bool:
    """Whether a migration has made the store; every user may ask."""
    return inspect(connection).has_schema(schema_of(store))


def may_enter(connection: Connection, store: str) -> bool:
    """Whether the user may see into a store that was made."""
    return bool(connection.execute(_MAY_ENTER, {"schema": schema_of(store)}).scalar())


def prepare(connection: Connection, store: str) -> None:
    """Make the roles and the schema where they are missing, and go on as the steward's role.

    Raises `StoreError` where an administrator has to make the roles, or the database anew.
    """
    _require_unicode(connection)
    _make_roles(connection)
    if not is_made(connection, store):
        connection.exec_driver_sql(f"CREATE SCHEMA {schema_of(store)} AUTHORIZATION {STEWARD}")
    connection.exec_driver_sql(f"SET LOCAL ROLE {STEWARD}")


def grant(connection: Connection, store: str) -> None:
    """Give the reader's role what pages read, and take away all else."""
    schema = schema_of(store)
    connection.exec_driver_sql(f"REVOKE ALL ON SCHEMA {schema} FROM {READER}")
    connection.exec_driver_sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {READER}")
    tables = ", ".join(table.name for table in READ_BY_PAGES[store])
    if tables:
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {READER}")
        connection.exec_driver_sql(f"GRANT SELECT ON {tables} TO {READER}")


def _require_unicode(connection: Connection) -> None:
    encoding = connection.execute(_ENCODING).scalar_one()
    if encoding != "UTF8":
        raise StoreError(
            f"The database keeps texts in {encoding}, which has no room for every name. Make one "
            "with `CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0` and name it instead."
        )


def _make_roles(connection: Connection) -> None:
    made = set(connection.execute(_MADE, {"names": [READER, STEWARD]}).scalars())
    missing = [role for role in (READER, STEWARD) if role not in made]
    if missing and not connection.execute(_MAY_MAKE).scalar():
        user = connection.execute(_USER).scalar()
        commands = "; ".join(f"CREATE ROLE {role}" for role in missing)
        raise StoreError(
            f"The server lacks {' and '.join(missing)}, and you may not make roles. Let its "
            f"administrator run `{commands}; GRANT {STEWARD} TO {user}` and try again."
        )
    for role in missing:
        if _make_role(connection, role) and role == STEWARD:
            # Who made a role may give it away, but is not in it.
            connection.exec_driver_sql(f"GRANT {role} TO CURRENT_USER")


def _make_role(connection: Connection, role: str) -> bool:
    """Whether it was us: roles belong to the server, and our lock holds in one database only."""
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f"CREATE ROLE {role}")
    except DatabaseError as fault:
        if getattr(fault.orig, "sqlstate", None) in _MADE_MEANWHILE:
            return False
        raise
    return True
