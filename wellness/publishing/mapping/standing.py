"""Marks beside numbers that stand all the same: said with how often, so that none is lost."""

from collections import Counter

import numpy as np

from wellness.domain.mappings import FileMapping, Token
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.layouts import Layout


def standing(body: Body, mapping: FileMapping, layout: Layout) -> Counter[str]:
    """How many flags of each code leave their number as it is; a cell may hold several."""
    places = {p for slot in layout.slots for p in (*slot.flags, *slot.beside.values())}
    met: Counter[str] = Counter()
    for place in sorted(places):
        words = body.columns[place]
        counts = np.bincount(words.codes, minlength=len(words.texts)).tolist()
        for text, count in zip(words.texts, counts, strict=True):
            for code in text.split():
                meaning = mapping.flags.meanings.get(code)
                if count and meaning and meaning.token is Token.SHOWN:
                    met[code] += count
    return met
