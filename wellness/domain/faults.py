"""What is wrong with a workspace, collected so that it can be said all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from wellness.domain.errors import UnknownNameError, WorkspaceError
from wellness.domain.periods import Calendar, Quarter


def nearest(text: str, known: Iterable[str]) -> str:
    """The known name that the text was probably meant to be, or an empty text."""
    names = {name.casefold(): name for name in known}
    found = get_close_matches(text.casefold(), names, n=1)
    return names[found[0]] if found else ""


def suggestion(text: str, known: Iterable[str]) -> str:
    """How to mend an unknown name: the nearest known one, else all of them where they are few."""
    names = sorted(known)
    found = nearest(text, names)
    if found:
        return f"Did you mean “{found}”?"
    if not names:
        return "None is defined."
    few = 12  # more would bury the sentence
    return f"Known are: {', '.join(names[:few])}{' …' if len(names) > few else ''}."


@dataclass
class FaultList:
    """Sentences about files, each with file, field, what is wrong and how to mend it."""

    sentences: list[str] = field(default_factory=list)

    def add(self, file: str, place: str, sentence: str) -> None:
        """Note one fault; `place` is the field or row, empty for the whole file."""
        self.sentences.append(f"{file}{', ' if place else ''}{place}: {sentence}")

    def require_known(self, file: str, place: str, name: str, known: Iterable[str]) -> None:
        """Note a name that nothing defines."""
        names = list(known)
        if name not in names:
            self.add(file, place, f"“{name}” is not known. {suggestion(name, names)}")

    def quarter(self, file: str, place: str, text: str, calendar: Calendar) -> Quarter | None:
        """Read a quarter; an empty text is None, and so is one that is noted as a fault."""
        if not text:
            return None
        try:
            return calendar.parse(text)
        except UnknownNameError as error:
            self.add(file, place, str(error))
            return None

    def raise_any(self) -> None:
        """Raise `WorkspaceError` with every sentence; nothing where there is none."""
        if len(self.sentences) == 1:
            raise WorkspaceError(self.sentences[0])
        if self.sentences:
            listed = "\n".join(f"- {sentence}" for sentence in self.sentences)
            raise WorkspaceError(
                f"{len(self.sentences)} things in this workspace are to be mended:\n{listed}"
            )
