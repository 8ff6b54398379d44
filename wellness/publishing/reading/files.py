"""Read a file by its ending into a sheet of texts."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from wellness.publishing.reading.csv_files import read_csv
from wellness.publishing.reading.parquet_files import read_parquet
from wellness.publishing.reading.sheets import Sheet
from wellness.publishing.reading.unreadable import UnreadableFileError

__all__ = ["UnreadableFileError", "read"]

Reader = Callable[[str, bytes], Sheet]
_READERS: Mapping[str, Reader] = MappingProxyType({".csv": read_csv, ".parquet": read_parquet})
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
_SAVE = "Open it and save the sheet as “CSV UTF-8”."
# What a file that is called .csv begins with when it is something else.
_DISGUISES: Mapping[bytes, str] = MappingProxyType(
    {
        b"PK\x03\x04": f"it is a workbook or another packed file. {_SAVE}",
        b"\xd0\xcf\x11\xe0": f"it is an old Excel workbook. {_SAVE}",
        b"\x1f\x8b": "it is a packed file. Unpack it and send what is inside.",
        b"%PDF": "it is a PDF. Ask for the table it was made from.",
        b"PAR1": "it is a Parquet file. Rename it to end in .parquet.",
    }
)


def read(name: str, content: bytes) -> Sheet:
    """The file as texts. Raises `UnreadableFileError` where there is nothing to judge."""
    ending = PurePath(name).suffix.lower()
    if ending in _WORKBOOKS:
        raise UnreadableFileError(
            f"{name} is a workbook, and workbooks are not read yet. Save the sheet as “CSV UTF-8” "
            "and send that."
        )
    if ending not in _READERS:
        raise UnreadableFileError(
            f"{name} ends in neither .csv nor .parquet. Send a CSV or Parquet file; a text file "
            "with separators may be renamed .csv."
        )
    if ending == ".csv":
        _refuse_disguises(name, content)
    return _READERS[ending](name, content)


def _refuse_disguises(name: str, content: bytes) -> None:
    for beginning, what in _DISGUISES.items():
        if content.startswith(beginning):
            raise UnreadableFileError(f"{name} is called a CSV file, but {what}")
