"""Which quarters of a release are finished, where sources report each quarter or once a year."""

from datetime import UTC, date, datetime

from wellness.domain.district import DataSource, District
from wellness.domain.indicators import Catalogue
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.domain.places import Places
from wellness.domain.releases import Arrival, Contents, Release

DAY = date(2026, 7, 20)
Q3, Q4 = Quarter(2025, 3), Quarter(2025, 4)


def contents(**sent: tuple[PeriodType, Quarter]) -> Contents:
    """A release in which each source sent something of one period."""
    sources = {
        code: DataSource(code, code, "Owner", "public", cadence, 20)
        for code, (cadence, _) in sent.items()
    }
    district = District(
        "D", "D", sample=False, calendar=Calendar(), first_quarter=Q3, sources=sources
    )
    arrivals = [Arrival(code, q, cadence, 3, 3, DAY, DAY) for code, (cadence, q) in sent.items()]
    release = Release(1, datetime(2026, 8, 1, tzinfo=UTC), "Ada", "First", Q4)
    return Contents(release, district, Catalogue(()), Places(()), tuple(arrivals), ())


def test_a_year_finishes_no_quarter_where_others_report_each() -> None:
    found = contents(visits=(PeriodType.QUARTER, Q3), survey=(PeriodType.YEAR, Q4))

    assert found.quarters == (Q3,)
    assert found.latest_finished == Q3


def test_where_all_report_once_a_year_the_year_finishes_its_last_quarter() -> None:
    found = contents(census=(PeriodType.YEAR, Q4), survey=(PeriodType.YEAR, Q4))

    assert found.is_yearly
    assert found.quarters == (Q4,)
    assert found.finished == {Q4}
