"""The files of the ledger and of the sites hold every row, with who changed it and why."""

from collections import Counter
from datetime import UTC, datetime

from tests.unit.views.by_hand import FIRST, indicator
from wellness.domain.district import DataSource
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level
from wellness.domain.releases import Release
from wellness.reporting.answers import Finding
from wellness.reporting.revision_answers import Change, IndicatorRevisions, Revision, Revisions
from wellness.reporting.sites import Sent, SiteMatrix, SiteRow
from wellness.views.tables import revisions, sites

FINDING = Finding("Title", "Sentence.")


def release(number: int) -> Release:
    at = datetime(2026, 11, number, tzinfo=UTC)
    return Release(number, at, f"steward {number}", f"reason {number}", FIRST)


def test_a_revision_names_each_release_that_may_have_made_it() -> None:
    row = Revision(
        indicator(), "ash", "Ash", Level.SCHOOL, "2026-27 Q1", "", Change.RESTATED, "21", "24",
        (2, 3), 0.4,
    )  # fmt: skip
    counted = (IndicatorRevisions(indicator(), Counter({Change.RESTATED: 1})),)
    between = (release(3), release(2))
    found = Revisions(release(1), release(3), FINDING, between, (), counted, (row,))

    (line,) = revisions.file_rows(found)

    told = dict(zip(revisions.FILE_HEAD, line, strict=True))
    assert (told["Then"], told["Now"], told["What"]) == ("21", "24", "restated")
    assert told["Since"] == "Release 2; Release 3"
    assert told["Published by"] == "steward 2; steward 3"
    assert told["Reason"] == "reason 2; reason 3"


def test_every_site_is_in_the_file_with_its_words_in_full() -> None:
    source = DataSource("records", "Records", "owner", "ferpa", PeriodType.QUARTER, 20)
    rows = (
        SiteRow("ash", "Ash", (Sent.MISSING, Sent.PARTIAL)),
        SiteRow("elm", "Elm", (Sent.REPORTED, Sent.NOT_EXPECTED)),
    )

    written = sites.file_rows(SiteMatrix(source, ("Q1", "Q2"), rows, FINDING))

    assert written == [
        ("Ash", "ash", "not reported", "partial", 2),
        ("Elm", "elm", "reported", "never expected", 0),
    ]
