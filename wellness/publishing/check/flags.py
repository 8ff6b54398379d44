"""Rules about flags: a mark stands in place of a number, and is no place for remarks."""

import re
from collections.abc import Iterator

import numpy as np

from wellness.domain.bands import Band, looks_like_band
from wellness.domain.deliveries import Fault
from wellness.domain.indicators import Kind
from wellness.domain.mappings import Token
from wellness.publishing.check.rows import Rows, Verdict

_MARK = re.compile(r"\S{0,20}")
_NUMBERLESS = frozenset({Token.NOT_APPLICABLE.value, Token.NOT_REPORTED.value})
_NEVER_PERCENT = frozenset({Kind.MEDIAN, Kind.MEAN, Kind.RATIO})


def remarks(rows: Rows) -> Iterator[Fault]:
    """A flag of several words. They are not repeated: a remark may be about somebody."""
    said = (
        "The flag is more than one word.",
        "Write one word or mark, like “withheld”; remarks do not belong in a delivery.",
    )
    for row in np.flatnonzero(~rows.words["flag"].rows_where(_is_mark)):
        yield rows.fault(row, "flag", "remark", said, value="")


def unclear_bands(rows: Rows) -> Iterator[Fault]:
    """A band that is not written like one, or in percent of what has no percentages."""

    def verdict(code: str, flag: str) -> Verdict:
        if not looks_like_band(flag):
            return None
        band, indicator = Band.of(flag), rows.indicator(code)
        if band is None:
            return "This is not a band.", "Write it like “high_band:95%” or “low_band:11”."
        if indicator and band.is_share and indicator.kind in _NEVER_PERCENT:
            return f"{indicator.title} is not a percentage.", "Write the bound without “%”."
        return None

    return rows.judged(("indicator", "flag"), verdict, "flag", "unclear_band")


def flags_with_number(rows: Rows) -> Iterator[Fault]:
    """A number beside a flag that says there is none to tell; mappings say so themselves."""
    if rows.sheet.origins is not None:
        return
    marked = rows.words["flag"].rows_where(lambda f: f in _NUMBERLESS or looks_like_band(f))
    for column in ("numerator", "value"):
        said = (
            "A number stands here, and the flag beside it says that there is none to tell.",
            "Empty the number or the flag.",
        )
        given = marked & rows.numbers[column].given
        yield from rows.masked(given, column, "flag_with_number", said)


def _is_mark(text: str) -> bool:
    return _MARK.fullmatch(text) is not None
