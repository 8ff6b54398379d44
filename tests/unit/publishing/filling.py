"""Fill in a template as a partner would."""

from collections import Counter

from tests.unit.publishing.books import opened, saved
from wellness.domain.workspace import Definitions
from wellness.publishing.template import HEADER, Template

WHOLE = 420  # two to seven categories share it without a rest


def filled(made: Template, known: Definitions) -> bytes:
    """Every open cell gets a number; categories that do not overlap share the total."""
    book = opened(made.content)
    rows = list(book["Data"].iter_rows(min_row=2))
    at = {name: position for position, name in enumerate(HEADER)}
    split = ("org_unit", "period_type", "indicator", "breakdown")
    shares = Counter(tuple(r[at[name]].value for name in split) for r in rows)
    for cells in rows:
        breakdown = cells[at["breakdown"]].value
        asked = known.catalogue[str(cells[at["indicator"]].value)]
        is_part = breakdown and asked.breakdown(str(breakdown)).partition
        parts = shares[tuple(cells[at[name]].value for name in split)] if is_part else 1
        numbers = {"numerator": WHOLE // parts, "denominator": 2 * WHOLE // parts, "value": 0.5}
        for name, number in numbers.items():
            if not cells[at[name]].protection.locked:
                cells[at[name]].value = number
    return saved(book)
