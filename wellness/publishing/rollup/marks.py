"""What flags say in place of a number: withheld, not applicable, or a band."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wellness.domain.bands import Band
from wellness.domain.indicators import Indicator, Kind
from wellness.domain.mappings import Token
from wellness.publishing.rollup.arrays import NO_BAND, BandArray, BoolArray

_PLAIN = (Token.WITHHELD.value, Token.NOT_APPLICABLE.value)


def bands_in(flags: pa.ChunkedArray) -> tuple[str, ...]:
    """The different bands among some flags, in order, behind an empty one for `NO_BAND`."""
    found = (flag for flag in pc.unique(flags).to_pylist() if Band.of(flag))
    return ("", *sorted(found))


@dataclass(frozen=True)
class Marks:
    """Rows whose flag stands in place of a number; what is written beside it does not count.

    `band` is a position in `bands_in`. A band of another number than the one that is shown (of a
    count below a share, or beside a number) tells that number is withheld.
    """

    withheld: BoolArray
    not_applicable: BoolArray
    band: BandArray

    @classmethod
    def of(cls, rows: pa.Table, indicator: Indicator, bands: tuple[str, ...]) -> Self:
        """The marks of one indicator's rows; `bands` are those of `bands_in`."""
        known = pa.array([*_PLAIN, *bands[1:]], pa.string())
        mark = pc.fill_null(pc.index_in(rows["flag"], known), -1).to_numpy()
        fits = np.array([NO_BAND, *(fits_kind(Band.of(b), indicator.kind) for b in bands[1:])])
        banded = np.where(mark >= len(_PLAIN), mark - len(_PLAIN) + 1, NO_BAND)
        shown = "value" if indicator.kind.arrives_ready else "numerator"
        bare = pc.is_null(rows[shown]).to_numpy(zero_copy_only=False)
        is_coded = fits[banded].astype(np.bool_) & bare
        return cls(
            (mark == 0) | ((banded != NO_BAND) & ~is_coded),
            mark == 1,
            np.where(is_coded, banded, NO_BAND).astype(np.int8),
        )

    @property
    def numberless(self) -> BoolArray:
        """The rows that have no number to add up, whatever is written in them."""
        found: BoolArray = self.withheld | self.not_applicable | (self.band != NO_BAND)
        return found


def fits_kind(band: Band | None, kind: Kind) -> bool:
    """Whether a band is about the number that readers meet of such an indicator.

    A bound without a percent sign is of the count below a proportion or ratio, not of the rate. A
    count may be known in percent of its total alone.
    """
    if band is None or kind is Kind.RATIO:
        return False
    if kind is Kind.PROPORTION:
        return band.is_share
    return not band.is_share or kind not in {Kind.MEDIAN, Kind.MEAN}
