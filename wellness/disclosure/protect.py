"""Protection: which cells of a system are withheld."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wellness.disclosure.policy import Policy
from wellness.disclosure.system import SHOWN, WITHHELD, System

Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Published:
    """What earlier releases made of cells whose count has not changed since."""

    shown: NDArray[np.bool_]
    withheld: NDArray[np.bool_]


@dataclass(frozen=True)
class ProtectionReport:
    """What a protection cost. Shares are of cells and of their counts, 0 to 1.

    `exposed` are cells that an earlier release printed and that are withheld now.
    """

    cells: int
    small: int
    withheld: int
    certified: int
    fallback: tuple[str, ...]
    exposed: tuple[str, ...]
    share_cells: float
    share_value: float
    withheld_by_level: dict[str, int] = field(default_factory=dict)
    lps: int = 0
    mips: int = 0
    seconds: dict[str, float] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Protection:
    """The state of every cell, and the report."""

    states: NDArray[np.uint8]
    report: ProtectionReport


def protect(
    system: System,
    policy: Policy,  # noqa: ARG001 - width and secret matter to complementary suppression
    published: Published | None = None,
    progress: Progress | None = None,
) -> Protection:
    """Withhold every small cell, and whatever an earlier release withheld unchanged.

    A cell once withheld never opens: the older release would then give away what it hid.
    Complementary suppression has its place here, between `hidden` and `states`.
    """
    started = time.perf_counter()
    hidden = system.small.copy()
    exposed = np.zeros_like(hidden)
    if published is not None:
        hidden |= published.withheld
        exposed = hidden & published.shown
    states = np.where(hidden, WITHHELD, SHOWN).astype(np.uint8)
    if progress is not None:
        progress(1.0, f"{int(hidden.sum()):,} of {system.cells:,} counts withheld")
    seconds = {"small": time.perf_counter() - started}
    return Protection(states, _report(system, hidden, exposed, seconds))


def _report(
    system: System,
    hidden: NDArray[np.bool_],
    exposed: NDArray[np.bool_],
    seconds: dict[str, float],
) -> ProtectionReport:
    count, everything = int(hidden.sum()), int(system.value.clip(0).sum())
    return ProtectionReport(
        cells=system.cells,
        small=int(system.small.sum()),
        withheld=count,
        certified=0,
        fallback=(),
        exposed=tuple(system.ids[exposed].tolist()),
        share_cells=count / system.cells if system.cells else 0.0,
        share_value=int(system.value.clip(0)[hidden].sum()) / everything if everything else 0.0,
        withheld_by_level=_by_level(system, hidden),
        seconds=seconds,
    )


def _by_level(system: System, hidden: NDArray[np.bool_]) -> dict[str, int]:
    """Withheld cells by the level that the first part of an id names."""
    levels = [cell.split("|", 1)[0] for cell in system.ids[hidden].tolist()]
    return {level: levels.count(level) for level in sorted(set(levels))}
