"""One indicator over time: which periods, which year ago, and what is said of them."""

from dataclasses import replace

import pytest

from tests.unit.reporting.small_source import (
    CELLS,
    NEXT,
    NOW,
    PLAN_END,
    YEAR_AGO,
    SmallSource,
    asked,
    source,
)
from wellness.domain.cells import State
from wellness.domain.errors import OutOfScopeError, UnknownNameError
from wellness.domain.indicators import Catalogue
from wellness.domain.periods import Quarter
from wellness.domain.readers import Scope
from wellness.reporting import training, trend


def test_a_number_stands_beside_the_same_quarter_a_year_before() -> None:
    reach = trend(asked("district", "reach"), source())

    assert reach.finding.title == "Students served: 5.0%, 4.1% a year ago"
    assert reach.finding.sentence == (
        "21,430 of 428,600 students in July–September 2026; "
        "17,300 of 421,000 in the same quarter a year before."
    )
    assert reach.now.counts == "21,430 of 428,600"
    assert reach.period == "2026-27 Q1"


def test_a_number_that_is_written_the_same_is_said_to_be_the_same() -> None:
    cells = CELLS.replace("17300/421000", "21050/421000")
    counted = CELLS.replace("- 40000", "- 43210")

    reach = trend(asked("district", "reach"), source(cells))
    visits = trend(asked("district", "visits"), source(counted))

    assert reach.finding.title == "Students served: 5.0%, the same as a year ago"
    assert visits.finding.title == "43,210 visits, the same as a year ago"


def test_the_sentence_of_another_place_names_it() -> None:
    reach = trend(asked("ash", "reach"), source())

    assert reach.finding.sentence.startswith("Ash: 21 of 420 students in")


def test_a_median_has_its_unit_and_no_counts() -> None:
    wait = trend(asked("district", "wait"), source())

    assert wait.finding.title == "Wait: 6.5 school days, 7.0 a year ago"
    assert wait.finding.sentence == (
        "6.5 school days in July–September 2026; 7.0 in the same quarter a year before."
    )


def test_a_stock_is_of_the_last_day() -> None:
    held = trend(asked("district", "held"), source())

    assert held.finding.sentence == "950 people on Sep 30, 2026; 900 a year before."


def test_quarters_without_a_cell_are_not_reported_and_never_left_out() -> None:
    reach = trend(asked("district", "reach"), source())
    states = {p.quarter: p.state for p in reach.points}

    assert [q.ordinal for q in states] == list(range(Quarter(2024, 1).ordinal, NEXT.ordinal + 1))
    assert states[Quarter(2024, 2)] is State.NOT_REPORTED
    assert states[NOW] is State.SHOWN


def test_the_unfinished_quarter_follows_the_latest_finished_one_alone() -> None:
    latest = trend(asked("district", "reach"), source()).points
    earlier = trend(asked("district", "reach").in_quarter(PLAN_END), source()).points

    assert [(p.quarter, p.finished) for p in latest[-2:]] == [(NOW, True), (NEXT, False)]
    assert earlier[-1].quarter == PLAN_END


def test_an_asked_unfinished_quarter_says_so_and_is_not_compared() -> None:
    reach = trend(asked("district", "reach").in_quarter(NEXT), source())

    assert reach.finding.title == "Students served: 2.1% so far"
    assert reach.finding.sentence == (
        "9,000 of 428,600 students in October–December 2026 so far, from 1 of 4 sites. "
        "October–December 2026 is not finished: 1 of 3 sources have reported."
    )


def test_an_unfinished_number_has_no_year_ago() -> None:
    cells = CELLS + "reach district 2025-26-Q2 - 20000/420000 4/4\n"
    asked_now = asked("district", "reach").in_quarter(NEXT)

    assert trend(asked_now, source(cells)).year_ago is None
    assert trend(asked_now.in_quarter(NOW), source(cells)).year_ago is not None


def test_a_yearly_indicator_shows_the_last_year_closed_and_the_one_before() -> None:
    mindset = trend(asked("district", "mindset"), source())

    assert mindset.yearly
    assert [p.label for p in mindset.points] == ["spring 2025", "spring 2026"]
    assert mindset.finding.title == "Growth mindset: 63.0%, 60.0% a year ago"
    assert mindset.finding.sentence == (
        "2,520 of 4,000 students in spring 2026; 2,400 of 4,000 a year before."
    )


def test_a_yearly_indicator_knows_no_later_year_than_was_asked() -> None:
    mindset = trend(asked("district", "mindset").in_quarter(Quarter(2025, 3)), source())

    assert mindset.now.label == "spring 2025"


def test_an_indicator_that_must_mature_shows_its_last_matured_quarter() -> None:
    """Sep 30 and 60 days is Nov 29: nine days after the release was published."""
    outcomes = trend(asked("district", "referral_outcomes"), source())

    assert outcomes.period == "2025-26 Q4"
    assert outcomes.points[-1].quarter == PLAN_END
    assert outcomes.finding.sentence.endswith(
        "July–September 2026 is shown once 60 days have passed since its end."
    )


def test_nobody_to_count_is_said() -> None:
    mindset = trend(asked("ash", "mindset"), source())

    assert mindset.now.state is State.SHOWN
    assert mindset.now.amount is None
    assert mindset.finding.title == "Growth mindset: nobody to count"


def test_zero_is_a_number() -> None:
    assert trend(asked("ash", "visits"), source()).finding.title == "0 visits"


def test_a_hidden_year_ago_is_said_and_not_compared() -> None:
    cells = CELLS.replace("17300/421000", "withheld/421000")
    reach = trend(asked("district", "reach"), source(cells))

    assert reach.finding.title == "Students served: 5.0%"
    assert reach.finding.sentence.endswith(
        "; the same quarter a year before: hidden to protect privacy."
    )


def test_a_new_definition_breaks_the_line_and_the_comparison() -> None:
    reach = trend(asked("district", "reach"), _with_new_definition(source()))

    assert reach.year_ago is None
    assert {p.quarter: p.breaks for p in reach.points if p.breaks} == {
        NOW: "The definition changed in 2026-27 Q1."
    }
    assert reach.finding.title == "Students served: 5.0%"
    assert reach.finding.sentence == (
        "21,430 of 428,600 students in July–September 2026. "
        "The definition changed in 2026-27 Q1. "
        "Numbers from before are counted differently and are not compared."
    )


def test_a_school_that_moves_breaks_the_lines_of_its_regions_and_of_no_other_place() -> None:
    cells = """
    reach south    2025-26-Q1 - 30/900 2/2
    reach south    2024-25-Q4 - 20/400 1/1
    reach district 2025-26-Q1 - 70/900 4/4
    reach district 2024-25-Q4 - 60/900 4/4
    """
    question = asked(indicator="reach").in_quarter(YEAR_AGO)
    south = trend(question.at("south"), source(cells))
    district = trend(question.at("district"), source(cells))

    assert south.now.breaks == "Schools moved in or out in 2025-26 Q1."
    assert not district.now.breaks


def test_the_footnotes_say_what_is_counted_by_whom_and_how_many_sites_reported() -> None:
    notes = trend(asked("district", "reach"), source()).footnotes

    assert (
        notes.definition == "Out of: All students enrolled. Counted: What Students served counts."
    )
    assert notes.source == "Records, reported each quarter."
    assert notes.release == "Release 7, published Nov 20, 2026."
    assert notes.coverage == "3 of 4 sites reported."


def test_an_answer_is_remembered_for_its_source() -> None:
    known = source()

    first, again = (trend(asked("district", "reach"), known) for _ in range(2))

    assert first is again
    assert known.looks == ["history"]


def test_a_place_outside_the_scope_is_refused() -> None:
    question = replace(asked("birch", "reach"), scope=Scope(frozenset({"ash"})))

    with pytest.raises(OutOfScopeError, match="Birch is outside"):
        trend(question, source())


def test_an_unknown_indicator_is_refused_by_name() -> None:
    with pytest.raises(UnknownNameError, match="“rech” is not an indicator"):
        trend(asked("district", "rech"), source())


def _with_new_definition(known: SmallSource) -> SmallSource:
    cells = tuple(c._replace(definition_version=2 if c.quarter >= NOW else 1) for c in known.cells)
    return replace(known, cells=cells)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Visits for support", "43,210 visits for support; 40,000 a year ago"),
        ("Mental health visits", "Mental health visits: 43,210; a year ago 40,000"),
        ("Care given", "Care given: 43,210 visits, 40,000 a year ago"),
    ],
)
def test_a_title_reads_aloud_and_names_its_unit_once(title: str, said: str) -> None:
    known = source()
    visits = replace(known.contents.catalogue["visits"], title=title)
    contents = replace(known.contents, catalogue=Catalogue((visits,)))

    found = trend(asked("district", "visits"), replace(known, contents=contents))

    assert found.finding.title == said


def test_certificates_that_end_are_told_as_what_is_due() -> None:
    known = source()
    certificates = ("ymhfa_certificates", "ymhfa_lapsing")
    held = known.contents.catalogue["held"]
    defined = tuple(replace(held, code=code, unit="certificates") for code in certificates)
    mine = [cell for cell in known.cells if cell.indicator == "held"]
    cells = [cell._replace(indicator=code) for code in certificates for cell in mine]
    contents = replace(known.contents, catalogue=Catalogue(defined))

    _, ending = training(asked(), replace(known, contents=contents, cells=tuple(cells)))

    assert ending.finding.sentence == (
        "950 certificates end within the next 12 months; 900 a year before."
    )
