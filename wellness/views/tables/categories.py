"""Categories beside each other: each against its own number of a year ago."""

from wellness.reporting.answers import Shares
from wellness.views import phone, silence, words
from wellness.views.pictures import canvas
from wellness.views.pictures.bullet import bullet
from wellness.views.tables import rows


def category_table(shares: Shares, mark: float | None = None) -> None:
    """Draw a bar a category. The line is at `mark` where given, else at the year ago."""
    if silence.told(shares):
        return
    amounts = [p.amount for c in shares.categories for p in (c.now, c.year_ago) if p]
    full = max((a for a in [*amounts, mark] if a is not None), default=1) * 1.08
    full = 1 if shares.indicator.kind.is_percent else full
    width = 76 if phone.on_phone() else 112
    table = [
        [
            words.plain(category.title),
            rows.amount(category.now),
            words.before(category.now, category.year_ago),
            canvas.markdown(
                bullet(
                    category.now.amount,
                    mark if mark is not None else _before(category.year_ago),
                    full,
                    width=width,
                )
            ),
        ]
        for category in shares.categories
    ]
    line = "Line: a year ago" if mark is None else f"Line: {mark:.0%}"
    now = next((c.now.label for c in shares.categories), "Now")
    head = [shares.breakdown.title, rows.below(now, words.unit(shares.indicator)), "Year ago", line]
    rows.draw(head, table, shares.finding.sentence)


def _before(point: object) -> float | None:
    return getattr(point, "amount", None)
