"""The next release as it would be: the same work as publishing, on stores that keep nothing."""

from wellness.publishing.rehearsal.changes import Change, Changes
from wellness.publishing.rehearsal.rehearsing import Rehearsal, rehearse

__all__ = ["Change", "Changes", "Rehearsal", "rehearse"]
