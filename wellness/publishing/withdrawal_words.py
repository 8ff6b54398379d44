"""What withdrawing did, or would do: in words for people, in JSON for programs."""

from collections.abc import Sequence

from wellness.domain.deliveries import Load
from wellness.domain.district import District
from wellness.publishing.withdrawing import Replaced, WithdrawnLoad, WithdrawnRelease

_NAMED = 12  # periods that are listed before a count says more


def release_lines(found: WithdrawnRelease, district: District, *, dry_run: bool) -> list[str]:
    """Which release is seen now, and what the next publication would bring back."""
    back, new = found.withdrawn.number, found.release.number
    through = district.calendar.label(found.release.through)
    if found.already:
        told = [f"Release {back} is withdrawn already: release {new} took it back."]
    else:
        verb = "would be published" if dry_run else "is published"
        told = [
            f"Release {new} {verb}, through {through}: {found.release.changed}.",
            f"Release {back} stays in the list of releases, for a meeting that looked at it.",
        ]
    return [*told, *_still_loaded(found.still_loaded), *_dry(dry_run=dry_run)]


def release_as_json(found: WithdrawnRelease, *, dry_run: bool) -> dict[str, object]:
    """The same for programs."""
    return {
        "withdrawn": found.withdrawn.number,
        "restored": found.restored.number,
        "release": found.release.number,
        "published": not (dry_run or found.already),
        "already": found.already,
        "still_loaded": [load.load_id for load in found.still_loaded],
    }


def load_lines(found: WithdrawnLoad, district: District, *, dry_run: bool) -> list[str]:
    """What becomes missing, period by period, and when readers see it."""
    load = found.load
    if found.already:
        told = [f"Load {load.load_id} is withdrawn already."]
    else:
        verb = "would be withdrawn" if dry_run else "is withdrawn"
        periods = [_period(one, district) for one in found.replaced]
        more = len(periods) - _NAMED
        told = [
            f"Load {load.load_id} ({load.file_name}, {load.rows:,} rows) {verb}.",
            *periods[:_NAMED],
            *([f"  … and {more} more periods. --json lists them."] if more > 0 else []),
            *([] if periods else ["None of its rows were in force: later loads replaced them."]),
        ]
    seen = ["Readers see its rows until the next publish."] if found.is_published else []
    return [*told, *seen, *_dry(dry_run=dry_run)]


def load_as_json(found: WithdrawnLoad, district: District, *, dry_run: bool) -> dict[str, object]:
    """The same for programs."""
    return {
        "load": found.load.load_id,
        "withdrawn": not dry_run,
        "already": found.already,
        "published": found.is_published,
        "periods": [
            {
                "quarter": district.calendar.label(one.quarter),
                "period_type": one.period_type.value,
                "rows": one.rows,
                "places": one.places,
                "successor": one.successor.load_id if one.successor else None,
            }
            for one in found.replaced
        ],
    }


def _period(one: Replaced, district: District) -> str:
    """`• 2026-27 Q1: 1,212 rows of 40 places`, and what becomes of them."""
    period = district.calendar.said(one.quarter, one.period_type)
    going = f"  • {period}: {_counted(one.rows, 'row')} of {_counted(one.places, 'place')}"
    if one.successor is None:
        return f"{going} will be missing: not reported."
    return f"{going} will be replaced by those of load {one.successor.load_id} before it."


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'s' * (number != 1)}"


def _still_loaded(loads: Sequence[Load]) -> list[str]:
    if not loads:
        return []
    named = ", ".join(f"{load.load_id} ({load.file_name})" for load in loads[:_NAMED])
    named += f" and {len(loads) - _NAMED} more" if len(loads) > _NAMED else ""
    remedy = "Load what is right, or withdraw a load with “withdraw --load”."
    return [f"Still loaded, and in the next publish again: {named}. {remedy}"]


def _dry(*, dry_run: bool) -> list[str]:
    return ["Nothing was withdrawn: this was a dry run."] if dry_run else []
