"""Rows that say different numbers of the same: refused, with what the file itself tells of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from wellness.domain.deliveries import Fault
from wellness.domain.mappings import ROLES, FileMapping
from wellness.domain.period_formats import Span
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.layouts import Layout
from wellness.publishing.mapping.pieces import KEY

_SERIES = ["org_unit", "indicator", "breakdown", "category"]
_OTHERS = ["ordinal", "indicator", "breakdown", "category"]
_DIAGNOSED = 200  # rows; each takes a look at the whole file


@dataclass(frozen=True)
class Repeats:
    """Tells of the pieces of a frame that have the key of an earlier one.

    `spans` are the periods of the file by their ordinals; totals to compare with are among the
    pieces, and are witnesses.
    """

    pieces: pd.DataFrame
    body: Body
    mapping: FileMapping
    layout: Layout
    spans: dict[int, Span]

    @cached_property
    def later(self) -> pd.Series:
        """Whether a piece has the key of one before it."""
        return self.pieces.duplicated(KEY)

    @cached_property
    def _told_one_by_one(self) -> pd.DataFrame:
        """The later pieces of as many rows as are diagnosed."""
        later = self.pieces[self.later]
        return later[later["row"].isin(later["row"].unique()[:_DIAGNOSED])]

    @cached_property
    def doubtful(self) -> frozenset[int]:
        """The periods in which something is said twice, and those it may be meant for."""
        return self.around(self._told_one_by_one) | {*self.pieces.loc[self.later, "ordinal"]}

    def around(self, pieces: pd.DataFrame) -> frozenset[int]:
        """The periods of some pieces, and absent ones beside them for which they may be meant."""
        each = pieces.drop_duplicates(["org_unit", "ordinal"])
        absent = (span.ordinal for _, piece in each.iterrows() for span in self._absent(piece))
        return frozenset((*pieces["ordinal"], *absent))

    def faults(self) -> Iterator[Fault]:
        """One fault for each later row, of the first number in which the two differ."""
        if not self.later.any():
            return
        firsts = self.pieces.drop_duplicates(KEY).set_index(KEY)
        pairs: dict[tuple[int, int], list[tuple[pd.Series, pd.Series]]] = {}
        for _, later in self._told_one_by_one.iterrows():
            first = firsts.loc[tuple(later[KEY])]
            pairs.setdefault((int(first["row"]), int(later["row"])), []).append((first, later))
        for (first_row, later_row), said in pairs.items():
            differing = next((pair for pair in said if _role(*pair)), None)
            if differing:
                yield self._contradiction(*differing)
            else:
                place = self._place(said[0][1], "")
                told = "An earlier row says the same.", "Delete one of the two."
                value = f"as row {self.body.lines[first_row]}"
                yield self.body.fault(later_row, place, "repeated_row", told, value=value)
        more = self.pieces.loc[self.later, "row"].nunique() - len(pairs)
        if more > 0:
            message = f"{more:,} more rows say again what an earlier one says."
            yield Fault(0, "", "repeated_rows", "", message, "Mend those that are named first.")

    def _contradiction(self, first: pd.Series, later: pd.Series) -> Fault:
        role = _role(first, later)
        line = int(self.body.lines[first["row"]])
        span = self.spans[later["ordinal"]]
        said = self.mapping.period.format.said
        place = self.body.titles
        column = self._place(later, role)
        message = (
            f"Two rows tell of {self._place_named(later)} in {said(span)}, and differ in "
            f"“{place.named(column)}”."
        )
        remedy = " ".join(
            part for part in (self._meant(later), self._witness(first, later, role)) if part
        )
        texts = self.body.columns[column]
        value = f"{texts[later['row']] or 'empty'}, in row {line} {texts[first['row']] or 'empty'}"
        told = message, remedy or "Ask which of the two is right, and delete the other."
        return self.body.fault(later["row"], column, "contradicting_row", told, value=value)

    def _absent(self, piece: pd.Series) -> list[Span]:
        """The neighboring periods of the same series that are not in the file."""
        told = self._told(piece)
        return [span for span in self._neighbors(piece) if span.ordinal not in told]

    def _meant(self, piece: pd.Series) -> str:
        missing = self._absent(piece)
        if not missing:
            return ""
        named = " or ".join(self.mapping.period.format.said(span) for span in missing)
        are = "is" if len(missing) == 1 else "are"
        return f"One of the two may be meant for {named}, which {are} missing."

    def _neighbors(self, piece: pd.Series) -> list[Span]:
        """The periods just before and after, if the file has them of anybody."""
        span = self.spans[piece["ordinal"]]
        step = self.mapping.period.format.neighbor
        found = (step(span, -1), step(span, 1))
        return [s for s in found if s.ordinal in self.spans]

    def _told(self, piece: pd.Series) -> frozenset[int]:
        same = (self.pieces[_SERIES] == piece[_SERIES]).all(axis=1)
        return frozenset(self.pieces.loc[same, "ordinal"])

    def _witness(self, first: pd.Series, later: pd.Series, role: str) -> str:
        """Which of the two numbers agrees with a total of that period, if just one does."""
        lacking = self._lacking(later, int(later["ordinal"]), role)
        if lacking is None:
            return ""
        fits = [piece for piece in (first, later) if piece[role] == lacking]
        if len(fits) != 1:
            return "The total of that period agrees with neither."
        line = int(self.body.lines[fits[0]["row"]])
        sentence = f"The total of that period agrees with row {line}."
        other = later if fits[0] is first else first
        for span in self._neighbors(later):
            if self._lacking(later, span.ordinal, role) == other[role]:
                named = self.mapping.period.format.said(span)
                sentence += f" Row {int(self.body.lines[other['row']])} fits that of {named}."
        return sentence

    def _lacking(self, piece: pd.Series, ordinal: int, role: str) -> float | None:
        """What the total of a period is above the sum of all others; None without a total."""
        key = piece[_OTHERS].copy()
        key["ordinal"] = ordinal
        about = self.pieces[(self.pieces[_OTHERS] == key).all(axis=1)]
        totals = about[about["is_total"]]
        others = about[~about["is_total"] & (about["org_unit"] != piece["org_unit"])]
        if len(totals) != 1 or others[role].isna().any() or totals[role].isna().any():
            return None
        return float(totals[role].iloc[0] - others[role].sum())

    def _place_named(self, piece: pd.Series) -> str:
        """The place as the partner calls it."""
        columns = [self.body.columns[place] for place in self.layout.org_unit]
        return " ".join(column[piece["row"]] for column in columns) or str(piece["org_unit"])

    def _place(self, piece: pd.Series, role: str) -> int:
        columns = self.layout.slots[int(piece["slot"])].columns
        places = columns.get(role) or next(iter(columns.values()))
        return places[0]


def _role(first: pd.Series, later: pd.Series) -> str:
    """The first role in which two pieces differ; "" where they say the same."""
    for role in ROLES:
        both_empty = np.isnan(first[role]) and np.isnan(later[role])
        if first[role] != later[role] and not both_empty:
            return role
    if first["state"] != later["state"]:
        return next(role for role in ROLES)
    return ""
