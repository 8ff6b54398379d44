"""Loads, releases and the audit trail, on every engine."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta, timezone
from threading import Barrier

import pytest

from data_access.audit import first_forged
from tests.contract import examples
from tests.contract.conftest import Kept
from tests.contract.examples import HOSTILE, NOON, Q1, WITH_NUL
from wellness.domain.deliveries import LoadState
from wellness.domain.errors import StoreError


def test_an_empty_store_answers_with_nothing(stores: Kept) -> None:
    state = stores.state

    for answer in (state.loads(), state.releases(), state.parts(0), state.trail()):
        assert answer == ()
    assert state.documents(1) == {}
    assert state.published_loads(1) == ()


def test_a_load_comes_back_as_it_was_recorded(stores: Kept) -> None:
    named = {"file_name": "ünïcode '%.csv", "rows": 0, "rounded_to": 5}
    load = examples.load(quarters=(Q1 + 1, Q1), **named)

    load_id = stores.state.begin_load(load)

    assert stores.state.loads() == (replace(load, load_id=load_id, quarters=(Q1, Q1 + 1)),)


def test_loads_are_listed_oldest_first_with_their_own_quarters(stores: Kept) -> None:
    ids = [stores.state.begin_load(examples.load(quarters=(Q1 + n,) * n)) for n in range(3)]

    assert [load.load_id for load in stores.state.loads()] == ids
    assert [load.quarters for load in stores.state.loads()] == [(), (Q1 + 1,), (Q1 + 2,)]


def test_a_finished_load_is_ready_with_its_rows(stores: Kept) -> None:
    load_id = stores.state.begin_load(examples.load(rows=0))

    stores.state.finish_load(load_id, 12)

    [load] = stores.state.loads()
    assert (load.state, load.rows) == (LoadState.READY, 12)


def test_a_load_is_ready_and_in_the_trail_at_once(stores: Kept) -> None:
    """The trail counts rows; how many numbers are restated would tell of withheld ones."""
    load_id = stores.state.begin_load(examples.load(rows=0))
    assert stores.state.trail() == ()

    stores.state.finish_load(load_id, 12)

    [event] = stores.state.trail()
    assert (event.actor, event.verb, event.at) == ("Ada", "load", NOON)
    assert (event.subject, event.detail) == (f"load {load_id}", "clinics: 12 rows")


def test_parts_that_any_release_names_are_known(stores: Kept) -> None:
    for number, take in enumerate("ab", start=1):
        stores.state.publish(examples.release(number), [examples.part(take=take)], {}, [])

    assert stores.state.named_parts() == {examples.part(take=take).part_id for take in "ab"}


def test_only_a_load_that_was_loading_can_be_finished(stores: Kept) -> None:
    done, discarded = (stores.state.begin_load(examples.load()) for _ in range(2))
    stores.state.finish_load(done, 1)
    stores.state.discard_load(discarded)

    for load_id in (done, discarded, 99):
        with pytest.raises(StoreError, match=rf"load {load_id}\b|Load {load_id}\b"):
            stores.state.finish_load(load_id, 1)
    assert [load.state for load in stores.state.loads()] == ["ready", "discarded"]


def test_a_withdrawn_load_is_in_the_trail_with_its_reason(stores: Kept) -> None:
    load_id = stores.state.begin_load(examples.load(rows=0))
    stores.state.finish_load(load_id, 12)

    stores.state.withdraw_load(load_id, "Bo", "the wrong file", NOON)

    assert [load.state for load in stores.state.loads()] == ["withdrawn"]
    event = stores.state.trail()[-1]
    assert (event.actor, event.verb, event.subject) == ("Bo", "withdraw", f"load {load_id}")
    assert event.detail == "the wrong file"


def test_only_a_ready_load_can_be_withdrawn_and_only_a_ready_one_published(stores: Kept) -> None:
    loading, done = (stores.state.begin_load(examples.load()) for _ in range(2))
    stores.state.finish_load(done, 1)
    stores.state.withdraw_load(done, "Bo", "", NOON)

    for load_id in (loading, done, 99):
        with pytest.raises(StoreError, match=rf"load {load_id}\b|Load {load_id}\b"):
            stores.state.withdraw_load(load_id, "Bo", "", NOON)
    with pytest.raises(StoreError):
        stores.state.publish(examples.release(), [], {}, [done])


def test_a_release_that_takes_one_back_has_both_in_the_trail(stores: Kept) -> None:
    for number, withdrawn in ((1, 0), (2, 0), (3, 2)):
        release = examples.release(number, f"reason {number}")
        stores.state.publish(release, [], {}, [], withdrawn=withdrawn)

    told = [(event.verb, event.subject, event.detail) for event in stores.state.trail()[-2:]]
    assert told == [
        ("withdraw", "release 2", "reason 3"),
        ("publish", "release 3", "reason 3"),
    ]


def test_moments_keep_their_instant_whatever_their_zone(stores: Kept) -> None:
    evening = NOON.astimezone(timezone(timedelta(hours=-8)))

    stores.state.begin_load(examples.load(loaded_at=evening))

    assert stores.state.loads()[0].loaded_at == NOON


def test_a_release_comes_back_with_all_it_was_made_of(stores: Kept) -> None:
    rounded = replace(examples.part("visits", 2026), rounded_to=(5, 10))
    parts = [rounded, examples.part("referrals", 2025)]
    documents = {"district.toml": "name = 'Anyplace'", "indicators/visits.toml": ""}
    load_id = stores.state.begin_load(examples.load())
    stores.state.finish_load(load_id, 2)

    stores.state.publish(examples.release(), parts, documents, [load_id])

    assert stores.state.releases() == (examples.release(),)
    assert stores.state.parts(1) == (parts[1], parts[0])
    assert stores.state.documents(1) == documents
    assert stores.state.published_loads(1) == (load_id,)


def test_the_newest_release_comes_first_and_old_ones_keep_their_words(stores: Kept) -> None:
    for number in (1, 2):
        documents = {
            "same.toml": "kept once",
            "changed.toml": f"version {number}",
            "twin": "kept once",
        }
        stores.state.publish(examples.release(number), [examples.part()], documents, [])

    assert [release.number for release in stores.state.releases()] == [2, 1]
    assert stores.state.documents(1)["changed.toml"] == "version 1"
    assert stores.state.documents(2)["changed.toml"] == "version 2"
    assert stores.state.documents(1)["same.toml"] == stores.state.documents(2)["twin"]


def test_a_number_that_was_taken_meanwhile_is_refused(stores: Kept) -> None:
    stores.state.publish(examples.release(1), [], {}, [])

    with pytest.raises(StoreError, match="Somebody published release 1 meanwhile"):
        stores.state.publish(examples.release(1, "mine"), [examples.part()], {"a": "b"}, [])

    assert stores.state.releases() == (examples.release(1),)
    assert stores.state.parts(1) == ()


def test_releases_are_numbered_without_gaps(stores: Kept) -> None:
    with pytest.raises(StoreError, match="Release 2 cannot follow release 0"):
        stores.state.publish(examples.release(2), [], {}, [])


def test_a_load_that_is_not_ready_is_never_published(stores: Kept) -> None:
    load_id = stores.state.begin_load(examples.load())

    for loads in ([load_id], [99]):
        with pytest.raises(StoreError):
            stores.state.publish(examples.release(), [examples.part()], {}, loads)

    assert stores.state.releases() == ()


def test_of_racing_publishers_exactly_one_wins(stores: Kept) -> None:
    racers = 4
    start = Barrier(racers)

    def publish(racer: int) -> bool:
        start.wait()
        try:
            stores.state.publish(examples.release(1, f"racer {racer}"), [], {}, [])
        except StoreError:
            return False
        return True

    with ThreadPoolExecutor(racers) as pool:
        won = list(pool.map(publish, range(racers)))

    assert won.count(True) == 1
    assert stores.state.releases() == (examples.release(1, f"racer {won.index(True)}"),)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_as_they_were(stores: Kept, text: str) -> None:
    stores.state.begin_load(examples.load(file_name=text))
    stores.state.publish(examples.release(1, text), [examples.part(text)], {text: text}, [])
    stores.state.record(text, "load", text, text, NOON)

    assert stores.state.loads()[0].file_name == text
    assert stores.state.releases()[0].reason == text
    assert stores.state.parts(1) == (examples.part(text),)
    assert stores.state.documents(1) == {text: text}
    assert stores.state.trail()[-1].detail == text


def test_a_text_with_nul_is_kept_whole_or_not_at_all(stores: Kept) -> None:
    with suppress(StoreError):  # PostgreSQL has no place for it
        stores.state.begin_load(examples.load(file_name=WITH_NUL))

    assert [load.file_name for load in stores.state.loads()] in ([], [WITH_NUL])


def test_every_event_of_the_trail_seals_the_one_before(stores: Kept) -> None:
    stores.state.record("Ada", "load", "load 1", "clinics", NOON)
    stores.state.publish(examples.release(), [], {}, [])

    first, second = stores.state.trail()
    assert (second.actor, second.verb, second.subject) == ("Ada", "publish", "release 1")
    assert second.previous_hash == first.hash
    assert first_forged([first, second]) is None


def test_a_changed_or_missing_event_is_found(stores: Kept) -> None:
    for number in range(3):
        stores.state.record("Ada", "load", f"load {number}", "clinics", NOON)
    first, second, third = stores.state.trail()
    changed = replace(second, detail="schools")

    assert first_forged([first, changed, third]) == changed
    assert first_forged([first, third]) == third
    assert first_forged([second, third]) == second
