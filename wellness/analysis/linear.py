"""Least squares for many series at once: one design, a row of values a series."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Fit:
    """Coefficients (series × columns), the residual standard deviation (series) and its freedom.

    `unscaled` is the inverse of the design's cross product: a coefficient's variance is the
    residual variance times its place on the diagonal.
    """

    coefficients: FloatArray
    deviation: FloatArray
    freedom: int
    unscaled: FloatArray

    def error(self, column: int) -> FloatArray:
        """The standard error of one column's coefficient, a series each."""
        found: FloatArray = self.deviation * np.sqrt(self.unscaled[column, column])
        return found


def fit(values: FloatArray, design: FloatArray) -> Fit:
    """Fit every series (series × points) on a design (points × columns).

    A series with a gap gives NaN. Raises `ValueError` where no freedom is left.
    """
    points, columns = design.shape
    if points <= columns:
        raise ValueError(f"{points} points cannot tell {columns} numbers: one more is needed.")
    inverse = np.linalg.pinv(design)
    coefficients = values @ inverse.T
    residuals = values - coefficients @ design.T
    freedom = points - columns
    deviation = np.sqrt((residuals**2).sum(axis=-1) / freedom)
    return Fit(coefficients, deviation, freedom, inverse @ inverse.T)


def season_columns(seasons: IntArray) -> FloatArray:
    """A column for each season: 1 in its own quarters."""
    found: FloatArray = (seasons[:, None] == np.unique(seasons)).astype(np.float64)
    return found


def with_time(design: FloatArray) -> FloatArray:
    """The design with a column for time behind it, in quarters, 0 in the middle."""
    time = np.arange(len(design), dtype=np.float64)
    return np.column_stack([design, time - time.mean()])
