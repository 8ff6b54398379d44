"""Numbers written as text: which are numbers, and what is wrong with the others."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wellness.publishing.reading import Words

_WHOLE = r"^-?\d{1,15}$"  # 15 digits are exact as a float too
_DECIMAL = r"^-?(\d{1,15}(\.\d+)?|\.\d+)([eE][-+]?\d{1,3})?$"


@dataclass(frozen=True)
class Numbers:
    """A column of numbers.

    `amounts` are the numbers (0 where none is given), `given` says where there is one and `bad`
    where a text stands that is none.
    """

    amounts: NDArray[np.float64]
    given: NDArray[np.bool_]
    bad: NDArray[np.bool_]


def whole_numbers(words: Words) -> Numbers:
    """The column as counts, exact up to 15 digits."""
    return _numbers(words, _WHOLE)


def decimal_numbers(words: Words) -> Numbers:
    """The column as numbers with a decimal point."""
    return _numbers(words, _DECIMAL)


def _numbers(words: Words, pattern: str) -> Numbers:
    texts = pa.array(words.texts, pa.string())
    good = pc.match_substring_regex(texts, pattern)
    amounts = pc.if_else(good, texts, "0").cast(pa.float64()).to_numpy()
    fits = good.to_numpy(zero_copy_only=False)
    empty = pc.equal(texts, "").to_numpy(zero_copy_only=False)
    return Numbers(amounts[words.codes], fits[words.codes], ~(fits | empty)[words.codes])


# What a text that is no number most likely is, and how to mend it. The first that fits is said.
_DIAGNOSES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        r"-?\d{1,3}(,\d{3})+(\.\d+)?": (
            "has commas between the thousands",
            "Write it without them, like 1200.",
        ),
        r"-?\d+,\d+": ("has a comma for a decimal point", "Write a point, like 1.5."),
        r"-?\d+\.0+": ("is a whole number with a decimal point", "Write it without the point."),
        r"-?\d*\.\d+": ("is not a whole number", "A count is whole: write how many there were."),
        r"[-+.\d]+%": (
            "is a percentage",
            "Write the count; a rate that comes without counts is a share in “value”, like 0.45.",
        ),
        r"[<>≤≥] ?\d+|\d+ ?[-–] ?\d+": (
            "is a range, which hides a count",
            "Send the count; where it may not be sent, leave it empty and flag it “withheld”.",
        ),
        r"\d{16,}": ("has more digits than a count can have", "Check the number."),
        r"\W{1,3}|n/?a|nan|null|none|nd|ns|x|z": (
            "is a mark, not a number",
            "Leave the number empty and write the mark into “flag”. Zero is written 0.",
        ),
        r"(?=.*\d).+": ("holds other characters than digits", "Write digits only."),
    }
)


def diagnosis(text: str) -> tuple[str, str]:
    """What is wrong with a text that is no number, and how to mend it."""
    for pattern, said in _DIAGNOSES.items():
        if re.fullmatch(pattern, text, re.IGNORECASE):
            return said
    return "is not a number", "Write digits, or leave it empty and say why in “flag”."
