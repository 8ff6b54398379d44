"""Empty stores on each database, thrown away afterwards."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.settings import Settings
from tests.postgresql import corner, serving, urls

SQLITE, POSTGRESQL = "sqlite", "postgresql"
NAMES = (SQLITE, POSTGRESQL)
TITLES = {SQLITE: "SQLite", POSTGRESQL: "PostgreSQL"}


@contextmanager
def stores(settings: Settings, database: str) -> Iterator[dict[str, str]]:
    """Settings of three empty stores and an empty data folder.

    PostgreSQL is that of the tests: on this computer, and without waiting for the disk.
    """
    with _folder(settings) as data:
        own = {"WELLNESS_DATA": str(data)}
        if database == SQLITE:
            yield own
            return
        with serving() as server, corner(server) as place:
            yield {**own, **urls(place.database())}


@contextmanager
def _folder(settings: Settings) -> Iterator[Path]:
    """A folder of this process, so that two runs beside each other do not meet."""
    folder = settings.build / f"stores-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
