"""What two releases define otherwise: indicators, places and the rule for small counts."""

from collections.abc import Iterator
from dataclasses import fields

from wellness.domain.indicators import Indicator
from wellness.domain.releases import Contents
from wellness.reporting import wording
from wellness.reporting.messages import say

# What a reader calls a field of an indicator; the others are "its settings".
_CALLED = {
    "title": "its name",
    "numerator": "what is counted",
    "denominator": "out of how many",
    "kind": "how it adds up",
    "unit": "its unit",
    "improvement": "which way is better",
    "breakdowns": "how it is split",
    "lowest_level": "where it is published",
    "sources": "who sends it",
    "definitions": "its definition",
    "targets": "its targets",
    "owner": "who answers for it",
    "notes": "its notes",
    "why_it_matters": "why it matters",
    "disclosure_class": "how small counts are protected",
}


def redefinitions(then: Contents, now: Contents) -> tuple[str, ...]:
    """Each in a sentence, indicators in the order of the newer release."""
    return tuple(_told(then, now))


def _told(then: Contents, now: Contents) -> Iterator[str]:
    before, after = then.catalogue, now.catalogue
    for code in after:
        if code not in before:
            yield say("redefined.new", title=after[code].title)
        elif before[code] != after[code]:
            what = wording.listed(_different(before[code], after[code]))
            yield say("redefined", title=after[code].title, what=what)
    for code in before:
        if code not in after:
            yield say("redefined.gone", title=before[code].title)
    if then.district.policy != now.district.policy:
        yield say("redefined.policy")
    codes = then.places.rows.keys() | now.places.rows.keys()
    moved = sum(then.places.rows.get(code) != now.places.rows.get(code) for code in codes)
    if moved:
        message = "redefined.place" if moved == 1 else "redefined.places"
        yield say(message, count=wording.count(moved))


def _different(before: Indicator, after: Indicator) -> tuple[str, ...]:
    """What differs, each said once."""
    names = [f.name for f in fields(after) if getattr(before, f.name) != getattr(after, f.name)]
    return tuple(dict.fromkeys(_CALLED.get(name, "its settings") for name in names))
