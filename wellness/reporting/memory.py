"""Answers are remembered: a release never changes, so nothing is ever stale."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

# An answer is some tens of kilobytes: sixty-four of a kind are a few megabytes, and more than the
# questions that a meeting asks in an hour.
KEPT = 64

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def remembered(answer: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep the last answers of a function whose arguments are hashable.

    A question is compared by content, a source by its own idea of equality (identity at least).
    """
    return cast("Callable[Asked, Answer]", lru_cache(maxsize=KEPT)(answer))
