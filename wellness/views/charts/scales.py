"""Scales: where an axis begins and ends, and which ticks it has."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wellness.domain.indicators import Indicator
from wellness.reporting.answers import Point

STEPS = (1, 2, 2.5, 5, 10)
HIDES_THE_MATTER = 0.25  # a series that spans less than a quarter of its height from zero
MILLION = 1_000_000
ROOM = 0.2  # of what the amounts span, below the least of them, so that it does not touch the edge


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` with ticks by amount; `note` says if it begins above zero."""

    low: float
    high: float
    ticks: Mapping[float, str]
    note: str = ""

    @property
    def span(self) -> tuple[float, float]:
        """From where to where."""
        return self.low, self.high

    def share(self, part: float) -> float:
        """The amount at that share of the height, 0 at the foot."""
        return self.low + part * (self.high - self.low)


def scale_of(
    indicator: Indicator,
    amounts: Iterable[float | None],
    *,
    zero: bool | None = None,
    steps: int = 4,
) -> Scale:
    """The scale for these amounts: from zero, unless that would flatten the series.

    `zero` decides instead of the series: True for columns, which always stand on zero, False for
    dots, whose place alone tells.
    """
    known = [a for a in amounts if a is not None]
    top = max(known, default=1.0) or 1.0
    flat = bool(known) and top - min(known) < HIDES_THE_MATTER * top and min(known) > 0
    if zero or (zero is None and not flat):
        return _scale(indicator, 0.0, top, steps)
    low = min(known, default=0.0)
    room = max(top - low, 0.04 * top) if flat else ROOM * (top - low)
    return _scale(indicator, max(low - room, 0.0), top, steps)


def points_scale(indicator: Indicator, points: Sequence[Point], *, bands: bool) -> Scale:
    """The scale for a series, with its 95 % ranges where they are drawn."""
    ends = [e for p in points for e in (p.low, p.high)] if bands else []
    return scale_of(indicator, [*(p.amount for p in points), *ends])


def amount_text(indicator: Indicator, amount: float) -> str:
    """An amount as a tick writes it: `40%`, `1,200`, `2.5`, `1.05M`."""
    if indicator.kind.is_percent:
        return f"{amount * 100:.6g}%"
    if abs(amount) >= MILLION:
        return f"{amount / MILLION:.6g}M"
    return f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.6g}"


def _scale(indicator: Indicator, low: float, top: float, steps: int) -> Scale:
    step = _step((top - low) / steps)
    if not (indicator.kind.is_quotient or indicator.kind.arrives_ready):
        step = max(step if step == round(step) else 2 * step, 1)  # nobody counts half a student
    first, last = math.floor(low / step), math.ceil(top * 0.999 / step)
    if indicator.kind.is_percent and last * step > 1 >= top:
        last = max(math.floor(1 / step), first + 1)
    amounts = [round(n * step, 10) for n in range(first, last + 1)]
    ticks = {a: amount_text(indicator, a) for a in amounts}
    foot = amounts[0]
    words = f"The scale starts at {ticks[foot]}" if foot > 0 else ""
    high = max(amounts[-1], top) + 0.07 * (max(amounts[-1], top) - foot)
    return Scale(foot, high, ticks, words)


def _step(rough: float) -> float:
    """The roundest step at least as wide as `rough`."""
    size = 10 ** math.floor(math.log10(rough)) if rough > 0 else 1
    return next(s * size for s in STEPS if s * size >= rough * 0.999)
