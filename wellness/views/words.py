"""Words on their way to the screen: Markdown that shows what it was given, dates, small print."""

import re
from datetime import date

from wellness.domain.cells import State
from wellness.domain.indicators import Indicator, Kind
from wellness.domain.unseen import legible
from wellness.reporting.answers import Point, Trend

_MARKS = re.compile(r"([\\`*_{}\[\]()#|<>~$:])")

_STATES = {
    State.WITHHELD: "withheld",
    State.NOT_REPORTED: "not reported",
    State.NOT_APPLICABLE: "–",
}


def plain(text: str) -> str:
    """Text in which Markdown finds no marks of its own, and nothing stands unseen."""
    return _MARKS.sub(r"\\\1", legible(text))


def bold(text: str) -> str:
    """The text in bold; nothing for no text."""
    return f"**{plain(text)}**" if text else ""


def inside(text: str) -> str:
    """A title as it stands inside a sentence: `board district`."""
    return text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """A word as it heads a column: `Health board`."""
    return text[:1].upper() + text[1:]


def one(word: str) -> str:
    """The word with its article: `a school`, `an authority`."""
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


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


def unit(indicator: Indicator) -> str:
    """The unit of a number that does not tell it: a percentage does, and so may the title."""
    kind = indicator.kind
    is_bare = (kind.is_quotient or kind.arrives_ready) and not kind.is_percent
    return indicator.unit if is_bare and indicator.unit not in indicator.title.lower() else ""


def named(indicator: Indicator, period: str = "") -> str:
    """An indicator as the first cell of a row: its title, its unit and perhaps its period."""
    notes = " · ".join(filter(None, [unit(indicator), period]))
    return f"{plain(indicator.title)} {quiet(notes)}".rstrip()


def counted(head: str, indicator: Indicator) -> str:
    """The name of some numbers, with their unit where they do not tell it: `Wait (days)`."""
    known = unit(indicator)
    return f"{head} ({known})" if known else head


def each(trend: Trend) -> str:
    """How often the numbers come: the heading of a series."""
    span = "year" if trend.yearly else "quarter"
    is_of_a_day = trend.indicator.kind is Kind.STOCK
    return f"On the last day of each {span}" if is_of_a_day else f"Each {span}"


def state(point: Point) -> str:
    """A number as it is written, or in a word or two why there is none."""
    return point.text if point.amount is not None else of_state(point.state, point.text)


def so_far(point: Point) -> str:
    """What must be known of an unfinished number: `so far, 12 of 80 sites`; "" for another."""
    if point.finished or point.amount is None:
        return ""
    sites = f"{point.reporting:,} of {point.expected:,} sites" if point.is_partial else ""
    return ", ".join(filter(None, ["so far", sites]))


def before(now: Point, year_ago: Point | None) -> str:
    """What stands quietly beside a number: that of a year ago; an unfinished one is not compared.

    "" for nothing.
    """
    return quiet(so_far(now) or (state(year_ago) if year_ago else ""))


def of_state(state: State, text: str) -> str:
    """A state in a word or two; `text` where it has no word of its own."""
    return _STATES.get(state, text)


def day(when: date) -> str:
    """A day as Americans write it: `Jan 30, 2026`."""
    return f"{when:%b} {when.day}, {when.year}"
