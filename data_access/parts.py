"""Parts of the released store: the short number that stands in every cell for a long id."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from data_access.schema import PARTS
from wellness.domain.errors import StoreError


def keys_of(connection: Connection, part_ids: Collection[str]) -> dict[str, int]:
    """The numbers of the parts that are here, by id."""
    asked = select(PARTS.c.part_id, PARTS.c.part).where(PARTS.c.part_id.in_(part_ids))
    return {row.part_id: row.part for row in connection.execute(asked)}


def require_keys(connection: Connection, part_ids: Collection[str]) -> dict[str, int]:
    """The numbers of all these parts. Raises `StoreError` where one is not here."""
    found = keys_of(connection, part_ids)
    missing = set(part_ids) - found.keys()
    if missing:
        raise StoreError(
            f"The released store lacks {len(missing)} of {len(set(part_ids))} parts of this "
            "release. Restore the released store of the same day as the state store."
        )
    return found
