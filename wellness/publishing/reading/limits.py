"""How much a file may be, whatever its kind: what is larger is refused before it is opened."""

from wellness.domain.unseen import legible, unseen
from wellness.publishing.reading.unreadable import UnreadableFileError

MOST_BYTES = 100_000_000  # a CSV file of a million rows has half of that
MOST_COLUMNS = 2_000
_MEGABYTE = 1_000_000


def admit(name: str, size: int) -> None:
    """Raise `UnreadableFileError` for a file that is not to be opened: by its name or its bytes."""
    if found := unseen(name):
        raise UnreadableFileError(
            f"The name {legible(name)} holds characters that nobody sees ({', '.join(found)}), so "
            "that it may not end as it seems to. Rename the file."
        )
    if size > MOST_BYTES:
        raise UnreadableFileError(
            f"{name} has {-(-size // _MEGABYTE)} MB, and {MOST_BYTES // _MEGABYTE} MB are the most "
            "that is read. Send fewer quarters in a file, and the numbers alone."
        )


def refuse_wide(name: str, columns: int) -> None:
    """Raise `UnreadableFileError` for more columns than any delivery has."""
    if columns > MOST_COLUMNS:
        raise UnreadableFileError(
            f"{name} has {columns:,} columns, and {MOST_COLUMNS:,} are the most that is read. "
            "Delete the columns that do not belong and send it again."
        )
