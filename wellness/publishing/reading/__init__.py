"""Read a partner's file as text, without judging what it says."""

from wellness.publishing.reading.columns import check_columns
from wellness.publishing.reading.csv_files import RAGGED
from wellness.publishing.reading.file_names import FileName, parse_file_name
from wellness.publishing.reading.files import UnreadableFileError, read
from wellness.publishing.reading.limits import admit
from wellness.publishing.reading.raw import Merged, RawRows
from wellness.publishing.reading.raw_files import read_rows
from wellness.publishing.reading.sheets import Cell, Origins, Sheet, Words

__all__ = [
    "RAGGED",
    "Cell",
    "FileName",
    "Merged",
    "Origins",
    "RawRows",
    "Sheet",
    "UnreadableFileError",
    "Words",
    "admit",
    "check_columns",
    "parse_file_name",
    "read",
    "read_rows",
]
