"""Numbers as partners write them: marks among them, marks beside them, forms of digits."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wellness.domain.mappings import FileMapping, Meaning, Token
from wellness.publishing.reading import Words

EMPTY, BAD = -1, 99  # an empty cell that no token explains; a text that is no number
_PLAIN = re.compile(r"-?(\d{1,15}(\.\d+)?|\.\d+)([eE][-+]?\d{1,3})?")
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_SWAPPED = str.maketrans(",.", ".,")
_PERCENT = 2  # decimal places between percent and share
_WORDS = {Token.ZERO: 0.0, Token.ONE: 1.0}
Amounts = NDArray[np.float64]
States = NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """Numbers with their states: 0 for a number, else a place in `NumberForm.flags`.

    An amount is not a number (NaN) unless its state is 0.
    """

    amounts: Amounts
    states: States

    def __add__(self, other: "Cells") -> "Cells":
        """Both added up; what one of them lacks, the sum lacks."""
        return Cells(self.amounts + other.amounts, np.maximum(self.states, other.states))


class NumberForm:
    """How one mapping writes numbers, and what its marks mean."""

    def __init__(self, mapping: FileMapping) -> None:
        """Take the marks of a mapping."""
        self.mapping = mapping

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """The flags of tidy rows, by state; of two that meet in one row the later is said."""
        every = (*self.mapping.tokens.values(), *self.mapping.flags.meanings.values())
        bands = sorted({meaning.flag for meaning in every if meaning.token.is_band})
        plain = (Token.NOT_APPLICABLE.value, Token.NOT_REPORTED.value)
        return ("", *plain, *bands, Token.WITHHELD.value)

    @property
    def not_reported(self) -> int:
        """The state of what was not reported."""
        return self.flags.index(Token.NOT_REPORTED)

    @property
    def not_applicable(self) -> int:
        """The state of what cannot have a number."""
        return self.flags.index(Token.NOT_APPLICABLE)

    @property
    def withheld(self) -> int:
        """The state of what the sender withheld."""
        return self.flags.index(Token.WITHHELD)

    def of_sum(self, lowest: States, highest: States) -> States:
        """The states of sums of several, from the lowest and the highest among their parts.

        A band is of one number, so a sum with a part in a band is withheld; one that is not
        applicable in parts is not reported: what counts there nobody says.
        """
        banded = (highest > self.not_reported) & (highest < self.withheld)
        mixed = (highest == self.not_applicable) & (lowest != highest)
        found = np.where(banded, self.withheld, highest)
        return np.where(mixed, self.not_reported, found)

    def read(self, words: Words, *, percent: bool, ready: bool) -> Cells:
        """A column of numbers; `ready` ones are shares where a percent sign stands behind them."""
        read = [self._one(t, percent=percent or (ready and t.endswith("%"))) for t in words.texts]
        amounts = np.array([amount for amount, _ in read], dtype=np.float64)
        states = np.array([state for _, state in read], dtype=np.int64)
        return Cells(amounts[words.codes], states[words.codes])

    def marks(self, words: Words) -> tuple[States, list[str]]:
        """The states that a column of flags gives, and the codes in it that have no meaning."""
        unknown: list[str] = []
        states = []
        for text in words.texts:
            known = [self.mapping.flags.meanings.get(code) for code in text.split()]
            unknown += [c for c, k in zip(text.split(), known, strict=True) if k is None]
            states.append(BAD if None in known else max(map(self._state, known), default=0))
        return np.array(states, dtype=np.int64)[words.codes], unknown

    def meaning(self, text: str) -> Meaning | None:
        """The meaning of a text that is a mark as a whole, None for any other."""
        return self._tokens.get(text.casefold())

    @cached_property
    def _tokens(self) -> dict[str, Meaning]:
        return {token.strip().casefold(): m for token, m in self.mapping.tokens.items()}

    def _state(self, meaning: Meaning | None) -> int:
        return self.flags.index(meaning.flag) if meaning else BAD

    def _one(self, text: str, *, percent: bool) -> tuple[float, int]:
        meaning = self.meaning(text)
        if meaning and meaning.token in _WORDS:
            return _WORDS[meaning.token], 0
        if meaning and meaning.flag:
            return np.nan, self._state(meaning)
        amount = self._amount(self.unmarked(text), percent=percent)
        if amount is not None:
            return amount, 0
        return np.nan, BAD if text else EMPTY

    def unmarked(self, text: str) -> str:
        """The text without marks at its ends that leave the number as it is."""
        shown = [token for token, meaning in self._tokens.items() if meaning.token is Token.SHOWN]
        for mark in sorted(filter(None, shown), key=len, reverse=True):
            if text.casefold().endswith(mark):
                text = text[: -len(mark)].strip()
            if text.casefold().startswith(mark):
                text = text[len(mark) :].strip()
        return text

    def _amount(self, text: str, *, percent: bool) -> float | None:
        """The number; a share for one in percent, exact to the last decimal."""
        bare = text.removesuffix("%").strip() if percent else text
        if self.mapping.decimal_comma:
            bare = bare.translate(_SWAPPED)
        if _THOUSANDS.fullmatch(bare):
            bare = bare.replace(",", "")
        if not _PLAIN.fullmatch(bare):
            return None
        return float(Decimal(bare).scaleb(-_PERCENT)) if percent else float(bare)
