"""A release is all or nothing, costs what is new, and says what is new."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.contract.memory import MemoryIntake, MemoryReleased, MemoryState
from tests.unit.publishing import village
from tests.unit.publishing.office import LAST_YEAR, NOW, Office, calls
from tests.unit.publishing.office import office as opened
from tests.unit.publishing.village import PARENTS, Q1, Q2, Row
from wellness.domain.deliveries import LoadState
from wellness.domain.errors import StoreError
from wellness.domain.releases import Part
from wellness.domain.tables import CELLS, OBSERVATIONS, SPREADS
from wellness.publishing.documents import made_of
from wellness.publishing.protection.contradictions import ContradictionError
from wellness.publishing.publish import NothingToPublishError


@pytest.fixture
def office() -> Office:
    return opened()


def by_name(parts: Sequence[Part]) -> dict[tuple[str, int], str]:
    return {(part.indicator, part.year): part.part_id for part in parts}


def test_a_release_holds_every_indicator_of_every_year_that_has_rows(office: Office) -> None:
    done = office.publish()

    assert set(by_name(done.parts)) == {
        ("calls", 2024), ("campaigns", 2024), ("reach", 2024),
        ("calls", 2025), ("campaigns", 2025), ("reach", 2025), ("enrollment", 2025),
    }  # fmt: skip
    assert office.state.parts(1) == tuple(sorted(done.parts, key=lambda p: (p.indicator, p.year)))
    assert done.release.through == Q1
    assert office.released.read([p.part_id for p in done.parts]).num_rows > 0


def test_a_new_quarter_takes_the_other_parts_over_by_reference(office: Office) -> None:
    first = by_name(office.publish().parts)
    office.load("a", [Row("a", "calls", u, Q2, 40) for u in PARENTS])

    done = office.publish()

    second = by_name(done.parts)
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {("calls", 2025), ("reach", 2025)}
    assert done.carried == 5
    assert len(done.built) == 2
    assert done.release.changed == "first numbers for 2025-26 Q2"


def test_the_same_rows_sent_again_change_no_part(office: Office) -> None:
    first = by_name(office.publish().parts)
    office.load("a", [Row("a", "calls", u, Q1, 30) for u in PARENTS])

    done = office.publish()

    assert by_name(done.parts) == first
    assert done.built == ()
    assert done.release.changed == "a for 2025-26 Q1 restated"


def test_a_restated_number_is_another_version_of_its_cell(office: Office) -> None:
    office.publish()
    rows = [Row("a", "calls", u, Q1, 31 if u == "S1" else 30) for u in PARENTS]
    office.load("a", rows)

    done = office.publish()

    cells = office.released.read([by_name(done.parts)["calls", 2025]]).to_pylist()
    again = {c["org_unit"] for c in cells if c["numerator_version"] == 2}
    assert again == {"S1", "N", "E", "low", "D"}
    third = office.publish(note="so that there is news")
    assert by_name(third.parts)["calls", 2025] == by_name(done.parts)["calls", 2025]


def test_a_number_that_was_missing_meanwhile_is_compared_with_the_last_known_one(
    office: Office,
) -> None:
    office.publish()
    for numbers in ([r for r in calls() if r.org_unit != "S1"], calls(S1=45, S2=31)):
        office.load("a", numbers)
        office.publish()

    told = office.cells("calls")

    assert (told["S1"]["numerator"], told["S1"]["numerator_version"]) == (45, 2)
    assert (told["S2"]["numerator_version"], told["S3"]["numerator_version"]) == (2, 1)


def test_a_number_that_comes_back_unchanged_is_the_same_version(office: Office) -> None:
    office.publish()
    for numbers in ([village.withheld(r) if r.org_unit == "S1" else r for r in calls()], calls()):
        office.load("a", numbers)
        office.publish()

    assert {cell["numerator_version"] for cell in office.cells("calls").values()} == {1}


def test_a_place_that_lost_a_school_is_compared_with_what_it_was(office: Office) -> None:
    """By the places of today it would have had as much before."""
    office.publish()

    office.publish(moves={"S1": LAST_YEAR})

    told = office.cells("calls")
    assert {u for u, cell in told.items() if cell["numerator_version"] == 2} == {"N", "S"}
    assert (told["N"]["numerator"], told["S"]["numerator"]) == (90, 90)


def test_a_school_that_leaves_out_an_indicator_it_once_reported_is_not_reported(
    office: Office,
) -> None:
    """The source tells of the school, with another indicator; of S2 it never told with this one."""
    told = [Row("b", "served", u, LAST_YEAR, 20) for u in ("S1", "S3", "S4")]
    office.load("b", [*told, *(Row("b", "campaigns", u, LAST_YEAR, 2) for u in PARENTS)])
    office.load("b", [Row("b", "served", u, Q1, 20) for u in ("S3", "S4")])

    office.publish()

    states = {u: cell["state"] for u, cell in office.cells("served").items() if u in PARENTS}
    assert states == {"S1": "not_reported", "S3": "shown", "S4": "shown"}
    assert (office.cells("served")["D"]["reporting"], office.cells("served")["D"]["expected"]) == (
        2,
        3,
    )


def test_numbers_that_cannot_all_be_true_are_refused_all_at_once(office: Office) -> None:
    """The sentences name indicator, place and period, and tell no number."""
    for quarter in (LAST_YEAR, Q1):
        office.load("b", [Row("b", "served", u, quarter, 37) for u in ("S1", "S4")])

    with pytest.raises(ContradictionError) as refused:
        office.publish()

    assert refused.value.sentences == tuple(
        f"served of {school} for {quarter} is more than calls of {school} for {quarter}."
        for quarter in ("2024-25 Q4", "2025-26 Q1")
        for school in ("S1", "S4")
    )
    assert "37" not in str(refused.value)
    assert office.state.releases() == ()


def test_a_long_list_of_contradictions_is_cut() -> None:
    said = str(ContradictionError([f"Fault {n}." for n in range(1, 24)]))

    assert "Fault 20. … and 3 more. Correct" in said


def test_what_was_left_lying_is_cleared_away_and_what_a_release_names_is_kept(
    office: Office,
) -> None:
    """A load that broke off the day before, and the parts of a publication that did."""
    first = office.publish()
    broken = replace(office.state.loads()[0], loaded_at=NOW - timedelta(days=2))
    running = replace(broken, loaded_at=NOW - timedelta(hours=2))
    for load in (broken, running):
        office.intake.append(
            office.state.begin_load(load), village.table(calls(Q2)).select(OBSERVATIONS.names)
        )
    stray = Part("stray", "calls", 2025)
    for at, part in ((NOW - timedelta(days=1), stray), (NOW, Part("running", "calls", 2025))):
        office.released.write(part, CELLS.empty_table(), SPREADS.empty_table())
        office.released.needed[part.part_id] = at
    office.released.needed |= dict.fromkeys(
        (p.part_id for p in first.parts), NOW - timedelta(days=9)
    )
    office.load("a", calls(n=31))

    office.publish()

    *_, one, other, _ = office.state.loads()
    assert (one.state, other.state) == (LoadState.DISCARDED, LoadState.LOADING)
    assert office.intake.select([one.load_id]).num_rows == 0
    assert office.intake.select([other.load_id]).num_rows == len(PARENTS)
    assert "stray" not in office.released.cells
    assert {"running", *(p.part_id for p in first.parts)} <= office.released.cells.keys()


def test_a_dry_run_clears_nothing_away(office: Office) -> None:
    office.state.begin_load(replace(office.state.loads()[0], loaded_at=NOW - timedelta(days=2)))

    office.publish(dry_run=True)

    assert office.state.loads()[-1].state is LoadState.LOADING


def test_a_changed_definition_builds_its_own_indicator_anew(office: Office) -> None:
    office.publish()

    done = office.publish(note="another wording")

    fresh = set(made_of(office.state.documents(2))) - set(made_of(office.state.documents(1)))
    assert len(fresh) == 2
    assert done.release.changed == "definitions changed"


def test_a_release_without_news_is_refused(office: Office) -> None:
    office.publish()

    with pytest.raises(NothingToPublishError, match="since release 1"):
        office.publish()


def test_nothing_loaded_is_nothing_to_publish() -> None:
    empty = Office(MemoryState(), MemoryReleased(), MemoryIntake())

    with pytest.raises(NothingToPublishError, match="Nothing was loaded yet"):
        empty.publish()


def test_a_dry_run_leaves_no_trace(office: Office) -> None:
    done = office.publish(dry_run=True)

    assert done.protection[0].cells > 0
    assert office.state.releases() == ()
    with pytest.raises(StoreError):
        office.released.read([done.parts[0].part_id])


class Interrupted(MemoryState):
    """A state store whose power fails at the last step."""

    def publish(self, *_: object, **_more: object) -> None:
        raise StoreError("The power failed.")


def test_a_crash_before_the_last_step_publishes_nothing(office: Office) -> None:
    failing = Interrupted(**vars(office.state))

    with pytest.raises(StoreError, match="power"):
        replace(office, state=failing).publish()
    assert office.state.releases() == ()
    assert office.publish().release.number == 1


def test_two_publications_of_the_same_loads_are_equal_byte_for_byte(office: Office) -> None:
    again = Office(MemoryState(), MemoryReleased(), MemoryIntake())
    again.state.kept, again.intake = office.state.kept, office.intake

    first, second = office.publish(), again.publish()

    ids = [part.part_id for part in first.parts]
    assert first == second
    assert office.released.read(ids).equals(again.released.read(ids))
    assert office.state.documents(1) == again.state.documents(1)
