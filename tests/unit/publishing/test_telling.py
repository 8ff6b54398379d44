"""Where things stand and what publishing did, in words that a steward can pass on."""

from datetime import UTC, date, datetime

from tests.unit.publishing.small import definitions
from wellness.disclosure.protect import ProtectionReport
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.releases import Arrival, Release
from wellness.publishing.publish import Publication
from wellness.publishing.service import Status
from wellness.publishing.telling import (
    publication_as_json,
    publication_lines,
    status_as_json,
    status_lines,
)

DISTRICT = definitions().district
Q1 = Quarter(2026, 1)
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
RELEASE = Release(4, AT, "kim", "First quarter", Q1, "2026-27 Q1 added")
OWED = Arrival("clinic", Q1, PeriodType.QUARTER, 0, 2, None, date(2026, 10, 20))


def report(**withheld: int) -> ProtectionReport:
    return ProtectionReport(
        cells=100,
        small=0,
        withheld=sum(withheld.values()),
        certified=0,
        fallback=(),
        exposed=(),
        share_cells=0.0,
        share_value=0.0,
        withheld_by_level=withheld,
    )


def test_nothing_published_nothing_owed() -> None:
    assert status_lines(Status(None, (), ()), DISTRICT, date(2026, 11, 2)) == [
        "Nothing is published yet.",
        "Everything that is loaded is published.",
        "Nothing is late.",
    ]


def test_what_is_owed_is_late_from_the_day_after_it_was_due() -> None:
    found = Status(RELEASE, (OWED,), ())

    on_the_day = status_lines(found, DISTRICT, date(2026, 10, 20))
    days_after = status_lines(found, DISTRICT, date(2026, 10, 23))

    assert on_the_day[-2:] == [
        "Not sent yet, not late:",
        "  • Clinic for 2026-27 Q1, due Oct 20, 2026",
    ]
    assert days_after[-2:] == ["Late:", "  • Clinic for 2026-27 Q1, due Oct 20, 2026: 3 days late"]
    assert status_as_json(found, DISTRICT, date(2026, 10, 23))["outstanding"] == ["clinic"]


def test_a_publication_says_how_many_counts_are_withheld_at_which_level() -> None:
    done = Publication(RELEASE, (), (), 0, (report(school=7, region=1), report(school=3)))

    published = publication_lines(done, DISTRICT, dry_run=False)

    assert published[0] == "Release 4 is published, through 2026-27 Q1: 2026-27 Q1 added."
    assert published[2] == (
        "Of 200 counts looked at anew, 11 are withheld: 1 of regions, 10 of schools."
    )
    assert publication_as_json(done, DISTRICT, dry_run=True)["withheld_by_level"] == {
        "region": 1,
        "school": 10,
    }


def test_a_dry_run_says_so() -> None:
    told = publication_lines(Publication(RELEASE, (), (), 0, ()), DISTRICT, dry_run=True)

    assert told[0].startswith("Release 4 would be published")
    assert told[-1] == "Nothing was published: this was a dry run."
