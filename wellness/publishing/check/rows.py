"""A delivery under check: its rows with every code known, and the helpers that rules share."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.district import DataSource
from wellness.domain.errors import UnknownNameError
from wellness.domain.indicators import Indicator
from wellness.domain.periods import PeriodType, Quarter, quarters_between
from wellness.domain.workspace import Definitions
from wellness.publishing.check.numbers import Numbers, decimal_numbers, whole_numbers
from wellness.publishing.reading import Cell, FileName, Sheet, Words

KEY = ("org_unit", "quarter", "period_type", "indicator", "breakdown", "category")
_NAMED = 5  # places that a sentence names before it says how many more
Mask = NDArray[np.bool_]
Codes = NDArray[np.int64]
Verdict = tuple[str, str] | None  # message and remedy, or nothing to say


@dataclass(frozen=True)
class Rows:
    """The rows of one delivery, in the order of the file.

    Rules look at them through `judged`, which asks about every different combination of texts
    once, or with numpy through `numbers`. `earlier` are the rows of this source that are loaded.
    """

    sheet: Sheet
    definitions: Definitions
    source: DataSource
    name: FileName
    received_on: date
    earlier: pa.Table

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.sheet)

    @cached_property
    def words(self) -> dict[str, Words]:
        """The columns, the quarters spelled as they are on screen, and each row's level."""
        words = dict(self.sheet.by_name)
        words["quarter"] = words["quarter"].mapped(self._spelled)
        words["level"] = words["org_unit"].mapped(self._level)
        return words

    @cached_property
    def numbers(self) -> dict[str, Numbers]:
        """Numerator and denominator as counts, value as a decimal number."""
        columns = self.sheet.by_name
        return {
            "numerator": whole_numbers(columns["numerator"]),
            "denominator": whole_numbers(columns["denominator"]),
            "value": decimal_numbers(columns["value"]),
        }

    def indicator(self, code: str) -> Indicator | None:
        """The indicator, or None for an unknown one: one fault is enough."""
        catalogue = self.definitions.catalogue  # its [] raises our own error, so .get would not do
        return catalogue[code] if code in catalogue else None  # noqa: SIM401

    def quarter(self, text: str) -> Quarter | None:
        """The quarter, or None where the text is none."""
        if text not in self._quarters:
            self._quarters[text] = self._parsed(text)
        return self._quarters[text]

    def period(self, text: str, period_type: str) -> tuple[Quarter, ...]:
        """The quarters of a period that is written by its last; none where the text is none."""
        key = text, period_type
        if key not in self._periods:
            last = self.quarter(text)
            found = quarters_between(first_of(last, period_type), last) if last else ()
            self._periods[key] = found
        return self._periods[key]

    def label(self, quarter: Quarter) -> str:
        """A quarter as it is written."""
        return self.definitions.district.calendar.label(quarter)

    def named(self, codes: Collection[str]) -> str:
        """Places in a sentence: the first by name and code, and how many more there are."""
        places = self.definitions.places
        known = [
            f"{places.unit(code).name} ({code})" if code in places else code
            for code in sorted(codes)[:_NAMED]
        ]
        more = len(codes) - len(known)
        return ", ".join(known) + (f" and {more} more" if more else "")

    def where_indicator(self, verdict: Callable[[Indicator], bool]) -> Mask:
        """The rows of the indicators that are judged so."""

        def judge(code: str) -> bool:
            indicator = self.indicator(code)
            return indicator is not None and verdict(indicator)

        return self.words["indicator"].rows_where(judge)

    def grouped(self, *names: str) -> Codes:
        """A number for every row: rows with equal texts in those columns have the same."""
        if names not in self._groups:
            group = np.zeros(len(self), dtype=np.int64)
            for name in names:
                words = self.words[name]
                group = pd.factorize(group * len(words.texts) + words.codes)[0].astype(np.int64)
            self._groups[names] = group
        return self._groups[names]

    def judged(
        self,
        names: tuple[str, ...],
        verdict: Callable[..., Verdict],
        column: str,
        code: str,
        severity: Severity = Severity.ERROR,
    ) -> Iterator[Fault]:
        """A fault for every row whose texts in those columns are judged to be one.

        The verdict is asked once for each different combination.
        """
        group = self.grouped(*names)
        firsts = first_rows(group)
        said = [verdict(*(self.words[n][first] for n in names)) for first in firsts]
        bad = np.fromiter((verdict is not None for verdict in said), bool, len(said))
        for row in np.flatnonzero(bad[group]):
            found = said[group[row]]
            if found:
                yield self.fault(row, column, code, found, severity=severity)

    def masked(self, mask: Mask, column: str, code: str, said: tuple[str, str]) -> Iterator[Fault]:
        """The same fault for every row of a mask."""
        for row in np.flatnonzero(mask):
            yield self.fault(row, column, code, said)

    def fault(
        self,
        row: int | np.intp,
        column: str,
        code: str,
        said: tuple[str, str],
        *,
        value: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> Fault:
        """A fault of one row, with the sender's own column and text."""
        cell = self.sheet.cell(int(row), column) if column else Cell("", 0, "")
        text = cell.text if value is None else value
        line = int(self.sheet.lines[row])
        return Fault(line, cell.column, code, text, *said, severity, cell.position)

    # These three remember: rules ask for the same groups, and for the same few quarters.
    @cached_property
    def _groups(self) -> dict[tuple[str, ...], Codes]:
        return {}

    @cached_property
    def _quarters(self) -> dict[str, Quarter | None]:
        return {}

    @cached_property
    def _periods(self) -> dict[tuple[str, str], tuple[Quarter, ...]]:
        return {}

    def _parsed(self, text: str) -> Quarter | None:
        try:
            return self.definitions.district.calendar.parse(text)
        except UnknownNameError:
            return None

    def _spelled(self, text: str) -> str:
        quarter = self.quarter(text)
        return self.label(quarter) if quarter else text

    def _level(self, org_unit: str) -> str:
        places = self.definitions.places
        return places.unit(org_unit).level.value if org_unit in places else ""


def first_rows(group: Codes) -> Codes:
    """The first row of every group; groups are numbered from 0 in the order they come."""
    return np.flatnonzero(~pd.Series(group).duplicated().to_numpy())


def first_of(quarter: Quarter, period_type: str) -> Quarter:
    """The first quarter of a period that is written by its last."""
    return Quarter(quarter.year, 1) if period_type == PeriodType.YEAR else quarter
