"""The error of a file that cannot be read at all."""

from wellness.domain.errors import WellnessError


class UnreadableFileError(WellnessError):
    """A file that cannot be read at all, so that no row of it can be judged."""
