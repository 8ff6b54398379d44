"""Going back is a new release made of old parts, once, and of the newest release only."""

import json

import pytest

from tests.unit.publishing.office import LAST_YEAR, NOW, Office, calls
from tests.unit.publishing.office import office as opened
from tests.unit.publishing.village import PARENTS, Q1, Q2, Row
from wellness.domain.contents import ARRIVALS, read_arrivals
from wellness.domain.errors import StoreError
from wellness.domain.workspace import parse_documents
from wellness.publishing.publish import NothingToPublishError, next_release
from wellness.publishing.withdrawing import (
    WITHDRAWAL,
    CannotWithdrawError,
    WithdrawnLoad,
    WithdrawnRelease,
    withdraw_load,
    withdraw_release,
)

SECOND = 6  # the load of Q2


@pytest.fixture
def office() -> Office:
    """Two releases: the first without, the second with calls of Q2."""
    found = opened()
    found.publish()
    found.load("a", calls(Q2))
    found.publish()
    return found


def back(office: Office, number: int, to: int = 0, *, dry_run: bool = False) -> WithdrawnRelease:
    release = next_release(office.state, "Bo", "the wrong file", NOW)
    return withdraw_release(office.state, number, release, to, dry_run=dry_run)


def gone(office: Office, load_id: int, *, dry_run: bool = False) -> WithdrawnLoad:
    return withdraw_load(
        office.state, office.intake, load_id, by="Bo", reason="wrong", now=NOW, dry_run=dry_run
    )


def test_going_back_publishes_the_parts_and_words_of_the_release_before(office: Office) -> None:
    done = back(office, 2)

    state = office.state
    assert [release.number for release in state.releases()] == [3, 2, 1]
    assert state.parts(3) == state.parts(1)
    assert state.published_loads(3) == state.published_loads(1)
    assert (
        parse_documents(state.documents(3)).catalogue
        == parse_documents(state.documents(1)).catalogue
    )
    assert done.release == state.releases()[0]
    assert done.release.through == Q1
    assert done.release.changed == "release 2 withdrawn, the numbers of release 1 again"


def test_the_trail_says_who_went_back_and_why(office: Office) -> None:
    back(office, 2)

    told = [(e.actor, e.verb, e.subject, e.detail) for e in office.state.trail()[-2:]]
    assert told == [
        ("Bo", "withdraw", "release 2", "the wrong file"),
        ("Bo", "publish", "release 3", "the wrong file"),
    ]


def test_what_is_still_loaded_is_named_and_comes_back_with_the_next_publish(
    office: Office,
) -> None:
    done = back(office, 2)
    assert [load.load_id for load in done.still_loaded] == [SECOND]

    again = office.publish()

    assert set(again.parts) == set(office.state.parts(2))


def test_going_back_twice_is_going_back_once(office: Office) -> None:
    first = back(office, 2)
    second = back(office, 2)

    assert second.already
    assert not first.already
    assert second.release == first.release
    assert len(office.state.releases()) == 3


def test_a_dry_run_says_the_same_and_publishes_nothing(office: Office) -> None:
    told = back(office, 2, dry_run=True)

    assert told.release.number == 3
    assert len(office.state.releases()) == 2
    assert told == back(office, 2)


def test_an_older_release_is_not_withdrawn_from_under_a_newer_one(office: Office) -> None:
    with pytest.raises(CannotWithdrawError, match="Readers see release 2"):
        back(office, 1)


@pytest.mark.parametrize(("to", "why"), [(2, "none of those before"), (7, "none of those before")])
def test_one_goes_back_to_an_earlier_release_only(office: Office, to: int, why: str) -> None:
    with pytest.raises(CannotWithdrawError, match=why):
        back(office, 2, to)


def test_before_the_first_release_there_is_nothing(office: Office) -> None:
    fresh = opened()
    fresh.publish()

    with pytest.raises(CannotWithdrawError, match="no release before the first"):
        back(fresh, 1)
    with pytest.raises(CannotWithdrawError, match="There is no release 9"):
        back(office, 9)


def test_one_can_go_back_further_than_the_release_before(office: Office) -> None:
    office.load("a", calls(Q2, n=31))
    office.publish()

    back(office, 3, to=1)

    assert office.state.parts(4) == office.state.parts(1)
    assert json.loads(office.state.documents(4)[WITHDRAWAL]) == {"withdrawn": 3, "restored": 1}


def test_a_publisher_who_was_faster_wins(office: Office) -> None:
    release = next_release(office.state, "Bo", "the wrong file", NOW)
    office.load("a", calls(Q2, n=31))
    office.publish()

    with pytest.raises((StoreError, CannotWithdrawError)):
        withdraw_release(office.state, 2, release)

    assert office.state.releases()[0].reason == "the quarter is over"


def test_a_number_restated_after_going_back_never_gets_a_version_it_had(office: Office) -> None:
    """30 has version 1; 31 got version 2 and was taken back; 32 is neither."""
    for n in (31, 32):
        office.load("a", calls(n=n))
        office.publish()
        if n == 31:
            assert office.cells("calls")["S1"]["numerator_version"] == 2
            back(office, 3)
            assert office.cells("calls")["S1"]["numerator_version"] == 1

    assert office.cells("calls")["S1"]["numerator_version"] == 3


def test_a_withdrawn_load_says_what_will_be_missing(office: Office) -> None:
    (missing,) = gone(office, SECOND, dry_run=True).replaced

    assert (missing.quarter, missing.rows, missing.places) == (Q2, len(PARENTS), len(PARENTS))
    assert missing.successor is None
    assert gone(office, SECOND).is_published


def test_a_withdrawn_correction_brings_the_delivery_before_it_back(office: Office) -> None:
    office.load("a", calls(n=31))
    correction = office.state.loads()[-1].load_id

    (restored,) = gone(office, correction).replaced

    assert restored.successor is not None
    assert restored.successor.load_id == 3


def test_the_next_publish_is_made_without_a_withdrawn_load(office: Office) -> None:
    gone(office, SECOND)
    done = office.publish()

    assert set(done.parts) == set(office.state.parts(1))
    assert done.release.changed == "a for 2025-26 Q2 withdrawn"
    assert SECOND not in office.state.published_loads(3)
    arrived = {a.quarter for a in read_arrivals(office.state.documents(3)[ARRIVALS])}
    assert Q2 not in arrived


def test_a_withdrawn_load_is_remembered_by_the_versions_of_its_numbers(office: Office) -> None:
    """Its rows are kept: readers saw 31, so 30 is another number again."""
    office.load("a", calls(n=31))
    office.publish()
    gone(office, office.state.loads()[-1].load_id)

    office.publish()

    cell = office.cells("calls")["S1"]
    assert (cell["numerator"], cell["numerator_version"]) == (30, 3)


def test_withdrawing_a_load_twice_is_withdrawing_it_once(office: Office) -> None:
    gone(office, SECOND)

    assert gone(office, SECOND).already
    assert [e.verb for e in office.state.trail()].count("withdraw") == 1


def test_a_release_is_not_brought_back_with_a_load_that_was_withdrawn(office: Office) -> None:
    gone(office, SECOND)
    office.publish()

    with pytest.raises(CannotWithdrawError, match=f"made of load {SECOND}, which is withdrawn"):
        back(office, 3)


def test_only_what_is_loaded_can_be_withdrawn(office: Office) -> None:
    office.state.begin_load(office.state.loads()[0])

    with pytest.raises(CannotWithdrawError, match="still being loaded"):
        gone(office, SECOND + 1)
    with pytest.raises(CannotWithdrawError, match="There is no load 99"):
        gone(office, 99)


def test_when_every_load_is_withdrawn_there_is_nothing_to_publish() -> None:
    office = Office(*vars(opened()).values())
    office.publish()
    for load in office.state.loads():
        gone(office, load.load_id)

    with pytest.raises(NothingToPublishError, match="Every load is withdrawn"):
        office.publish()


def test_a_source_whose_only_load_is_withdrawn_has_not_arrived(office: Office) -> None:
    """Campaigns of the year before have a family of their own, which is then without rows."""
    office.load("b", [Row("b", "campaigns", u, LAST_YEAR - 4, 2) for u in PARENTS])
    office.load("a", calls(LAST_YEAR - 4))
    office.publish()
    (load,) = (k for k in office.state.loads() if (k.source, k.quarters) == ("b", (LAST_YEAR - 4,)))

    gone(office, load.load_id)
    office.publish()

    found = read_arrivals(office.state.documents(4)[ARRIVALS])
    came = {a.source for a in found if a.quarter == LAST_YEAR - 4 and a.received_on}
    assert came == {"a"}
