"""What publishing did and where things stand: in words for people, in JSON for programs.

In JSON, fields are added in later versions and never renamed.
"""

from collections.abc import Iterable
from datetime import date

from wellness.domain.deliveries import Load
from wellness.domain.district import District
from wellness.domain.places import Level
from wellness.domain.releases import Arrival, Release
from wellness.publishing.publish import Publication
from wellness.publishing.service import Status


def publication_lines(done: Publication, district: District, *, dry_run: bool) -> list[str]:
    """What is published, what of it is new, and how many counts are withheld at which level."""
    release, withheld = done.release, _withheld(done)
    verb = "would be published" if dry_run else "is published"
    same = len(done.parts) - len(done.built)
    by_level = [f"{count:,} of {_plural(level, district)}" for level, count in withheld.items()]
    return [
        f"Release {release.number} {verb}, {_through(release, district)}: {_new(release)}.",
        (
            f"A part is an indicator in a school year: of {len(done.parts):,}, {len(done.built):,} "
            f"are new and {same:,} stay as they were."
        ),
        (
            f"Of {_counts(done):,} counts looked at anew, {sum(withheld.values()):,} are withheld"
            f"{': ' * bool(by_level)}{', '.join(by_level)}."
        ),
        *(["Nothing was published: this was a dry run."] if dry_run else []),
    ]


def publication_as_json(
    done: Publication, district: District, *, dry_run: bool
) -> dict[str, object]:
    """The same for programs, with the parts that were made anew."""
    withheld = _withheld(done)
    return {
        "release": done.release.number,
        "published": not dry_run,
        "through": district.calendar.label(done.release.through),
        "changed": done.release.changed,
        "parts": len(done.parts),
        "built": len(done.built),
        "carried": done.carried,
        "counts": _counts(done),
        "withheld": sum(withheld.values()),
        "withheld_by_level": withheld,
    }


def status_lines(found: Status, district: District, today: date) -> list[str]:
    """What is published, what is loaded and not published, what is late, what is awaited."""
    late = [arrival for arrival in found.outstanding if arrival.due_on < today]
    coming = [arrival for arrival in found.outstanding if arrival.due_on >= today]
    waiting = _listed("Loaded, not published:", _loads(found.loaded_since, district))
    return [
        _published(found.release, district),
        *(waiting or ["Everything that is loaded is published."]),
        *_listed(
            "Withdrawn, seen until the next publish:", _loads(found.withdrawn_since, district)
        ),
        *(_listed("Late:", (_owed(a, district, today) for a in late)) or ["Nothing is late."]),
        *_listed("Not sent yet, not late:", (_owed(a, district, today) for a in coming)),
    ]


def status_as_json(found: Status, district: District, today: date) -> dict[str, object]:
    """The same for programs."""
    release, calendar = found.release, district.calendar
    return {
        "release": release.number if release else None,
        "through": calendar.label(release.through) if release else None,
        "outstanding": [arrival.source for arrival in found.outstanding],
        "awaited": [
            {
                "source": arrival.source,
                "quarter": calendar.label(arrival.quarter),
                "period_type": arrival.period_type.value,
                "due_on": arrival.due_on.isoformat(),
                "days_late": max((today - arrival.due_on).days, 0),
            }
            for arrival in found.outstanding
        ],
        "loaded_since": [load.load_id for load in found.loaded_since],
        "withdrawn_since": [load.load_id for load in found.withdrawn_since],
    }


def _counts(done: Publication) -> int:
    return sum(report.cells for report in done.protection)


def _withheld(done: Publication) -> dict[str, int]:
    """How many counts are withheld at each level that has any."""
    reports = [report.withheld_by_level for report in done.protection]
    found = {level.value: sum(report.get(level, 0) for report in reports) for level in Level}
    return {level: count for level, count in found.items() if count}


def _plural(level: str, district: District) -> str:
    return district.level_plural(Level(level)).lower()


def _listed(heading: str, sentences: Iterable[str]) -> list[str]:
    told = [f"  • {sentence}" for sentence in sentences]
    return [heading, *told] if told else []


def _published(release: Release | None, district: District) -> str:
    if release is None:
        return "Nothing is published yet."
    when = f"{_day(release.published_at.date())}, by {release.published_by}"
    through = _through(release, district)
    return f"Release {release.number} is published, {through} ({when}): {_new(release)}."


def _through(release: Release, district: District) -> str:
    return f"through {district.calendar.label(release.through)}"


def _new(release: Release) -> str:
    return release.changed or "nothing new"


def _loads(loads: Iterable[Load], district: District) -> list[str]:
    return [_load(load, district) for load in loads]


def _load(load: Load, district: District) -> str:
    """`226: Referral log for 2026-27 Q1, 4,256 rows, loaded Nov 24, 2026 by kim`."""
    known = district.sources
    title = known[load.source].title if load.source in known else load.source
    quarters = [district.calendar.label(quarter) for quarter in sorted(load.quarters)]
    span = " to ".join(dict.fromkeys((quarters[0], quarters[-1])))
    when = f"loaded {_day(load.loaded_at.date())} by {load.loaded_by}"
    return f"{load.load_id}: {title} for {span}, {load.rows:,} rows, {when}"


def _owed(arrival: Arrival, district: District, today: date) -> str:
    """`Telehealth partner for 2026-27 Q1, due Oct 25, 2026: 30 days late`."""
    known = district.sources
    title = known[arrival.source].title if arrival.source in known else arrival.source
    period = district.calendar.said(arrival.quarter, arrival.period_type)
    days = (today - arrival.due_on).days
    late = f": {days} day{'s' * (days != 1)} late" if days > 0 else ""
    return f"{title} for {period}, due {_day(arrival.due_on)}{late}"


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
