"""What arrived when, and how the indicators are explained."""

from tests.unit.reporting.small_source import NEXT, NOW, PLAN_END, source
from wellness.domain.periods import Quarter
from wellness.reporting import completeness, definitions


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

    assert finding.title == "3 of 3 sources reported for 2026-27 Q1"
    assert finding.sentence == (
        "Every source has reported for 2026-27 Q1. Received after the due date: Centers. "
        "For 2026-27 Q2, 1 of 3 have reported so far."
    )


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


def test_reference_series_are_not_explained() -> None:
    assert "enrollment" not in {d.indicator.code for d in definitions(source())}
