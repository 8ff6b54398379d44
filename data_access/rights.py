"""What the reading half may see, for engines that tell users apart. Nothing else is open to it."""

from collections.abc import Mapping

from sqlalchemy import Table

from data_access import schema

READ_BY_PAGES: Mapping[str, tuple[Table, ...]] = {
    "state": (
        schema.SCHEMA_VERSION,
        schema.RELEASES,
        schema.RELEASE_PARTS,
        schema.DOCUMENTS,
        schema.RELEASE_DOCUMENTS,
    ),
    "released": (schema.SCHEMA_VERSION, schema.PARTS, schema.CELLS, schema.SPREADS),
    "intake": (),
}
