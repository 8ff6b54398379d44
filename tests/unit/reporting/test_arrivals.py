"""What arrived when, and how the indicators are explained."""

from dataclasses import replace

from tests.unit.reporting.small_source import NEXT, NOW, PLAN_END, SmallSource, source
from wellness.domain.periods import Quarter
from wellness.reporting import completeness, definitions, disclosed, sources
from wellness.reporting.data_answers import SourceFacts


def test_every_source_has_a_word_for_every_quarter() -> None:
    arrived = completeness(source())
    words = {
        title: {c.quarter: (c.word, c.text) for c in cells} for title, cells in arrived.sources
    }

    assert words["Records"][NOW] == ("complete", "")
    assert words["Centers"][NOW] == ("late", "6 days late")
    assert words["Centers"][NEXT] == ("not due", "not due")
    assert words["Student survey"][PLAN_END] == ("partial", "3 of 4")
    assert words["Student survey"][NOW] == ("not due", "not due")


def test_twelve_quarters_end_with_the_newest_one() -> None:
    quarters = completeness(source()).quarters

    assert quarters[0] == (Quarter(2023, 3), "2023-24 Q3")
    assert quarters[-1] == (NEXT, "2026-27 Q2")


def test_the_finding_is_about_the_latest_finished_quarter() -> None:
    finding = completeness(source()).finding

    assert finding.title == "All 3 sources due for 2026-27 Q1 are complete"
    assert finding.sentence == (
        "Received after the due date: Centers (6 days). "
        "For 2026-27 Q2, 1 of 3 have reported so far."
    )


def test_the_finding_names_what_is_missing() -> None:
    known = source()
    arrivals = tuple(
        replace(a, reported=3) if (a.source, a.quarter) == ("records", NOW) else a
        for a in known.contents.arrivals
    )

    found = completeness(SmallSource(replace(known.contents, arrivals=arrivals), known.cells))

    assert found.finding.title == "2 of the 3 sources due for 2026-27 Q1 are complete"
    assert found.finding.sentence.startswith("Some sites are missing: Records (3 of 4).")


def test_a_definition_says_who_reports_it_and_where_it_is_published() -> None:
    explained = {d.indicator.code: d for d in definitions(source())}

    assert explained["reach"].source == "Records, reported each quarter."
    assert explained["wait"].published == (
        "Each quarter by region and district; each year by region and district."
    )
    assert explained["visits"].breakdowns == ("Channel: School, Telehealth",)
    assert explained["reach"].targets == (
        "6% by 2025-26 Q4 (Wellness Plan 2022–26, confirmed)",
        "7% by 2029-30 Q4 (Wellness Plan 2026–30, to confirm)",
    )


def test_a_definition_says_what_may_not_be_added() -> None:
    explained = {d.indicator.code: d for d in definitions(source())}

    (refused,) = explained["wait"].adding
    assert refused.startswith(
        "Wait cannot be added up over quarters: a middle value cannot be worked out"
    )
    assert explained["held"].adding == (
        "Quarters are not added: a year has the number of its last quarter.",
    )
    assert explained["visits"].adding == ()


def test_a_source_says_who_answers_for_it_and_when_it_is_due() -> None:
    assert sources(source())[0] == SourceFacts(
        "Records", "owner", "FERPA (education records)", "20 days after each quarter"
    )


def test_hidden_numbers_are_counted_and_reference_series_are_not() -> None:
    """Three visits of which one is hidden; enrollment is always shown."""
    cells = """
visits north 2026-27-Q1 channel=school 300       2/2
visits north 2026-27-Q1 -              400       2/2
visits north 2026-27-Q1 channel=telehealth withheld 2/2
visits south 2026-27-Q1 -              not_reported 0/2
enrollment ash 2026-27  -              420       1/1
"""

    found = disclosed(source(cells))

    assert (found.shown, found.withheld, found.not_reported) == (2, 1, 1)
    assert found.sentence == (
        "33.3% of the numbers are withheld: counts of students' care and answers from 1 to 10, "
        "and whatever is made from one of them. Counts of trained staff and of campaigns are shown."
    )


def test_reference_series_are_not_explained() -> None:
    assert "enrollment" not in {d.indicator.code for d in definitions(source())}
