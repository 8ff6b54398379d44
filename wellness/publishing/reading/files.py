"""Read a file by its ending into a sheet of texts."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from wellness.publishing.reading.csv_files import read_csv
from wellness.publishing.reading.limits import admit
from wellness.publishing.reading.parquet_files import read_parquet
from wellness.publishing.reading.sheets import Sheet
from wellness.publishing.reading.unreadable import UnreadableFileError
from wellness.publishing.reading.workbooks import read_workbook

__all__ = ["UnreadableFileError", "read"]

Reader = Callable[[str, bytes], Sheet]
_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".csv": read_csv,
        ".parquet": read_parquet,
        ".xlsx": read_workbook,
        ".xlsm": read_workbook,  # one with macros is refused by what is inside, not by its name
    }
)
# What is inside these cannot be told apart: an error, a formula without a value, a blank.
_OTHER_WORKBOOKS = frozenset({".xls", ".xlsb", ".ods"})
# Columns beside the codes that say them in words, as in a template: for people, never read.
ASIDES = frozenset({"org_unit_name", "indicator_title", "category_title"})
_SAVE = "Open it and save the sheet as “CSV UTF-8”."
# What a file that is called .csv begins with when it is something else.
_DISGUISES: Mapping[bytes, str] = MappingProxyType(
    {
        b"PK\x03\x04": "it is packed. If it is a workbook, rename it to end in .xlsx.",
        b"\xd0\xcf\x11\xe0": f"it is an old Excel workbook. {_SAVE}",
        b"\x1f\x8b": "it is a packed file. Unpack it and send what is inside.",
        b"%PDF": "it is a PDF. Ask for the table it was made from.",
        b"PAR1": "it is a Parquet file. Rename it to end in .parquet.",
    }
)


def read(name: str, content: bytes) -> Sheet:
    """The file as texts. Raises `UnreadableFileError` where there is nothing to judge."""
    refuse_others(name, content)
    ending = PurePath(name).suffix.lower()
    if ending == ".csv":
        refuse_disguises(name, content)
    return _READERS[ending](name, content).without(ASIDES)


def refuse_others(name: str, content: bytes) -> None:
    """Raise `UnreadableFileError` for a file that is too large, or called none that is read."""
    admit(name, len(content))
    ending = PurePath(name).suffix.lower()
    if ending in _OTHER_WORKBOOKS:
        raise UnreadableFileError(
            f"{name} is a workbook of a kind that is not read. Save it as an Excel workbook "
            "(.xlsx) and send that."
        )
    if ending not in _READERS:
        raise UnreadableFileError(
            f"{name} ends in none of {', '.join(_READERS)}. Send a CSV file, an Excel workbook or "
            "a Parquet file; a text file with separators may be renamed .csv."
        )


def refuse_disguises(name: str, content: bytes) -> None:
    """Raise `UnreadableFileError` for a file that is called .csv and is something else."""
    for beginning, what in _DISGUISES.items():
        if content.startswith(beginning):
            raise UnreadableFileError(f"{name} is called a CSV file, but {what}")
