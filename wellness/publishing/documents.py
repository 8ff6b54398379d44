"""What is kept with a release beside its cells: definitions, arrivals, and what each part is of."""

import json
from collections.abc import Mapping, Sequence

from wellness.domain.contents import ARRIVALS, write_arrivals
from wellness.domain.releases import Arrival

SOURCES_OF_PARTS = "parts.json"


def documents(
    files: Mapping[str, str], arrivals: Sequence[Arrival], made_of: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The documents of a release.

    `files` are the texts of the workspace, and `made_of` names for each fingerprint of a family
    and year the parts that were made of it. `wellness.domain.contents` reads the first two back.
    """
    known = json.dumps({key: list(ids) for key, ids in sorted(made_of.items())}, indent=0)
    return {**files, ARRIVALS: write_arrivals(arrivals), SOURCES_OF_PARTS: known}


def made_of(documents: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Fingerprints of an earlier release, with the parts that were made of each."""
    known = json.loads(documents.get(SOURCES_OF_PARTS, "{}"))
    return {str(key): tuple(map(str, ids)) for key, ids in known.items()}
