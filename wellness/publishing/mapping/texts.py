"""A partner's words for places, indicators and categories, and ours for them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wellness.domain.faults import nearest
from wellness.domain.indicators import Catalogue
from wellness.domain.mappings import CategoryRule, FileMapping, OrgUnitRule
from wellness.domain.periods import Quarter
from wellness.domain.workspace import Definitions
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.headers import spelled
from wellness.publishing.reading import Words

Said = tuple[str, str]  # message and remedy


def joined(body: Body, places: Iterable[int], join: str) -> Words:
    """The texts of some columns, joined row by row."""
    columns = [body.columns[place] for place in places]
    words = columns[0]
    for column in columns[1:]:
        pairs = words.codes * len(column.texts) + column.codes
        codes, different = pd.factorize(pairs)
        firsts, seconds = np.divmod(different, len(column.texts))
        texts = tuple(
            f"{words.texts[first]}{join}{column.texts[second]}"
            for first, second in zip(firsts, seconds, strict=True)
        )
        words = Words(texts, codes.astype(np.int64))
    return words


@dataclass(frozen=True)
class Dictionary:
    """Ours for theirs; a text is compared without regard to case and repeated blanks.

    `names` are the same without punctuation, for words; codes are never compared so.
    """

    words: Mapping[str, str]
    names: Mapping[str, str]
    footnotes: re.Pattern[str] | None = None

    @classmethod
    def of(
        cls,
        pairs: Iterable[tuple[str, str]],
        footnotes: re.Pattern[str] | None = None,
        *,
        as_names: bool = True,
    ) -> "Dictionary":
        """Of pairs theirs → ours; the first of two that are spelled the same holds."""
        words: dict[str, str] = {}
        named: dict[str, set[str]] = {}
        for theirs, ours in pairs:
            words.setdefault(spelled(theirs), ours)
            named.setdefault(_plain(theirs), set()).add(words[spelled(theirs)])
        alone = {name: min(ours) for name, ours in named.items() if name and len(ours) == 1}
        return cls(words, alone if as_names else {}, footnotes)

    def find(self, text: str) -> str | None:
        """Ours for a text, None where it is not known."""
        bare = self.footnotes.sub("", text) if self.footnotes else text
        tried = (self.words.get(spelled(text)), self.words.get(spelled(bare)))
        exact = next((ours for ours in tried if ours is not None), None)
        return self.names.get(_plain(bare)) if exact is None else exact

    def nearest(self, text: str) -> str:
        """The text that was probably meant, or an empty one."""
        return nearest(spelled(text), self.words)

    def translate(self, words: Words) -> tuple[Words, NDArray[np.bool_]]:
        """Ours for every row, and the rows whose text is not known (theirs is kept there)."""
        found = [self.find(text) for text in words.texts]
        unknown = np.array([ours is None for ours in found], dtype=np.bool_)
        ours = {text: told or "" for text, told in zip(words.texts, found, strict=True)}
        return words.mapped(ours.__getitem__), unknown[words.codes]


def _plain(text: str) -> str:
    """A name as it is compared: letters and digits alone."""
    return " ".join(re.split(r"[\W_]+", text.casefold())).strip()


def indicators(mapping: FileMapping, catalogue: Catalogue) -> Dictionary:
    """Indicators by the mapping's codes, by their own and by their titles."""
    rule = mapping.indicator
    codes = rule.codes.items() if rule else ()
    own = ((code, code) for code in catalogue)
    titles = ((indicator.title, indicator.code) for indicator in catalogue.values())
    return Dictionary.of((*codes, *own, *titles), mapping.footnotes)


def categories(
    codes: Mapping[str, str], breakdown: str, mapping: FileMapping, catalogue: Catalogue
) -> Dictionary:
    """Categories as `breakdown:category` by some codes, and by their own names and titles.

    A code that means "" is the total.
    """
    told = ((theirs, _whole(breakdown, ours)) for theirs, ours in codes.items())
    splits = [i.breakdowns[breakdown] for i in catalogue.values() if breakdown in i.breakdowns]
    own = ((c, f"{breakdown}:{c}") for split in splits for c in split.categories)
    titles = ((split.title_of(c), f"{breakdown}:{c}") for split in splits for c in split.categories)
    return Dictionary.of((*told, *own, *titles), mapping.footnotes)


def _whole(breakdown: str, category: str) -> str:
    return f"{breakdown}:{category}" if breakdown and category else category


def row_categories(rule: CategoryRule, mapping: FileMapping, catalogue: Catalogue) -> Dictionary:
    """The categories of `[category]`."""
    return categories(rule.text.codes, rule.breakdown, mapping, catalogue)


class OrgUnits:
    """Our places for a partner's codes or names, as of a quarter."""

    def __init__(self, mapping: FileMapping, definitions: Definitions) -> None:
        """Take the codes, aliases and, where the mapping says so, the names of places."""
        rule: OrgUnitRule = mapping.org_unit
        units = definitions.places.units.values()
        own = [(u.name if rule.by_name else u.code, u.code) for u in units]
        # A mapping that goes by names may write a place of ours either way.
        self._codes = {**dict(own), **{u.code: u.code for u in units}}
        self._rule = rule
        self._file = mapping.file
        self._label = definitions.district.calendar.label
        told = ((theirs, self._codes[ours]) for theirs, ours in rule.text.codes.items())
        pairs = (*told, *own)
        self._known = Dictionary.of(pairs, mapping.footnotes, as_names=rule.by_name)

    def find(self, text: str, quarter: Quarter) -> str | None:
        """The code of our place, None where the text is none of any in that quarter."""
        dated = [alias for alias in self._rule.aliases if spelled(alias.theirs) == spelled(text)]
        if dated:
            held = (self._codes[alias.ours] for alias in dated if alias.holds_in(quarter))
            return next(held, None)
        return self._known.find(text)

    def said(self, text: str, quarter: Quarter) -> Said:
        """What is wrong with a text that is no place of ours in a quarter."""
        dated = [alias for alias in self._rule.aliases if spelled(alias.theirs) == spelled(text)]
        if dated:
            message = f"This code stands for no place in {self._label(quarter)}."
            spans = "; ".join(self._span(alias.valid_from, alias.valid_to) for alias in dated)
            return message, f"{self._file} says of it: {spans}. Mend the row, or those dates."
        what = "name" if self._rule.by_name else "code"
        if not text:
            return f"The place's {what} is empty.", "Write it, or leave the row out in the mapping."
        meant = self._known.nearest(text)
        ours = self._known.find(meant) if meant else None
        guess = f"Is it {ours}? " if ours else ""
        remedy = f"{guess}Name it under [org_unit.codes] in {self._file}, or leave such rows out."
        return f"No place has this {what}.", remedy

    def _span(self, first: Quarter | None, last: Quarter | None) -> str:
        begun = f"from {self._label(first)}" if first else ""
        ended = f"to {self._label(last)}" if last else ""
        return f"{begun} {ended}".strip() or "always"
