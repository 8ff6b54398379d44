"""`deliveries.toml`: which files an example is made of, in which order and release."""

from datetime import date
from pathlib import Path

from wellness.domain.errors import WorkspaceError
from wellness.domain.faults import FaultList
from wellness.domain.reading_toml import read_shape
from wellness.domain.shapes import Shape

FILE = "deliveries.toml"


class ListedFile(Shape, frozen=True):
    """`[[releases.files]]`: a file inside of the data folder, and the day on which it came.

    `mapping` is needed where the patterns of several fit its name.
    """

    file: str
    received: date
    mapping: str = ""
    source: str = ""


class ListedRelease(Shape, frozen=True):
    """`[[releases]]`: files that are published together, and why."""

    reason: str
    files: list[ListedFile]


class DeliveriesShape(Shape, frozen=True):
    """`deliveries.toml`; `by` is named as the publisher of each release."""

    by: str
    releases: list[ListedRelease]


def read_deliveries(home: Path) -> DeliveriesShape:
    """What the workspace in `home` is made of. Raises `WorkspaceError`."""
    path = home / FILE
    if not path.is_file():
        raise WorkspaceError(f"{path} does not exist. It lists the files of an example.")
    faults = FaultList()
    listed = read_shape(FILE, path.read_text(encoding="utf-8"), DeliveriesShape, faults)
    faults.raise_any()
    if listed is None:
        raise AssertionError  # a file that cannot be read has a reason
    return listed


def require_files(listed: DeliveriesShape, home: Path, data: Path) -> None:
    """Raise `WorkspaceError` where the folder `data` does not hold them all."""
    absent = [f.file for r in listed.releases for f in r.files if not (data / f.file).is_file()]
    if absent:
        raise WorkspaceError(
            f"{data} does not hold {', '.join(dict.fromkeys(absent))}. Name the folder of the "
            f"public files in DATA; {home / 'README.md'} says where they come from."
        )
