"""How often chance alone is called a change, and how often a real one is seen.

Invented series of the sample district's shape, in which nothing changed or exactly one thing did;
beside each figure what the usual method does on the same numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from benchmarks.figures import Figure
from benchmarks.settings import Settings
from wellness.analysis import comparison, funnel, many, process, seasonal

FloatArray = NDArray[np.float64]

SERIES, SCHOOLS, DISTRICTS = 20_000, 1_000, 20
QUARTERS = 16
SEASON = np.array([0.55, 1.10, 1.20, 1.15])
WHEN = np.arange(QUARTERS) % len(SEASON)
SERVED = 0.041  # share of the students, in an ordinary quarter
RISE = 1.2
CALLED = 0.05  # the level that everybody takes
_Z = 1.959964


def run(settings: Settings) -> Iterator[Figure]:
    """Shares of series in percent, and schools of a thousand."""
    rng = np.random.default_rng(settings.seed)
    yield from _charts(rng)
    yield from _comparisons(rng)
    yield from _schools(rng)
    yield from _funnels(rng)


def _charts(rng: np.random.Generator) -> Iterator[Figure]:
    stable = _series(rng, 0.08)
    risen = stable.copy()
    risen[:, -4:] *= RISE
    marks, plain = seasonal.marks(stable, WHEN) != 0, _plain(stable)
    seen = seasonal.marks(risen, WHEN) != 0
    yield _percent("stable charts of 16 quarters with any mark", _any(marks), None, 8.0)
    yield _percent("stable charts marked at the latest quarter", marks[:, -1], None, 1.5)
    yield _percent(
        "charts that see a rise of a fifth held for a year, noise 8 %",
        _any(seen),
        _any(_plain(risen)),
    )
    yield _percent("stable charts with any mark, season left in (sees nothing)", _any(plain))


def _comparisons(rng: np.random.Generator) -> Iterator[Figure]:
    for noise in (0.02, 0.05, 0.10):
        stable = _series(rng, noise) * 430_000 * SERVED
        p = comparison.same_quarter(np.log(stable), WHEN).p
        now, ago = stable[:, -1], stable[:, -5]
        naive = np.abs(np.log(now / ago)) / np.sqrt(1 / now + 1 / ago) > _Z
        yield _percent(f"unchanged districts called changed, noise {noise:.0%}", p < CALLED, naive)
    unchanged, lasting = _series(rng, 0.08), _series(rng, 0.08)
    lasting[:, -4:] *= RISE
    false, found = (
        comparison.lasting_change(np.log(values), WHEN).p < comparison.LASTING
        for values in (unchanged, lasting)
    )
    yield _percent("lasting changes found where nothing changed", false)
    yield Figure("lasting rises of a fifth found, at least 75 %", 100 * float(found.mean()), "%")


def _schools(rng: np.random.Generator) -> Iterator[Figure]:
    for noise in (0.0, 0.15, 0.25):
        ours, usual = list[int](), list[int]()
        for _ in range(DISTRICTS):
            counts, exposures = _unchanged_schools(rng, noise)
            ours.append(_listed(counts, exposures))
            usual.append(_listed_naively(counts, exposures))
        what = f"of 1,000 unchanged schools, listed as changed, noise {noise:.0%}"
        yield Figure(what, float(np.mean(ours)), "schools", float(np.mean(usual)), most=1.0)


def _funnels(rng: np.random.Generator) -> Iterator[Figure]:
    for spread in (0.0, 0.2, 0.35, 0.5):
        ours, usual = list[int](), list[int]()
        for _ in range(DISTRICTS):
            x, n = _ordinary_schools(rng, spread)
            made = funnel.fit(x, n)
            ours.append(int((made.p_values(x, n) < funnel.MARKED).sum()))
            plain = funnel.Funnel(made.mean, 1.0, 0.0)
            usual.append(int((plain.p_values(x, n) < funnel.MARKED).sum()))
        most = 5.5 if spread == 0.35 else None  # noqa: PLR2004 - the spread that the bar names
        what = f"of 1,000 ordinary schools, outside the funnel, log-odds sd {spread:g}"
        yield Figure(what, float(np.mean(ours)), "schools", float(np.mean(usual)), most=most)


def _series(rng: np.random.Generator, noise: float) -> FloatArray:
    """Stable seasonal series around 1."""
    found: FloatArray = SEASON[WHEN] * np.exp(rng.normal(0, noise, (SERIES, QUARTERS)))
    return found


def _plain(values: FloatArray) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = process.rule_numbers(values, process.xmr_limits(values)) < len(
        process.RULES
    )
    return found


@dataclass(frozen=True)
class _Sizes:
    """Students and levels of 1,000 schools that differ as schools do."""

    students: FloatArray
    level: FloatArray


def _sizes(rng: np.random.Generator, spread: float) -> _Sizes:
    students = np.clip(rng.lognormal(np.log(430), 0.7, SCHOOLS), 60, 4_500).round()
    return _Sizes(students, np.exp(rng.normal(0, spread, SCHOOLS)))


def _unchanged_schools(rng: np.random.Generator, noise: float) -> tuple[FloatArray, FloatArray]:
    """Served and enrolled, schools × quarters."""
    sizes = _sizes(rng, 0.35)
    wiggle = np.exp(rng.normal(0, noise, (SCHOOLS, QUARTERS)))
    expected = (sizes.students * sizes.level)[:, None] * SERVED * SEASON[WHEN] * wiggle
    exposures = np.repeat(sizes.students[:, None], QUARTERS, axis=1)
    return rng.poisson(expected).astype(np.float64), exposures


def _listed(counts: FloatArray, exposures: FloatArray) -> int:
    noise = comparison.quarter_noise(counts[:, :-1], exposures[:, :-1])
    district = counts[:, -1].sum() / counts[:, -5].sum()
    now, ago = (counts[:, -1], exposures[:, -1]), (counts[:, -5], exposures[:, -5])
    p = comparison.schools(now, ago, max(noise, np.finfo(float).tiny), district).p
    return int((many.q_values(p) < many.LISTED).sum())


def _listed_naively(counts: FloatArray, exposures: FloatArray) -> int:
    """By a test that takes chance for the only noise, at 5 %."""
    (x1, n1), (x0, n0) = (counts[:, -1], exposures[:, -1]), (counts[:, -5], exposures[:, -5])
    pooled = (x1 + x0) / (n1 + n0)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * special.ndtr(-np.abs((x1 / n1 - x0 / n0) / error))
    return int((p < CALLED).sum())


def _ordinary_schools(rng: np.random.Generator, spread: float) -> tuple[FloatArray, FloatArray]:
    sizes = _sizes(rng, spread)
    odds = SERVED / (1 - SERVED) * sizes.level
    n = sizes.students.astype(np.int64)
    return rng.binomial(n, odds / (1 + odds)).astype(np.float64), sizes.students


def _any(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The series with any mark."""
    found: NDArray[np.bool_] = np.any(marks, axis=1)
    return found


def _percent(
    what: str,
    marks: NDArray[np.bool_],
    beside: NDArray[np.bool_] | None = None,
    most: float | None = None,
) -> Figure:
    baseline = None if beside is None else 100 * float(beside.mean())
    return Figure(what, 100 * float(marks.mean()), "%", baseline, most=most)
