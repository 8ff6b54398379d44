"""A school's numbers among the schools of its type."""

from wellness.reporting.answers import Profile, ProfileRow
from wellness.views import phone, words
from wellness.views.pictures import canvas
from wellness.views.pictures.sparkline import sparkline
from wellness.views.pictures.spine import spine
from wellness.views.tables import rows

WIDE = ["Indicator", "School", "District", "worse ← similar schools → better", "Trend"]
NARROW = ["Indicator", "School", "worse ← similar → better"]


def profile_table(profile: Profile) -> None:
    """Draw a row an indicator; on a phone the district stands below the indicator."""
    narrow = phone.on_phone()
    table = [_narrow(row) if narrow else _wide(row) for row in profile.rows]
    rows.draw(NARROW if narrow else WIDE, table, f"{profile.school.name} among similar schools")


def _named(row: ProfileRow) -> str:
    return f"{words.plain(row.indicator.title)} {words.quiet(row.period)}".rstrip()


def _spine(row: ProfileRow, width: float) -> str:
    """The picture; none for counts, which say how large a school is and not how it does."""
    kind = row.indicator.kind
    if not (kind.is_quotient or kind.arrives_ready):
        return ""
    direction = row.indicator.improvement
    return canvas.markdown(spine(row.now, row.district.amount, row.spread, direction, width))


def _wide(row: ProfileRow) -> list[str]:
    return [
        _named(row),
        rows.amount(row.now),
        rows.past(row.district),
        _spine(row, 208),
        canvas.markdown(sparkline(row.points, row.now, 104)),
    ]


def _narrow(row: ProfileRow) -> list[str]:
    district = words.quiet(f"district\N{NO-BREAK SPACE}{words.state(row.district)}")
    return [rows.below(_named(row), district), rows.amount(row.now), _spine(row, 120)]
