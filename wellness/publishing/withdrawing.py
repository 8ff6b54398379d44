"""Going back: a new release made of old parts, and loads that are published no more."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.deliveries import Load, LoadState
from wellness.domain.errors import WellnessError
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.releases import Release
from wellness.domain.stores import IntakeStore, StateStore
from wellness.publishing.in_force import rows_in_force
from wellness.publishing.load import active_rows

WITHDRAWAL = "withdrawal.json"  # the document by which a release says that it takes one back


class CannotWithdrawError(WellnessError):
    """A release or a load that cannot be withdrawn, with the reason."""


@dataclass(frozen=True)
class WithdrawnRelease:
    """A release taken back: `release` shows what `restored` showed.

    `still_loaded` are the loads that the next publication would bring back. `already` says that
    `release` had done so before, and nothing was published.
    """

    withdrawn: Release
    restored: Release
    release: Release
    still_loaded: tuple[Load, ...]
    already: bool = False


def withdraw_release(
    state: StateStore, withdrawn: int, release: Release, to: int = 0, *, dry_run: bool = False
) -> WithdrawnRelease:
    """Publish the parts of the release before, or of `to`, again; one transaction.

    `release` brings name, reason and time. Only the newest release is withdrawn, and only once:
    then nothing is done and `already` says so. Raises `CannotWithdrawError`, and `StoreError` if
    another release was published meanwhile.
    """
    known = {found.number: found for found in state.releases()}
    if withdrawn not in known:
        raise CannotWithdrawError(
            f"There is no release {withdrawn}. The newest is {max(known, default=0)}."
        )
    taken_back = _taken_back(state, known, withdrawn)
    if taken_back:
        return replace(taken_back, still_loaded=_still_loaded(state, taken_back))
    _require_newest(withdrawn, max(known))
    restored = _restored(known, withdrawn, to)
    found = WithdrawnRelease(
        known[withdrawn], restored, _again(release, known[withdrawn], restored), ()
    )
    found = replace(found, still_loaded=_still_loaded(state, found))
    _require_loads(state, restored)
    if not dry_run:
        _publish_again(state, found)
    return found


def _taken_back(
    state: StateStore, known: Mapping[int, Release], withdrawn: int
) -> WithdrawnRelease | None:
    """How a release was withdrawn before; None where it was not."""
    for number in range(max(known), withdrawn, -1):
        text = state.documents(number).get(WITHDRAWAL)
        told = json.loads(text) if text else {}
        if told.get("withdrawn") == withdrawn:
            return WithdrawnRelease(
                known[withdrawn], known[told["restored"]], known[number], (), already=True
            )
    return None


def _require_newest(withdrawn: int, newest: int) -> None:
    if withdrawn != newest:
        raise CannotWithdrawError(
            f"Readers see release {newest}, which holds what came after release {withdrawn}. "
            f"Withdraw release {newest}, with --to to go back further than the one before."
        )


def _restored(known: Mapping[int, Release], withdrawn: int, to: int) -> Release:
    """The release to go back to."""
    number = to or withdrawn - 1
    if number in known and number < withdrawn:
        return known[number]
    if withdrawn == 1:
        raise CannotWithdrawError(
            "There is no release before the first to go back to. Load what is right and publish it."
        )
    raise CannotWithdrawError(
        f"Release {number} is none of those before release {withdrawn}: name one of 1 to "
        f"{withdrawn - 1}."
    )


def _again(release: Release, withdrawn: Release, restored: Release) -> Release:
    changed = (
        f"release {withdrawn.number} withdrawn, the numbers of release {restored.number} again"
    )
    return replace(release, number=withdrawn.number + 1, through=restored.through, changed=changed)


def _require_loads(state: StateStore, restored: Release) -> None:
    """A release is not brought back with a load that was withdrawn from it."""
    ids = frozenset(state.published_loads(restored.number))
    lost = [kept.load_id for kept in state.loads() if kept.load_id in ids and not _is_ready(kept)]
    if lost:
        raise CannotWithdrawError(
            f"Release {restored.number} is made of load {lost[0]}, which is withdrawn. Go back to "
            "another release with --to, or publish without the load."
        )


def _still_loaded(state: StateStore, found: WithdrawnRelease) -> tuple[Load, ...]:
    """The loads of the release that are not in the one that is restored, and still ready."""
    more = set(state.published_loads(found.withdrawn.number))
    more -= set(state.published_loads(found.restored.number))
    return tuple(kept for kept in state.loads() if kept.load_id in more and _is_ready(kept))


def _publish_again(state: StateStore, found: WithdrawnRelease) -> None:
    number = found.restored.number
    told = {"withdrawn": found.withdrawn.number, "restored": number}
    state.publish(
        found.release,
        state.parts(number),
        {**state.documents(number), WITHDRAWAL: json.dumps(told)},
        state.published_loads(number),
        withdrawn=found.withdrawn.number,
    )


@dataclass(frozen=True, slots=True)
class Replaced:
    """One period of a load that is withdrawn: its rows, its places and what takes their place.

    `successor` is the load whose rows are in force again, or None: the period is then missing.
    """

    quarter: Quarter
    period_type: PeriodType
    rows: int
    places: int
    successor: Load | None


@dataclass(frozen=True)
class WithdrawnLoad:
    """A load withdrawn, and what becomes of each period for which its rows were in force.

    `is_published` says that readers see its rows until the next publication.
    """

    load: Load
    replaced: tuple[Replaced, ...]
    is_published: bool
    already: bool = False


def withdraw_load(
    state: StateStore,
    intake: IntakeStore,
    load_id: int,
    *,
    by: str,
    reason: str,
    now: datetime,
    dry_run: bool = False,
) -> WithdrawnLoad:
    """Leave a load out of every release to come; its rows are kept for those that were made of it.

    A load that was withdrawn before stays so: then nothing is done and `already` says so. Raises
    `CannotWithdrawError`.
    """
    load = next((kept for kept in state.loads() if kept.load_id == load_id), None)
    if load is None or load.state is LoadState.DISCARDED:
        raise CannotWithdrawError(f"There is no load {load_id}. “status” and “load” name them.")
    if load.state is LoadState.LOADING:
        raise CannotWithdrawError(
            f"Load {load_id} is still being loaded. Wait until it is done, or a day: a load that "
            "broke off is left out by itself."
        )
    newest = next((release.number for release in state.releases()), 0)
    is_published = load_id in state.published_loads(newest)
    if load.state is LoadState.WITHDRAWN:
        return WithdrawnLoad(load, (), is_published, already=True)
    found = WithdrawnLoad(load, tuple(_replaced(state, intake, load)), is_published)
    if not dry_run:
        state.withdraw_load(load_id, by, reason, now)
    return found


def _replaced(state: StateStore, intake: IntakeStore, load: Load) -> Iterator[Replaced]:
    """The periods for which rows of the load are in force, oldest first."""
    rivals = [kept for kept in state.loads() if _is_ready(kept) and _may_replace(kept, load)]
    others = {kept.load_id: kept for kept in rivals if kept.load_id != load.load_id}
    rows = rows_in_force(state, intake, lambda kept: _may_replace(kept, load))
    before = active_rows(others.values(), intake)
    successors = {
        (row["quarter"], row["period_type"]): others[row["load_id"]]
        for row in before.group_by(["quarter", "period_type", "load_id"]).aggregate([]).to_pylist()
    }
    kept = rows.filter(pc.equal(rows["load_id"], load.load_id))
    for quarter, period_type, count, places in _periods(kept):
        period = Quarter.of_ordinal(quarter), PeriodType(period_type)
        yield Replaced(*period, count, places, successors.get((quarter, period_type)))


def _periods(rows: pa.Table) -> Iterator[tuple[int, str, int, int]]:
    """Each quarter and period type with its rows and its places."""
    keys = ["quarter", "period_type"]
    counted = rows.group_by(keys).aggregate([([], "count_all"), ("org_unit", "count_distinct")])
    ordered = counted.sort_by([(key, "ascending") for key in keys])
    names = (*keys, "count_all", "org_unit_count_distinct")
    return zip(*(ordered[name].to_pylist() for name in names), strict=True)


def _may_replace(kept: Load, load: Load) -> bool:
    return kept.source == load.source and not set(kept.quarters).isdisjoint(load.quarters)


def _is_ready(load: Load) -> bool:
    return load.state is LoadState.READY
