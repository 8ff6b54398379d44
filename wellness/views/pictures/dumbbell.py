"""A dumbbell: a place a year ago (hollow) and now (filled)."""

from functools import lru_cache

from wellness.views.pictures import canvas

HEIGHT, EDGE = 16.0, 6.0


@lru_cache(maxsize=4096)
def dumbbell(
    before: float | None, now: float | None, low: float, high: float, width: float = 128
) -> str:
    """Both numbers on a scale from `low` to `high`; what is not shown is not drawn."""
    ground = f'<path d="M0 8H{width:g}" stroke="var(--rule)" stroke-width="1.5"/>'
    spots = [None if v is None else _along(v, low, high, width) for v in (before, now)]
    return canvas.svg(width, HEIGHT, ground + _between(*spots) + _ends(*spots))


def _along(amount: float, low: float, high: float, width: float) -> float:
    return EDGE + (width - 2 * EDGE) * ((amount - low) / (high - low) if high > low else 0.5)


def _between(before: float | None, now: float | None) -> str:
    if before is None or now is None:
        return ""
    return f'<path d="M{before:.1f} 8H{now:.1f}" stroke="var(--ref)" stroke-width="2"/>'


def _ends(before: float | None, now: float | None) -> str:
    past = "" if before is None else canvas.dot(before, 8, 3.4, hollow=True)
    return past + ("" if now is None else canvas.dot(now, 8, 4))
