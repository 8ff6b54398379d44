"""A school's numbers among the schools of its type."""

from collections.abc import Iterable, Iterator, Mapping

from wellness.domain.cells import State
from wellness.domain.indicators import Improvement
from wellness.reporting.answers import Profile, ProfileRow
from wellness.views import phone, words
from wellness.views.pictures import canvas
from wellness.views.pictures.sparkline import sparkline
from wellness.views.pictures.spine import spine
from wellness.views.tables import rows

NEUTRAL = "fewer ← → more"  # where neither way is better


def profile_table(profile: Profile) -> None:
    """Draw a row an indicator, by period; on a phone the district stands below the indicator."""
    narrow = phone.on_phone()
    head = _head(profile, narrow=narrow)
    table = list[list[str]]()
    for period, shown in _by_period(profile.rows).items():
        table.append([words.bold(period), *[""] * (len(head) - 1)])
        table.extend(_narrow(profile, row) if narrow else _wide(row) for row in shown)
    rows.draw(head, table, f"{profile.school.name} among similar {profile.words}")


def _head(profile: Profile, *, narrow: bool) -> list[str]:
    here = words.capital(profile.word)
    if narrow:
        return ["Indicator", here, "worse ← similar → better"]
    similar = f"worse ← similar {profile.words} → better"
    return ["Indicator", here, words.capital(profile.whole), similar, "Trend"]


def _by_period(shown: Iterable[ProfileRow]) -> Mapping[str, list[ProfileRow]]:
    """The rows under the period that all of their numbers are of, the newest first."""
    found: dict[str, list[ProfileRow]] = {}
    for row in sorted(shown, key=lambda row: row.now.quarter, reverse=True):
        found.setdefault(row.period, []).append(row)
    return found


def profile_notes(profile: Profile) -> Iterator[str]:
    """How to read the pictures that are there, and who the similar schools are."""
    if any(_is_compared(r) and r.spread and r.now.amount is not None for r in profile.rows):
        yield (
            f"Light: nine in ten {profile.words} of its type; dark: the middle half; "
            f"line: the {profile.whole}"
        )
        yield "Whisker: 95% range"
    if any(point.state is State.WITHHELD for row in profile.rows for point in row.points):
        yield "Hatched: hidden to protect privacy"
    yield profile.peers


def _is_compared(row: ProfileRow) -> bool:
    """Counts say how large a school is and not how it does."""
    kind = row.indicator.kind
    return kind.is_quotient or kind.arrives_ready


def compared(row: ProfileRow, width: float) -> str:
    """The picture, with names of its own for its ends where neither way is better.

    Where the number is hidden, that of the similar schools together stands in words.
    """
    if not _is_compared(row):
        return ""
    if row.beside:
        return words.quiet(row.beside)
    direction = row.indicator.improvement
    drawn = canvas.markdown(spine(row.now, row.district.amount, row.spread, direction, width))
    neutral = direction is Improvement.NEUTRAL and row.spread
    return rows.below(drawn, words.quiet(NEUTRAL) if neutral else "")


def _wide(row: ProfileRow) -> list[str]:
    return [
        words.named(row.indicator),
        rows.below(rows.amount(row.now), words.quiet(words.so_far(row.now))),
        rows.past(row.district),
        compared(row, 208),
        canvas.markdown(sparkline(row.points, row.now, 104)),
    ]


def _narrow(profile: Profile, row: ProfileRow) -> list[str]:
    district = words.quiet(f"{profile.whole}\N{NO-BREAK SPACE}{words.state(row.district)}")
    named = rows.below(words.named(row.indicator), district)
    now = rows.below(rows.amount(row.now), words.quiet(words.so_far(row.now)))
    return [named, now, compared(row, 120)]
