"""Which mapping reads a file: the one that is named, else the one whose pattern fits its name."""

from collections.abc import Mapping

from wellness.domain.errors import UnknownNameError
from wellness.domain.faults import suggestion
from wellness.domain.mappings import FileMapping


def mapping_for(
    file_name: str, mappings: Mapping[str, FileMapping], named: str = "", source: str = ""
) -> FileMapping | None:
    """The mapping of a file, None for a tidy one.

    Raises `UnknownNameError` for a name that no mapping has, for a file that several read, and
    where the mapping is of another source than the one that is named.
    """
    if named:
        if named not in mappings:
            message = f"“{named}” is not a mapping of this workspace. {suggestion(named, mappings)}"
            raise UnknownNameError(message)
        return _of_source(mappings[named], source)
    found = [mapping for mapping in mappings.values() if mapping.reads(file_name)]
    fitting = [mapping for mapping in found if source in {"", mapping.source}]
    if len(fitting) > 1:
        names = ", ".join(mapping.code for mapping in fitting)
        message = f"Several mappings read {file_name}: {names}. Name one with --mapping."
        raise UnknownNameError(message)
    return fitting[0] if fitting else None


def _of_source(mapping: FileMapping, source: str) -> FileMapping:
    if source in {"", mapping.source}:
        return mapping
    message = (
        f"{mapping.file} reads files of “{mapping.source}”, not of “{source}”. Leave --source out."
    )
    raise UnknownNameError(message)
