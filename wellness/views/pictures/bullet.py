"""A bullet: a number against its target, both from zero."""

from functools import lru_cache

from wellness.views.pictures import canvas

HEIGHT = 18.0  # the lowest pixels stay empty: pictures hang a little below the words


@lru_cache(maxsize=4096)
def bullet(
    amount: float | None,
    target: float | None,
    full: float,
    *,
    confirmed: bool = True,
    width: float = 96,
) -> str:
    """A bar from zero on a ground that ends at `full`, and a line at the target.

    The line is dotted while the target is to be confirmed. Without an amount there is no bar.
    """
    body = [canvas.bar(0, 2, width, 10, "band")]
    if amount is not None:
        body.append(canvas.bar(0, 4.5, _along(amount, full, width), 5, "series"))
    if target is not None:
        dotted = "" if confirmed else ' stroke-dasharray="2 2"'
        x = min(max(_along(target, full, width), 1), width - 1)
        body.append(f'<path d="M{x:.1f} 0V14" stroke="var(--ink)" stroke-width="2"{dotted}/>')
    return canvas.svg(width, HEIGHT, "".join(body))


def _along(amount: float, full: float, width: float) -> float:
    return width * min(max(amount / full, 0), 1) if full > 0 else 0
