"""Words on their way to the screen: Markdown that shows what it was given, dates, small print."""

import re
from datetime import date

from wellness.domain.cells import State
from wellness.domain.indicators import Kind
from wellness.reporting.answers import Point, Trend

_MARKS = re.compile(r"([\\`*_{}\[\]()#|<>~$:])")

_STATES = {
    State.WITHHELD: "withheld",
    State.NOT_REPORTED: "not reported",
    State.NOT_APPLICABLE: "–",
}


def plain(text: str) -> str:
    """Text in which Markdown finds no marks of its own."""
    return _MARKS.sub(r"\\\1", text)


def bold(text: str) -> str:
    """The text in bold; nothing for no text."""
    return f"**{plain(text)}**" if text else ""


def inside(text: str) -> str:
    """A title as it stands inside a sentence: `board district`."""
    return text[:1].lower() + text[1:]


def led(sentence: str, lead: str) -> str:
    """The sentence, with `lead` in bold where it begins with that."""
    if not sentence.startswith(lead):
        return plain(sentence)
    return bold(lead) + plain(sentence.removeprefix(lead))


def quiet(text: str) -> str:
    """The text as a note: grey, and no smaller than what surrounds it."""
    return f":gray[{plain(text)}]" if text else ""


def small(*notes: str) -> str:
    """Notes as one paragraph of small print, those without words left out."""
    told = [plain(note.rstrip(".")) for note in notes if note]
    return f":small[:gray[{' · '.join(told)}]]" if told else ""


def each(trend: Trend) -> str:
    """How often the numbers come: the heading of a series."""
    span = "year" if trend.yearly else "quarter"
    is_of_a_day = trend.indicator.kind is Kind.STOCK
    return f"On the last day of each {span}" if is_of_a_day else f"Each {span}"


def state(point: Point) -> str:
    """A number as it is written, or in a word or two why there is none."""
    return point.text if point.amount is not None else of_state(point.state, point.text)


def of_state(state: State, text: str) -> str:
    """A state in a word or two; `text` where it has no word of its own."""
    return _STATES.get(state, text)


def day(when: date) -> str:
    """A day as Americans write it: `Jan 30, 2026`."""
    return f"{when:%b} {when.day}, {when.year}"
