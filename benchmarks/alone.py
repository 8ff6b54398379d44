"""Work in a process of its own, so that its peak of memory is its own."""

import os
import resource
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

# Linux counts in kilobytes, macOS in bytes.
PER_MEGABYTE = 1024**2 if sys.platform == "darwin" else 1024

Given = TypeVar("Given")
Result = TypeVar("Result")


def alone(
    environment: Mapping[str, str], work: Callable[[Given], Result], given: Given
) -> tuple[Result, float]:
    """What the work returns, and the most megabytes that were in memory during it."""
    # A spawned process begins small; a forked one would begin with this one's memory.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_with_peak, dict(environment), work, given).result()


def _with_peak(
    environment: Mapping[str, str], work: Callable[[Given], Result], given: Given
) -> tuple[Result, float]:
    os.environ.update(environment)
    result = work(given)
    return result, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PER_MEGABYTE
