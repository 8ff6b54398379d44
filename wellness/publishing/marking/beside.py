"""Sheets beside the one that was checked: do they list people?"""

import re
from dataclasses import replace
from itertools import islice

import numpy as np

from wellness.publishing.people import PeopleRefusedError, refuse_people
from wellness.publishing.reading import Sheet, Words

# One address of somebody to ask, or a date of a change, is no list; three in a column are.
_ENOUGH = 3
_LOOKED_AT = 1_000  # different texts of a column
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*")
_NO_ROWS = Words((), np.zeros(0, dtype=np.int64))


def seems_to_list_people(sheet: Sheet) -> bool:
    """Whether a heading names personal data, or a column holds several texts that look like it."""
    headings = tuple("" if "@" in name else name for name in sheet.header)
    nothing = tuple(_NO_ROWS for _ in headings)
    bare = replace(sheet, header=headings, columns=nothing, lines=_NO_ROWS.codes)
    return _is_refused(bare) or any(map(_has_several, sheet.columns))


def _has_several(column: Words) -> bool:
    texts = (text for text in column.texts[:_LOOKED_AT] if not _DATE.fullmatch(text))
    refused = (text for text in texts if text and _is_refused(_alone(text)))
    return len(list(islice(refused, _ENOUGH))) == _ENOUGH


def _alone(text: str) -> Sheet:
    return Sheet("", ("",), (Words((text,), np.zeros(1, dtype=np.int64)),), np.ones(1, np.int64))


def _is_refused(sheet: Sheet) -> bool:
    try:
        refuse_people(sheet, lambda _: False)
    except PeopleRefusedError:
        return True
    return False
