"""Months become quarters by the kind of indicator; rows that are parts of one are added up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas.core.groupby import DataFrameGroupBy

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.indicators import Rule
from wellness.domain.mappings import COUNT_ROLES, ROLES
from wellness.domain.period_formats import PeriodFormat
from wellness.domain.periods import MONTHS_A_QUARTER, Quarter
from wellness.domain.workspace import Definitions
from wellness.publishing.mapping.numbers import NumberForm
from wellness.publishing.mapping.pieces import KEY

QUARTER_KEY = ["org_unit", "quarter", "indicator", "breakdown", "category"]
_NAMED = 3  # quarters that a sentence names before it says how many more


def added(pieces: pd.DataFrame, form: NumberForm) -> pd.DataFrame:
    """Rows with one key as one, their counts added; ready-made values are left as they are."""
    counted = pieces[pieces["value"].isna()]
    summed = _summed(counted.groupby([*KEY, "is_total"], sort=False), counted, form)
    return pd.concat([summed, pieces[pieces["value"].notna()]], ignore_index=True)


@dataclass(frozen=True)
class Quarters:
    """Monthly pieces made into quarters; `incomplete` lists those that lack a month.

    A flow needs its three months, a stock its last. A quarter with a withheld month is withheld.
    """

    pieces: pd.DataFrame
    form: NumberForm
    format: PeriodFormat
    definitions: Definitions

    def made(self) -> tuple[pd.DataFrame, list[Fault]]:
        """A piece for each quarter, and what could not be made, said once an indicator."""
        rules = self.pieces["indicator"].map(
            lambda code: self.definitions.catalogue[code].quarters_rule
        )
        flows, gaps = self._flows(self.pieces[rules.isin([Rule.ADD, Rule.POOL])])
        stocks, ends = self._stocks(self.pieces[rules == Rule.LAST])
        faults = [
            *self._never(self.pieces[rules == Rule.NEVER]),
            *self._incomplete(gaps, "lack a month"),
            *self._incomplete(ends, "lack their last month"),
        ]
        return pd.concat([flows, stocks], ignore_index=True), faults

    def _flows(self, months: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        months = months.assign(weighted=months["value"] * months["denominator"])
        grouped = months.groupby(QUARTER_KEY, sort=False)
        quarters = _summed(grouped, months, self.form)
        lowest = grouped["state"].min().to_numpy()
        highest = quarters["state"]
        withheld, nowhere = self.form.withheld, self.form.not_applicable
        whole = (highest == 0) | (highest == withheld) | ((lowest == highest) & (lowest == nowhere))
        whole &= grouped["ordinal"].nunique().to_numpy() == MONTHS_A_QUARTER
        # A mean of three months weighs each by how many it rests on.
        quarters["value"] = grouped["weighted"].sum().to_numpy() / quarters["denominator"]
        quarters.loc[grouped["value"].count().to_numpy() < MONTHS_A_QUARTER, "value"] = np.nan
        return quarters[whole], quarters[~whole]

    def _stocks(self, months: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        ends = {q: self.format.months(Quarter.of_ordinal(q))[-1] for q in set(months["quarter"])}
        is_last = months["ordinal"] == months["quarter"].map(ends)
        last = months[is_last]
        told = pd.MultiIndex.from_frame(last[QUARTER_KEY])
        every = months.drop_duplicates(QUARTER_KEY)
        return last, every[~pd.MultiIndex.from_frame(every[QUARTER_KEY]).isin(told)]

    def _never(self, months: pd.DataFrame) -> Iterator[Fault]:
        for code in months["indicator"].unique():
            title = self.definitions.catalogue[code].title
            message = f"{title} comes by month and cannot be made a quarter."
            remedy = "Ask for quarters, or leave its columns out of the mapping."
            yield Fault(0, "", "months_of_never", "", message, remedy)

    def _incomplete(self, quarters: pd.DataFrame, what: str) -> Iterator[Fault]:
        for code, lacking in quarters.groupby("indicator", sort=False):
            pairs = lacking[["org_unit", "quarter"]].drop_duplicates()
            named = [self._named(*pair) for pair in pairs.head(_NAMED).itertuples(index=False)]
            more = len(pairs) - len(named)
            listed = ", ".join(named) + (f" and {more} more" if more else "")
            title = self.definitions.catalogue[str(code)].title
            message = f"{title}: quarters that {what} are not reported: {listed}."
            remedy = "Ask for the months if they are known."
            yield Fault(0, "", "quarter_incomplete", "", message, remedy, Severity.WARNING)

    def _named(self, unit: str, ordinal: int) -> str:
        name = self.definitions.places.unit(unit).name
        return f"{name} {self.format.calendar.label(Quarter.of_ordinal(int(ordinal)))}"


def _summed(
    grouped: "DataFrameGroupBy[Any, Any]", rows: pd.DataFrame, form: NumberForm
) -> pd.DataFrame:
    """One row a group: the first of it with counts added up, NaN where one of them is."""
    first = grouped.head(1).reset_index(drop=True)
    sizes = grouped.size().to_numpy()
    for role in COUNT_ROLES:
        whole = grouped[role].count().to_numpy() == sizes
        first[role] = np.where(whole, grouped[role].sum().to_numpy(), np.nan)
    lowest, highest = grouped["state"].min().to_numpy(), grouped["state"].max().to_numpy()
    first["state"] = np.where(sizes == 1, highest, form.of_sum(lowest, highest))
    first["alone"] = (sizes == 1) & first["alone"]
    return first[[name for name in rows.columns if name in {*first.columns} or name in ROLES]]
