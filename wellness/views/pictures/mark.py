"""Marks: a state as a shape, to stand beside its word."""

from functools import lru_cache

from wellness.views.pictures import canvas

SIZE = 16.0
_SHAPES = {
    "usual": '<circle cx="8" cy="8" r="3" fill="var(--ref)"/>',
    "unfinished": canvas.dot(8, 8, 4, hollow=True),
    "withheld": canvas.hatched(1, 4, 14, 8),
    "not reported": '<path d="M3 8H13" stroke="var(--ref)" stroke-width="2"/>',
}


@lru_cache(maxsize=32)
def mark(word: str) -> str:
    """The shape of `usual`, `unfinished`, `withheld` or `not reported`."""
    return canvas.svg(SIZE, SIZE, _SHAPES[word])
