"""Read XML as it streams by, and stop at whatever no spreadsheet program writes."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from wellness.publishing.reading.unreadable import UnreadableFileError

_DEEPEST = 64  # levels; real parts have about ten
_ANEW = "Open it in a spreadsheet program, save it anew as .xlsx and send that."


class LocalNames(dict[str, str]):
    """Names of elements without their namespace's prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        """`x:row` is a row."""
        self[name] = local = name.rpartition(":")[2]
        return local


class Events:
    """What happens in a part of a workbook; a subclass says what it listens to."""

    parser: expat.XMLParserType

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that it ends."""


class Elements(Events):
    """Hands every element's local name and attributes to a function."""

    def __init__(self, hear: Callable[[str, dict[str, str]], None]) -> None:
        """Listen with that function."""
        self._hear = hear
        self._names = LocalNames()

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""
        self._hear(self._names[name], attributes)


def follow(file_name: str, chunks: Iterable[bytes], events: Events) -> None:
    """Let the events hear a whole part. Raises `UnreadableFileError` where it is no plain XML."""
    parser = expat.ParserCreate()
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnreadableFileError(
                f"{file_name} is built like no workbook: its parts are nested too deep. {_ANEW}"
            )
        events.begin(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        events.end(name)

    events.parser = parser
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003 - the parser takes no keywords
        parser.Parse(b"", True)  # noqa: FBT003 - likewise
    except (expat.ExpatError, ValueError, KeyError) as error:
        raise damaged(file_name) from error


def damaged(file_name: str) -> UnreadableFileError:
    """The error of a workbook whose inside is not what it should be."""
    return UnreadableFileError(f"{file_name} is damaged, or no workbook. {_ANEW}")
