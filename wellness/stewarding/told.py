"""What was last done on the page, said until the next file is dropped or the next work is done."""

from wellness.reporting.answers import Finding
from wellness.views import session

_TOLD = "told"


def say(finding: Finding) -> None:
    """Say this at the head of the page."""
    session.keep(_TOLD, finding)


def last() -> Finding | None:
    """What was said last."""
    return session.kept(_TOLD, Finding)


def forget() -> None:
    """Say nothing more of it."""
    session.drop(_TOLD)
