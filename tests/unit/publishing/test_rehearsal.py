"""A rehearsal shows what publishing will show, and keeps nothing."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.publishing import village
from tests.unit.publishing.office import NOW, Office, calls, workspace
from tests.unit.publishing.office import office as opened
from tests.unit.publishing.village import PARENTS, Q1, Q2, Row
from wellness.domain.cells import Cell
from wellness.domain.contents import contents
from wellness.domain.periods import PeriodType
from wellness.domain.places import Level
from wellness.domain.stores import Source
from wellness.domain.tables import OBSERVATIONS
from wellness.publishing.check import Receipt
from wellness.publishing.publish import NothingToPublishError, next_release
from wellness.publishing.rehearsal import Rehearsal, rehearse


@pytest.fixture
def office() -> Office:
    """One release is published."""
    found = opened()
    found.publish()
    return found


def receipt(rows: list[Row]) -> Receipt:
    """An accepted delivery of these rows."""
    table = village.table(rows).select(OBSERVATIONS.names)
    quarters = tuple({row.quarter or village.Q4 for row in rows})
    return Receipt("a.csv", "a", date(2026, 11, 20), len(rows), table, (), quarters)


def rehearsed(office: Office, rows: list[Row] | None = None) -> Rehearsal:
    release = next_release(office.state, "", "", NOW)
    return rehearse(workspace(), office.stores, release, receipt(rows) if rows else None)


def everything(source: Source) -> list[Cell]:
    codes = ["calls", "reach", "campaigns"]
    return [cell for unit in source.contents.places.units for cell in source.history(codes, unit)]


def test_what_was_rehearsed_is_what_is_published(office: Office) -> None:
    rows = calls(Q2, n=40, S1=3, S2=5)

    before = rehearsed(office, rows)
    office.load("a", rows)
    done = office.publish()

    found = contents(done.release, done.parts, office.state.documents(2))
    published = office.released.source(found)
    assert everything(before.source) == everything(published)
    assert before.source.contents.parts == found.parts
    assert before.release.changed == done.release.changed == "first numbers for 2025-26 Q2"


def test_every_question_to_a_rehearsal_is_answered_as_by_the_release(office: Office) -> None:
    rows = calls(Q1, S1=45)
    before = rehearsed(office, rows).source
    office.load("a", rows)
    done = office.publish()
    after = office.released.source(contents(done.release, done.parts, office.state.documents(2)))

    for level in Level:
        asked = ("calls", Q1, PeriodType.QUARTER, [level])
        assert before.across(*asked) == after.across(*asked)
    assert before.history_across("calls", ["S1", "D"]) == after.history_across("calls", ["S1", "D"])
    assert before.states(["calls", "reach"]) == after.states(["calls", "reach"])
    assert before.spreads(["calls"], "low", [Q1]) == after.spreads(["calls"], "low", [Q1])


def test_a_rehearsal_keeps_nothing(office: Office) -> None:
    before = office.state.loads(), office.state.releases(), dict(office.released.cells)

    rehearsed(office, calls(Q2))

    assert (office.state.loads(), office.state.releases(), office.released.cells) == before


def test_a_small_number_of_the_delivery_is_in_no_cell_of_the_rehearsal(office: Office) -> None:
    found = rehearsed(office, calls(Q2, n=40, S1=3)).source

    [cell] = [c for c in found.history(["calls"], "S1") if c.quarter == Q2]
    assert cell.state == "withheld"
    assert cell.numerator is None


def test_changes_are_counted_one_by_one(office: Office) -> None:
    """S1 corrects 30 to 45: its own number and those of region, board, type and district."""
    changes = rehearsed(office, calls(Q1, S1=45)).changes

    calls_changed = {c.after.org_unit: c for c in changes.changed if c.after.indicator == "calls"}
    assert set(calls_changed) == {"S1", "N", "E", "low", "D"}
    assert calls_changed["S1"].before.numerator == 30
    assert calls_changed["S1"].after.numerator == 45
    assert calls_changed["D"].after.numerator == 30 * len(PARENTS) + 15
    assert (changes.new, changes.withheld, changes.missing) == (0, 0, 0)


def test_a_place_that_is_gone_is_counted_as_missing(office: Office) -> None:
    rows = [row for row in calls(Q1) if row.org_unit != "S1"]

    assert rehearsed(office, rows).changes.missing > 0


def test_a_delivery_that_is_loaded_already_is_nothing_to_publish(office: Office) -> None:
    with pytest.raises(NothingToPublishError):
        rehearsed(office)


def test_a_refused_delivery_is_none(office: Office) -> None:
    office.load("a", calls(Q2))
    refused = replace(receipt(calls(Q1)), delivery=None)
    release = next_release(office.state, "", "", NOW)

    found = rehearse(workspace(), office.stores, release, refused)

    assert found.release.changed == "first numbers for 2025-26 Q2"
