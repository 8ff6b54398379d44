"""Files that are dropped: taken out of Streamlit's hands at once, so that nothing lies about."""

import hashlib
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from wellness.views import session

LABEL = "Drop a partner's file here: CSV, Excel workbook (.xlsx) or Parquet"
LIMIT = "Up to {} MB, about a million rows. Counts only: a list of people is refused"
_BOX = "upload"


@dataclass(frozen=True)
class Upload:
    """A file as it came. Kept in the session alone, and never shown by its representation."""

    name: str
    content: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """By which the same file is known again."""
        return hashlib.sha256(self.content).hexdigest()


def dropped() -> Upload | None:
    """The file that was dropped in this run, or None; the box is empty again in the next.

    A box keeps its file for the whole session, also when it is no longer drawn. So the file is
    removed from where uploads lie, and the next box is another one.
    """
    number = session.shown(_BOX, 0)
    found = st.file_uploader(LABEL, key=f"{_BOX}_{number}")
    if found is None:
        return None
    upload = Upload(found.name, found.getvalue())
    session.show(_BOX, number + 1)
    _remove(found.file_id)
    return upload


def _remove(file_id: str) -> None:
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file_id)
