"""What a source's way of publishing leaves unknown is said, and is never filled in."""

from dataclasses import replace

from tests.unit.reporting.small_source import NOW, asked, contents, indicators
from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Kind
from wellness.domain.periods import PeriodType
from wellness.domain.releases import Part
from wellness.reporting import findings
from wellness.reporting.footnotes import footnotes
from wellness.reporting.series import point, series, subject

KNOWN = {i.code: i for i in indicators()}
RATE = replace(KNOWN["wait"], kind=Kind.PUBLISHED_RATE)
CODED = Cell(
    "reach",
    "ash",
    NOW,
    PeriodType.QUARTER,
    "",
    "",
    State.CODED,
    State.SHOWN,
    denominator=420,
    band="high_band:95%",
)


def test_a_rate_without_counts_says_that_there_can_be_no_interval() -> None:
    bare = CODED._replace(state=State.SHOWN, value=0.9, denominator=None, band=None)

    told = footnotes(contents(), RATE, point(contents(), RATE, bare)).source

    assert told.endswith("Published without counts, so no interval can be given.")
    counted = point(contents(), RATE, bare._replace(denominator=80))
    assert "without counts" not in footnotes(contents(), RATE, counted).source


def test_numbers_that_the_source_had_rounded_say_so() -> None:
    parts = (
        Part("o", "reach", 2025, (10,)),
        Part("p", "reach", 2026, (5,)),
        Part("q", "visits", 1),
    )
    rounded = replace(contents(), parts=parts)
    now = point(rounded, KNOWN["reach"], CODED)

    assert (
        "Rounded to the nearest 5 or 10 by the source."
        in footnotes(rounded, KNOWN["reach"], now).source
    )
    assert "nearest" not in footnotes(rounded, KNOWN["visits"], now).source


def test_a_coded_point_has_a_word_and_no_amount() -> None:
    about = subject(asked("ash", "reach"), contents())

    found = series(about, [CODED])

    assert (found.now.state, found.now.amount, found.now.text) == (State.CODED, None, "above 95%")
    assert findings.title(found) == "Students served: above 95%"
    assert findings.number(found).endswith(": above 95%; the source gives no exact number.")
