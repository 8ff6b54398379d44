"""Documents of a release: kept once by their hash, however many releases repeat them."""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from data_access.schema import DOCUMENTS, RELEASE_DOCUMENTS


def keep_documents(connection: Connection, number: int, documents: Mapping[str, str]) -> None:
    """Keep the texts of a release; those that an earlier release holds are only referred to."""
    if not documents:
        return
    hashes = {name: _hash(text) for name, text in documents.items()}
    texts = {hashes[name]: text for name, text in documents.items()}
    asked = select(DOCUMENTS.c.sha256).where(DOCUMENTS.c.sha256.in_(texts))
    kept = set(connection.execute(asked).scalars())
    new = [{"sha256": key, "content": text} for key, text in texts.items() if key not in kept]
    if new:
        connection.execute(insert(DOCUMENTS), new)
    rows = [{"number": number, "name": name, "sha256": key} for name, key in hashes.items()]
    connection.execute(insert(RELEASE_DOCUMENTS), rows)


def read_documents(connection: Connection, number: int) -> dict[str, str]:
    """The texts of a release by name; none for an unknown release."""
    asked = (
        select(RELEASE_DOCUMENTS.c.name, DOCUMENTS.c.content)
        .join(DOCUMENTS)
        .where(RELEASE_DOCUMENTS.c.number == number)
    )
    return {row.name: row.content for row in connection.execute(asked)}


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
