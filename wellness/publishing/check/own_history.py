"""Questions about numbers that are far from what a series' own history leads one to expect.

The latest quarter is predicted from the season and slope of up to three years before
(`wellness.analysis.unusual`), on the logarithms of counts. A place is first set against what all
places did, so that a good year for all is no jump of each; the total is what those places add up
to that reported throughout.

How often chance alone asks: by construction 0.27 % of totals (the limit of a process chart) and,
whatever the number of places, at most 1 % of an indicator's quarters because of some place; the
change must also be large. Measured on the sample (300 schools, 21 quarters, seeds 1 and 2, each
delivery checked against those before): 7 of 448 deliveries hold a number or a total that is asked
about, 9 questions in all, here and in `jumps` together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pyarrow as pa

from wellness.analysis.unusual import FEWEST, latest
from wellness.domain.deliveries import Fault, Severity
from wellness.domain.periods import QUARTERS_A_YEAR, Quarter
from wellness.publishing.check.known_history import YEARS, Laid, Numbers, laid
from wellness.publishing.check.rows import Codes, Mask, Rows

TOTAL_P = 0.0027  # three standard deviations: the limit of a process chart
PLACES_P = 0.01  # for all places of an indicator and quarter together
TOTAL_FACTOR, PLACE_FACTOR = 1.25, 2.0  # smaller changes are news, not slips
FEWEST_EVENTS = 20  # a quarter on average: below, a logarithm says more than there is
FEWEST_PLACES = 8  # below, what "all places did" is mostly the place itself
_HALF = 0.5  # added to counts, so that zero has a logarithm
_REMEDY = "Check it; load it as it is if it is right."


@dataclass(frozen=True)
class _Window:
    """One quarter of an indicator behind its history: the places that reported throughout."""

    series: Laid
    begin: int
    column: int
    places: Codes

    @property
    def counts(self) -> Numbers:
        """Places × quarters, the one that is judged last."""
        found: Numbers = self.series.counts[self.places, self.begin : self.column + 1]
        return found

    @property
    def row(self) -> Codes:
        """Where each place's number stands in the delivery, −1 for nowhere."""
        found: Codes = self.series.row[self.places, self.column]
        return found

    def only(self, kept: Mask) -> Self:
        """With some of the places."""
        return replace(self, places=self.places[kept])

    def judged(self) -> Self:
        """Without the places that are not in the delivery, or too small to be judged."""
        busy = self.counts[:, :-1].mean(axis=1) >= FEWEST_EVENTS
        return self.only(busy & (self.row >= 0))


def own_history(rows: Rows, delivery: pa.Table) -> tuple[list[Fault], frozenset[int]]:
    """A question for each place, and for each total, that is far from its own history.

    Also the rows of the delivery that have a history to be judged by.
    """
    found, judged = list[Fault](), set[int]()
    for series in laid(rows, delivery):
        for column in series.delivered:
            window = _window(series, int(column))
            if window is not None:
                alone = window.judged()
                judged.update(alone.row.tolist())
                far = alone.only(_is_far_from_all(alone))
                others = window.only(~np.isin(window.places, far.places))
                found += [*_each(rows, far), *_total(rows, others)]
    return found, frozenset(judged)


def _window(series: Laid, column: int) -> _Window | None:
    """The longest history that any place has without a gap; None where it is too short."""
    for years in range(YEARS, FEWEST // QUARTERS_A_YEAR - 1, -1):
        begin = column - years * QUARTERS_A_YEAR
        if begin < 0:
            continue
        whole = ~np.isnan(series.counts[:, begin : column + 1]).any(axis=1)
        if whole.any():
            return _Window(series, begin, column, np.flatnonzero(whole))
    return None


def _is_far_from_all(window: _Window) -> Mask:
    """Which places jumped, each against all."""
    counts = window.counts
    logs = np.log(counts + _HALF)
    common = _common(logs) if len(counts) >= FEWEST_PLACES else np.zeros(logs.shape[1])
    return _far(logs - common, counts, PLACES_P / max(len(counts), 1), PLACE_FACTOR)


def _each(rows: Rows, far: _Window) -> Iterator[Fault]:
    """A question for each place that jumped."""
    message = "This number is far from those of the same quarter before. Is it right?"
    for row, told in zip(far.row, far.counts, strict=True):
        said, value = (message, _REMEDY), _told(told)
        yield rows.fault(row, "numerator", "jump", said, value=value, severity=Severity.WARNING)


def _total(rows: Rows, window: _Window) -> Iterator[Fault]:
    """The sum of places that are not asked about: one alone would have been."""
    counts = window.counts.sum(axis=0, keepdims=True)
    if len(window.places) <= 1 or counts[0, :-1].mean() < FEWEST_EVENTS:
        return
    if _far(np.log(counts + _HALF), counts, TOTAL_P, TOTAL_FACTOR)[0]:
        code = window.series.indicator
        indicator = rows.indicator(code)
        quarter = rows.label(Quarter.of_ordinal(window.series.first + window.column))
        message = (
            f"{indicator.title if indicator else code} for {quarter}, summed over the "
            f"{len(window.places)} places that always reported, is far from the same quarter "
            f"before: {_told(counts[0], ',')}. Is it right?"
        )
        remedy = f"Rows given twice, or those of another quarter, look like this. {_REMEDY}"
        yield Fault(0, "numerator", "total_jump", "", message, remedy, Severity.WARNING)


def _common(logs: Numbers) -> Numbers:
    """How much above its usual each quarter was for the middle place: one slip moves it little."""
    apart: Numbers = np.median(logs - np.median(logs, axis=1, keepdims=True), axis=0)
    return apart


def _far(logs: Numbers, counts: Numbers, p: float, factor: float) -> Mask:
    """Which series end far from what was expected; the floor is the variance of chance alone."""
    floor = 1 / np.maximum(counts[:, :-1].mean(axis=1), 1)
    found = latest(logs, floor)
    apart = np.abs(logs[:, -1] - found.expected)
    far: Mask = (found.p < p) & (apart >= np.log(factor))
    return far


def _told(counts: Numbers, form: str = "") -> str:
    """The same quarter of the years before, then now: `98, 102 → 1000`."""
    *before, now = (f"{count:{form}.0f}" for count in counts[::QUARTERS_A_YEAR])
    return f"{', '.join(before)} → {now}"
