"""Read a file by its ending into a sheet of texts."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from wellness.publishing.reading.csv_files import read_csv
from wellness.publishing.reading.parquet_files import read_parquet
from wellness.publishing.reading.sheets import Sheet
from wellness.publishing.reading.unreadable import UnreadableFileError

__all__ = ["UnreadableFileError", "read"]

Reader = Callable[[str, str, bytes], Sheet]
_READERS: Mapping[str, Reader] = MappingProxyType({".csv": read_csv, ".parquet": read_parquet})
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


def read(name: str, content: bytes) -> Sheet:
    """The file as texts. Raises `UnreadableFileError` where there is nothing to judge."""
    ending = PurePath(name).suffix.lower()
    if ending in _WORKBOOKS:
        raise UnreadableFileError(
            f"{name} is a workbook. Workbooks come in through a mapping, which this version does "
            "not have yet: save the sheet as “CSV UTF-8” and send that."
        )
    if ending not in _READERS:
        raise UnreadableFileError(f"{name} is no CSV or Parquet file. Send one of these.")
    return _READERS[ending](name, hashlib.sha256(content).hexdigest(), content)
