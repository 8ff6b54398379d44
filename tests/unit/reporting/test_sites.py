"""Which site sent what: those with a gap first, and never a gap where none can be."""

from dataclasses import replace
from datetime import date

from tests.unit.reporting.small_source import NEXT, NOW, PLAN_END, SmallSource, source
from wellness.domain.places import Level
from wellness.domain.readers import Scope
from wellness.reporting import sites
from wellness.reporting.sites import Sent, SiteMatrix

CELLS = """
reach     birch    2026-27-Q1 - not_reported  0/1
reach     ash      2026-27-Q1 - 21/420        1/1
"""


def expecting(**absent: str) -> SmallSource:
    """Every source expects every school; Dogwood from 2026-27 Q1. `absent` is by source."""
    known = source(CELLS)
    district = known.contents.district
    found = {
        code: replace(sender, reports=frozenset({Level.SCHOOL}))
        for code, sender in district.sources.items()
    }
    rows = tuple(
        replace(row, valid_from=NOW) if row.org_unit == "dogwood" else row
        for row in known.contents.places.memberships
    )
    arrivals = tuple(
        replace(a, absent=(absent[a.source],), reported=3)
        if a.quarter == NOW and a.source in absent
        else a
        for a in known.contents.arrivals
    )
    contents = replace(
        known.contents,
        district=replace(district, sources=found),
        places=replace(known.contents.places, memberships=rows),
        arrivals=arrivals,
    )
    return replace(known, contents=contents)


def words(matrix: SiteMatrix, quarters_ago: int = 1) -> dict[str, Sent]:
    """What each site had sent, for the last quarter but one."""
    return {row.code: row.sent[-1 - quarters_ago] for row in matrix.rows}


def test_each_site_has_its_word() -> None:
    """Cedar is absent, and of Birch an indicator is lacking that only records send."""
    assert words(sites(expecting(records="cedar"), "records")) == {
        "ash": Sent.REPORTED,
        "birch": Sent.PARTIAL,
        "cedar": Sent.MISSING,
        "dogwood": Sent.REPORTED,
    }


def test_a_late_delivery_is_late_for_every_site_in_it() -> None:
    found = words(sites(expecting(centers="cedar"), "centers"))

    assert found["ash"] is Sent.LATE
    assert found["cedar"] is Sent.MISSING


def test_a_site_is_not_expected_before_it_opened() -> None:
    matrix = sites(expecting(), "records")
    (dogwood,) = (row for row in matrix.rows if row.code == "dogwood")

    assert matrix.periods[-3:] == (str(PLAN_END), str(NOW), str(NEXT))
    assert dogwood.sent[-3] is Sent.NOT_EXPECTED
    assert dogwood.gaps == 0


def test_nothing_is_missing_before_it_is_due() -> None:
    """The newest quarter is due on Jan 20, 2027; the release is of Nov 20, 2026."""
    assert set(words(sites(expecting(), "centers"), 0).values()) == {Sent.NOT_DUE}


def test_nothing_came_and_was_due() -> None:
    known = expecting()
    arrivals = tuple(
        replace(a, received_on=None, reported=0, due_on=date(2026, 11, 1))
        if (a.source, a.quarter) == ("register", NOW)
        else a
        for a in known.contents.arrivals
    )

    found = sites(replace(known, contents=replace(known.contents, arrivals=arrivals)), "register")

    assert set(words(found).values()) == {Sent.MISSING}


def test_sites_with_the_most_gaps_come_first() -> None:
    matrix = sites(expecting(records="cedar"), "records")

    assert [row.name for row in matrix.rows] == ["Birch", "Cedar", "Ash", "Dogwood"]
    assert [row.name for row in matrix.with_gaps] == ["Birch", "Cedar"]
    assert matrix.finding.title == "Records: 2 of 4 sites have a gap"
    assert "not reported: 1" in matrix.finding.sentence


def test_an_old_release_that_did_not_keep_who_was_absent_says_so() -> None:
    """Three of four surveyed in 2025-26, and nobody is named."""
    matrix = sites(expecting(), "survey")

    assert set(words(matrix, 0).values()) == {Sent.UNKNOWN}
    assert matrix.periods == ("2025-26",)


def test_a_reader_sees_the_sites_of_their_scope() -> None:
    matrix = sites(expecting(), "records", Scope(frozenset({"ash"})))

    assert [row.code for row in matrix.rows] == ["ash"]
