"""What a file's name says: `SOURCE_2026-27-Q1.csv`, or from one quarter to another."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from wellness.domain.errors import UnknownNameError
from wellness.domain.periods import Calendar, Quarter, Span

_QUARTER = r"\d{4}(?:-\d{2})?-Q\d"
_NAME = re.compile(rf"(?P<source>.+?)_(?P<first>{_QUARTER})(?:_(?P<last>{_QUARTER}))?")


@dataclass(frozen=True, slots=True)
class FileName:
    """The source that a name gives, and the quarters it spans; None where it gives none."""

    source: str
    first: Quarter | None = None
    last: Quarter | None = None

    def looks_back(self, quarters: int) -> Span | None:
        """From so many quarters before those of the name to the end of its last year.

        None where the name gives no quarters. A yearly number stands under the end of its year.
        """
        if self.first is None or self.last is None:
            return None
        return self.first - quarters, self.last.closing

    def spans(self, first: Quarter, last: Quarter) -> bool:
        """Whether a period from one quarter to another touches the quarters of the name."""
        if self.first is None or self.last is None:
            return True
        return self.first <= last and first <= self.last


def parse_file_name(name: str, calendar: Calendar) -> FileName:
    """Read a name; one that follows no pattern gives its stem as the source.

    Raises `UnknownNameError` for a quarter that the calendar does not have, or reversed ones.
    """
    stem = PurePath(name).stem
    match = _NAME.fullmatch(stem)
    if match is None:
        return FileName(stem)
    first = _quarter(name, match["first"], calendar)
    last = _quarter(name, match["last"] or match["first"], calendar)
    if last < first:
        raise UnknownNameError(
            f"The name of “{name}” ends before it begins. Swap its two quarters."
        )
    return FileName(match["source"], first, last)


def _quarter(name: str, text: str, calendar: Calendar) -> Quarter:
    try:
        return calendar.parse(text)
    except UnknownNameError as error:
        example = calendar.address(Quarter(2026, 1))
        message = (
            f"“{text}” in the name of “{name}” is not a quarter. Rename the file; a quarter is "
            f"written there like {example}."
        )
        raise UnknownNameError(message) from error
