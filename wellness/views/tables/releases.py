"""The releases and what changed with each."""

from collections.abc import Sequence

from wellness.domain.releases import Release
from wellness.views import words
from wellness.views.tables import rows


def release_table(releases: Sequence[Release], most: int = 8) -> None:
    """Draw the newest releases."""
    table = [
        [
            f"{words.bold(str(r.number))} · {words.day(r.published_at.date())}",
            words.plain(r.changed or r.reason),
        ]
        for r in releases[:most]
    ]
    rows.draw(["Release", "What changed"], table, "Releases, newest first")
