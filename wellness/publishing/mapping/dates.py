"""When the rows of a file were counted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wellness.domain.mappings import FileMapping
from wellness.domain.period_formats import Span
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.reading import Words

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Dates:
    """The period of every row: a place in `spans`, −1 where none can be read.

    `place` is the column it stands in, −1 where it stands in none.
    """

    spans: tuple[Span, ...]
    codes: Codes
    place: int = -1


def same(span: Span, rows: int) -> Dates:
    """One period for all rows."""
    return Dates((span,), np.zeros(rows, dtype=np.int64))


def in_column(words: Words, mapping: FileMapping, place: int) -> Dates:
    """The periods of a column."""
    read = [mapping.period.format.read(text) for text in words.texts]
    spans = tuple(dict.fromkeys(span for span in read if span))
    at = {span: number for number, span in enumerate(spans)}
    codes = np.array([at[span] if span else -1 for span in read], dtype=np.int64)
    return Dates(spans, codes[words.codes], place)


def of_file(mapping: FileMapping, file_name: str) -> Span | None:
    """The one period of a file, from a constant or its name; None where none can be read."""
    rule = mapping.period
    if rule.constant:
        return rule.format.read(rule.constant)
    if rule.file_name is None:
        return None
    match = rule.file_name.search(file_name)
    return rule.format.read("-".join(filter(None, match.groups()))) if match else None


def is_left_out(body: Body, mapping: FileMapping, place: int) -> NDArray[np.bool_]:
    """The rows of periods that the mapping does not read."""
    only = mapping.period.only
    return body.columns[place].rows_where(lambda text: text not in only)
