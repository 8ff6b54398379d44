"""The words of a template: how to fill it in, and what each indicator counts."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from wellness.domain.district import DataSource
from wellness.domain.indicators import Indicator

# A number that is empty must say why.
FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "withheld": "you know the number and may not pass it on",
        "unknown": "it was not counted, so nobody knows it",
    }
)
DEFINITION_HEADINGS = (
    ("Indicator", 34),
    ("Code", 24),
    ("What is counted (numerator)", 60),
    ("Out of what (denominator)", 50),
    ("Categories", 50),
    ("Mind", 60),
)


def instructions(source: DataSource, quarter: str, due: date) -> Iterator[str]:
    """The lines of the first sheet."""
    yield f"{source.title}, {quarter}: please fill in by {due:%B} {due.day}, {due.year}"
    yield ""
    yield "Fill in the white cells of the sheet “Data”. The gray ones are locked and stay so."
    yield "Write whole numbers, and 0 where there was none: zero is a number, an empty cell is not."
    yield "Send true counts, small ones too. What is too small to show is hidden when we publish."
    yield "Where you cannot give a number, leave it empty and choose a word in the column “flag”:"
    yield from (f"    {flag}: {meaning}." for flag, meaning in FLAGS.items())
    yield "“Total” stands above its categories. Where they do not overlap they must add up to it."
    yield "What each row counts is written on the sheet “Definitions”."
    yield "Never write names of people, or anything about one person, into this file."
    yield "Keep the name of the file and of the sheet “Data”: they say whose numbers these are."


def definition(indicator: Indicator) -> tuple[str, ...]:
    """One line an indicator, in the columns of `DEFINITION_HEADINGS`."""
    out_of = _one_line(indicator.denominator)
    if indicator.denominator_from:
        out_of = f"{out_of} (known to the district; not to be filled in)".strip()
    categories = "\n".join(_categories(indicator))
    counted, mind = _one_line(indicator.numerator), _one_line(indicator.notes)
    return (indicator.title, indicator.code, counted, out_of, categories, mind)


def _categories(indicator: Indicator) -> Iterator[str]:
    for breakdown in indicator.breakdowns.values():
        names = ", ".join(breakdown.title_of(category) for category in breakdown.categories)
        adds = "add up to the total" if breakdown.partition else "may overlap"
        yield f"{breakdown.title}: {names} ({adds})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
