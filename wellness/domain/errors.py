"""Errors that are meant for people: one sentence, where, what and how to mend it."""


class WellnessError(Exception):
    """An error whose text is shown to a reader or steward as it stands."""


class NotAddableError(WellnessError):
    """Numbers were asked to be combined in a way their indicator's kind does not allow."""


class WorkspaceError(WellnessError):
    """A file of the workspace (district, indicator, org units) cannot be read as it is."""


class UnknownNameError(WellnessError):
    """A quarter, place, indicator or release that this workspace does not have."""


class OutOfScopeError(WellnessError):
    """A reader asked for a place outside what they may see."""


class StoreError(WellnessError):
    """A store cannot be reached, or holds something that this version cannot read."""
