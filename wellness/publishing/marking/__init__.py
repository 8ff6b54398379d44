"""A partner's own file back, with its faults marked where they are."""

from wellness.publishing.marking.marking import MarkedFile, marked, own_rows
from wellness.publishing.marking.marks import Marks, marks

__all__ = ["MarkedFile", "Marks", "marked", "marks", "own_rows"]
