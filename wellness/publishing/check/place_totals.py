"""Rules about totals of larger places: no less than the places inside of them add up to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.indicators import Indicator, Rule
from wellness.domain.mappings import COUNT_ROLES, Token
from wellness.domain.periods import Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.publishing.check.duplicates import repeated
from wellness.publishing.check.published import hidden_totals
from wellness.publishing.check.rows import Codes, Mask, Rows

_OTHERS = frozenset({"", *(level.value for level in Level if level.is_site)})
_ABOUT = ("quarter", "period_type", "indicator", "breakdown", "category")


def place_totals_differ(rows: Rows) -> Iterator[Fault]:
    """The number of a region or of the district beside those of the places inside of it.

    Numbers that were rounded may differ by what rounding explains. A total is published as it was
    sent, so one that is more than all its places together is asked about; where any of them is
    missing, it may well be.
    """
    beside = _Beside(rows)
    for total in beside.totals:
        parts = beside.parts(int(total))
        for column in COUNT_ROLES:
            numbers = rows.numbers[column]
            given = [row for row in parts if row is not None and numbers.given[row]]
            if not given or not numbers.given[total]:
                continue
            whole, added = numbers.amounts[total], numbers.amounts[given].sum()
            slack = (len(given) + 1) * rows.sheet.rounded_to / 2
            if added > whole + slack:
                yield _less(rows, total, column, whole, added)
            elif added < whole - slack and beside.is_complete(parts, column):
                yield _more(rows, total, column, len(given), f"{whole:.0f} > {added:.0f}")


def _less(rows: Rows, row: np.int64, column: str, whole: float, added: float) -> Fault:
    said = (
        "The places inside of this one add up to more than its total.",
        "Check the total and its places.",
    )
    return rows.fault(row, column, "total_differs", said, value=f"{whole:.0f} < {added:.0f}")


def _more(rows: Rows, row: np.int64, column: str, places: int, value: str) -> Fault:
    message = f"This total is more than its {places} places in the file together."
    remedy = "It stands as it was sent. If it counts others, send them as a place of their own."
    said, severity = (message, remedy), Severity.WARNING
    return rows.fault(row, column, "total_above_places", said, value=value, severity=severity)


@dataclass(frozen=True)
class _Beside:
    """The rows of larger places, and where the rows of the places inside of them are."""

    rows: Rows

    @cached_property
    def totals(self) -> Codes:
        """The rows of larger places whose counts are those of the places inside of them."""
        larger = self.rows.words["level"].rows_where(lambda level: level not in _OTHERS)
        if not larger.any():  # nearly every file: sources count where people are
            return np.zeros(0, dtype=np.int64)
        found = np.flatnonzero(larger & self.rows.where_indicator(_adds) & ~self._doubtful)
        words, is_hidden = self.rows.words, hidden_totals(self.rows)
        told = [is_hidden(words["indicator"][row], words["level"][row]) for row in found]
        return found[~np.array(told, dtype=np.bool_)]

    @cached_property
    def _doubtful(self) -> Mask:
        return repeated(self.rows)

    @cached_property
    def _found(self) -> Mapping[int, Mapping[str, int]]:
        """The row of each place, for everything that a total is about."""
        about = self.rows.grouped(*_ABOUT)
        wanted = np.isin(about, about[self.totals]) & ~self._doubtful
        units = self.rows.words["org_unit"]
        found: dict[int, dict[str, int]] = {}
        for row in np.flatnonzero(wanted).tolist():
            found.setdefault(int(about[row]), {})[units[row]] = row
        return found

    def parts(self, total: int) -> Sequence[int | None]:
        """The rows of the places that add up to a total; None for each that is not in the file."""
        here = self._found.get(int(self.rows.grouped(*_ABOUT)[total]), {})
        words = self.rows.words
        period = self.rows.period(words["quarter"][total], words["period_type"][total])
        if not period or words["org_unit"][total] not in self.rows.definitions.places:
            return ()
        inside = self._inside(words["org_unit"][total], period[-1], frozenset(here))
        return [here.get(unit.code) for unit in inside]

    def _inside(self, code: str, quarter: Quarter, sent: frozenset[str]) -> Sequence[OrgUnit]:
        """What adds up to a place: of the district its regions, or all sites if none was sent."""
        places = self.rows.definitions.places
        members = places.members(code, quarter)
        if places.unit(code).level is not Level.DISTRICT:
            return [unit for unit in members if unit.level.is_site]
        ways = [u for u in members if u.level is Level.REGION or u.level.is_site]
        if any(u.code in sent for u in ways if u.level is Level.REGION):
            return ways
        return [u for u in places.units.values() if u.level.is_site and u.exists_in(quarter)]

    def is_complete(self, parts: Sequence[int | None], column: str) -> bool:
        """Whether every place has a number, or says that there can be none."""
        given, flags = self.rows.numbers[column].given, self.rows.words["flag"]
        return all(
            row is not None and (given[row] or flags[row] == Token.NOT_APPLICABLE) for row in parts
        )


def _adds(indicator: Indicator) -> bool:
    return indicator.places_rule is not Rule.NEVER and not indicator.kind.arrives_ready
