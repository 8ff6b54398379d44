"""On track: where the last four quarters stand, and where the path to a target asks them to be."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from wellness.analysis import linear

FloatArray = NDArray[np.float64]
Verdict = Literal["ahead", "on_course", "behind"]

YEAR = 4  # quarters
LATER = 4  # quarters after the baseline before anything is said
SURE = 0.10  # two-sided: one time in ten a place exactly on its path is called ahead or behind
LINEAR_FROM = 0.2  # a share above this is asked to grow by points, all else by percents
_MIDDLE = (YEAR - 1) / 2  # from a year's last quarter back to its middle, in quarters


@dataclass(frozen=True)
class Standing:
    """The year that just closed, what the path asks of it, and whether chance explains the rest."""

    verdict: Verdict
    now: float
    asked: float
    p: float


@dataclass(frozen=True)
class Path:
    """From a baseline year to a target year, given by the positions of their last quarters."""

    baseline: float
    baseline_at: int
    target: float
    target_at: int
    is_linear: bool

    def at(self, closing: int) -> float:
        """What is asked of the year that closes at a position: the mean over its quarters."""
        quarters = np.arange(closing - YEAR + 1, closing + 1)
        span = self.target_at - self.baseline_at
        share = (quarters - (self.baseline_at - _MIDDLE)) / span
        first, last = self._scaled(self.baseline), self._scaled(self.target)
        asked = first + share * (last - first)
        return float(asked.mean() if self.is_linear else np.exp(asked).mean())

    def _scaled(self, value: float) -> float:
        return value if self.is_linear else float(np.log(value))


def against_target(
    numerators: ArrayLike,
    seasons: ArrayLike,
    *,
    target: float,
    target_at: int,
    baseline_at: int,
    improvement: Literal["increase", "decrease"],
    denominators: ArrayLike | None = None,
) -> Standing:
    """Where a place stands on its way to a target: ahead, on course or behind.

    One series, one number a quarter, the latest last; without `denominators` numerators are
    counts, and a year is their mean. `baseline_at` and `target_at` are the positions of the last
    quarters of the baseline's and the target's year. The path is straight on the log scale, and
    linear for shares above 20 %. u = log(A / R), its error s / √2 (four quarters now, four then),
    s the residual deviation of the series around season and time; Student's t, 90 %. Raises
    `ValueError` without a whole baseline year or fewer than four quarters after it.
    """
    x = np.asarray(numerators, dtype=np.float64)
    n = np.ones_like(x) if denominators is None else np.asarray(denominators, dtype=np.float64)
    latest = len(x) - 1
    _require(x, baseline_at, latest)
    baseline, now = (_year(x, n, closing) for closing in (baseline_at, latest))
    is_linear = denominators is not None and max(baseline, target) > LINEAR_FROM
    path = Path(baseline, baseline_at, target, target_at, is_linear)
    asked = path.at(latest)
    quarterly = x / n if is_linear else np.log(x / n)
    design = linear.with_time(linear.season_columns(np.asarray(seasons, dtype=np.int64)))
    noise = linear.fit(quarterly[None, :], design)
    ahead = now - asked if is_linear else float(np.log(now / asked))
    error = float(noise.deviation[0]) / np.sqrt(2)
    p = 2 * float(special.stdtr(noise.freedom, -abs(ahead) / error)) if error else float("nan")
    better = ahead if improvement == "increase" else -ahead
    return Standing(_verdict(better, p), now, asked, p)


def _verdict(better: float, p: float) -> Verdict:
    if not p < SURE:
        return "on_course"
    return "ahead" if better > 0 else "behind"


def _year(x: FloatArray, n: FloatArray, closing: int) -> float:
    inside = slice(closing - YEAR + 1, closing + 1)
    return float(x[inside].sum() / n[inside].sum())


def _require(x: FloatArray, baseline_at: int, latest: int) -> None:
    if baseline_at < YEAR - 1 or np.isnan(x[baseline_at - YEAR + 1 : baseline_at + 1]).any():
        raise ValueError("The baseline year is not complete: its four quarters are needed.")
    if latest - baseline_at < LATER:
        later = latest - baseline_at
        raise ValueError(f"{later} quarters after the baseline say nothing: {LATER} are needed.")
