"""Protection: which cells of a system are withheld."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wellness.disclosure.policy import Policy
from wellness.disclosure.system import SHOWN, UNPUBLISHED, WITHHELD, System

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
    """Withhold every small or unknown cell, and what an earlier release withheld unchanged.

    A cell once withheld never opens: what it withheld would then be given away.
    Complementary suppression has its place here, between `withheld` and `states`.
    """
    started = time.perf_counter()
    withheld = system.small | (system.value == UNPUBLISHED)
    exposed = np.zeros_like(withheld)
    if published is not None:
        withheld |= published.withheld
        exposed = withheld & published.shown
    states = np.where(withheld, WITHHELD, SHOWN).astype(np.uint8)
    if progress is not None:
        progress(1.0, f"{int(withheld.sum()):,} of {system.cells:,} counts withheld")
    seconds = {"small": time.perf_counter() - started}
    return Protection(states, _report(system, withheld, exposed, seconds))


def _report(
    system: System,
    withheld: NDArray[np.bool_],
    exposed: NDArray[np.bool_],
    seconds: dict[str, float],
) -> ProtectionReport:
    count, everything = int(withheld.sum()), int(system.value.clip(0).sum())
    return ProtectionReport(
        cells=system.cells,
        small=int(system.small.sum()),
        withheld=count,
        certified=0,
        fallback=(),
        exposed=tuple(system.ids[exposed].tolist()),
        share_cells=count / system.cells if system.cells else 0.0,
        share_value=int(system.value.clip(0)[withheld].sum()) / everything if everything else 0.0,
        withheld_by_level=_by_level(system, withheld),
        seconds=seconds,
    )


def _by_level(system: System, withheld: NDArray[np.bool_]) -> dict[str, int]:
    """Withheld cells by the level that the first part of an id names."""
    levels = [cell.split("|", 1)[0] for cell in system.ids[withheld].tolist()]
    found, counts = np.unique(levels, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))
