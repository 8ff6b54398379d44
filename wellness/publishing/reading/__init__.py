"""Read a partner's file as text, without judging what it says."""

from wellness.publishing.reading.columns import check_columns
from wellness.publishing.reading.csv_files import RAGGED
from wellness.publishing.reading.file_names import FileName, parse_file_name
from wellness.publishing.reading.files import UnreadableFileError, read
from wellness.publishing.reading.sheets import Sheet, Words

__all__ = [
    "RAGGED",
    "FileName",
    "Sheet",
    "UnreadableFileError",
    "Words",
    "check_columns",
    "parse_file_name",
    "read",
]
