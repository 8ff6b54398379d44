"""The revision ledger: what one release says otherwise than an earlier one, and since which.

Only parts that differ are read, and only released cells of places that the reader may see.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from wellness.domain.cells import Cell, State
from wellness.domain.indicators import Indicator
from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.readers import EVERYTHING, Scope
from wellness.domain.releases import Contents, Part
from wellness.domain.stores import Source
from wellness.reporting import wording
from wellness.reporting.answers import Finding
from wellness.reporting.messages import say, sentences
from wellness.reporting.redefinitions import redefinitions
from wellness.reporting.revision_answers import (
    Change,
    IndicatorRevisions,
    Revision,
    Revisions,
    Step,
)

# A ledger of one restated quarter is some thousand rows of 400 bytes; of a whole history that was
# built anew it may be a hundred megabytes, so few are kept.
KEPT = 2
_LEVELS = tuple(Level)
_KNOWN = (State.SHOWN, State.WITHHELD, State.CODED)
Key = tuple[str, Quarter, PeriodType, str, str]


def revisions(
    then: Source, now: Source, steps: tuple[Step, ...], scope: Scope = EVERYTHING
) -> Revisions:
    """What `now` says otherwise than `then`, an earlier release.

    `steps` are both and every release between them, oldest first.
    """
    return _revisions(_Pair(then, now, scope), steps)


@dataclass(frozen=True)
class _Pair:
    """Two releases, and the places of them that the reader may see."""

    then: Source
    now: Source
    scope: Scope

    def indicator(self, code: str) -> Indicator:
        """As it is defined now; one that is gone, as it was."""
        is_there = code in self.now.contents.catalogue
        return (self.now if is_there else self.then).contents.catalogue[code]

    def cells(self, source: Source, code: str, year: int) -> Mapping[Key, Cell]:
        """The cells that one of them has of an indicator and year."""
        return {key: cell for key, cell in _cells(source, code, year) if key[0] in self.scope}

    def contents_with(self, org_unit: str) -> Contents:
        """The newer of them that knows a place."""
        newer, older = self.now.contents, self.then.contents
        return newer if org_unit in newer.places else older


@lru_cache(maxsize=KEPT)
def _revisions(pair: _Pair, steps: tuple[Step, ...]) -> Revisions:
    counts: dict[str, Counter[Change]] = {}
    found: list[Revision] = []
    for (code, year), releases in _changed(steps).items():
        revised, new = _of_part(pair, code, year, releases)
        found += revised
        counted = counts.setdefault(code, Counter())
        counted.update(revision.change for revision in revised)
        counted[Change.NEW] += new
    then, now = pair.then.contents, pair.now.contents
    return Revisions(
        then.release,
        now.release,
        _finding(then, now, sum(counts.values(), Counter())),
        tuple(step.release for step in reversed(steps[1:])),
        redefinitions(then, now),
        tuple(
            IndicatorRevisions(pair.indicator(code), counted)
            for code, counted in counts.items()
            if counted.total()
        ),
        tuple(sorted(found, key=_order)),
    )


def _changed(steps: Sequence[Step]) -> Mapping[tuple[str, int], tuple[int, ...]]:
    """The indicators and years whose part is another one, and the releases that made it anew."""
    made: dict[tuple[str, int], list[int]] = {}
    for before, after in pairwise(steps):
        for part in sorted(before.parts ^ after.parts, key=_name):
            releases = made.setdefault(_name(part), [])
            if after.release.number not in releases:
                releases.append(after.release.number)
    first, last = ({_name(p): p.part_id for p in step.parts} for step in (steps[0], steps[-1]))
    return {name: tuple(made[name]) for name in sorted(made) if first.get(name) != last.get(name)}


def _name(part: Part) -> tuple[str, int]:
    return part.indicator, part.year


def _of_part(
    pair: _Pair, code: str, year: int, releases: tuple[int, ...]
) -> tuple[list[Revision], int]:
    """What differs in one indicator and year, and how many numbers are of new periods."""
    indicator = pair.indicator(code)
    before, after = (pair.cells(source, code, year) for source in (pair.then, pair.now))
    told = {_period(key) for key, cell in before.items() if _is_known(cell, indicator)}
    revised, new = list[Revision](), 0
    for key in sorted(before.keys() | after.keys()):
        cells = before.get(key), after.get(key)
        change = _change(*cells, indicator)
        if change is Change.ARRIVED and _period(key) not in told:
            new += 1
        elif change:
            named = _revision(pair.contents_with(key[0]), indicator, key, cells)
            revised.append(replace(named, change=change, releases=releases))
    return revised, new


def _cells(source: Source, code: str, year: int) -> Iterator[tuple[Key, Cell]]:
    """Every cell of an indicator and year, by place, period and category."""
    catalogue = source.contents.catalogue
    if code not in catalogue:
        return
    closing = Quarter(year, QUARTERS_A_YEAR)
    periods = [(Quarter(year, n + 1), PeriodType.QUARTER) for n in range(QUARTERS_A_YEAR)]
    for quarter, period_type in (*periods, (closing, PeriodType.YEAR)):
        for breakdown in ("", *catalogue[code].breakdowns):
            for cell in source.across(code, quarter, period_type, _LEVELS, breakdown):
                yield (cell.org_unit, quarter, period_type, breakdown, cell.category), cell


def _period(key: Key) -> tuple[Quarter, PeriodType]:
    return key[1], key[2]


def _is_known(cell: Cell | None, indicator: Indicator) -> bool:
    return cell is not None and wording.state_of(cell, indicator) in _KNOWN


def _change(before: Cell | None, after: Cell | None, indicator: Indicator) -> Change | None:
    """What became of a number; None where a reader sees the same."""
    was, is_now = _is_known(before, indicator), _is_known(after, indicator)
    if was != is_now:
        return Change.MISSING if was else Change.ARRIVED
    if before is None or after is None or not was:
        return None
    hidden = [wording.state_of(cell, indicator) is State.WITHHELD for cell in (before, after)]
    if any(hidden):
        return None if all(hidden) else Change.UNCOVERED if hidden[0] else Change.WITHHELD
    return None if _seen(before, indicator) == _seen(after, indicator) else Change.RESTATED


def _seen(cell: Cell, indicator: Indicator) -> tuple[float | str | None, ...]:
    """All that a reader is told of a number that is not hidden."""
    band = "" if cell.is_shown else wording.cell(cell, indicator)
    return cell.numerator, cell.denominator, cell.value, band


def _revision(
    known: Contents, indicator: Indicator, key: Key, cells: tuple[Cell | None, Cell | None]
) -> Revision:
    """A number then and now, in words; `known` is a release that knows the place."""
    org_unit, quarter, period_type, breakdown, category = key
    before, after = cells
    return Revision(
        indicator,
        org_unit,
        known.places.name_in(org_unit, quarter),
        known.places.unit(org_unit).level,
        wording.period(known.calendar, indicator, quarter, period_type),
        _category(indicator, breakdown, category),
        Change.RESTATED,
        _written(before, indicator),
        _written(after, indicator),
        (),
        _size(before, after),
    )


def _category(indicator: Indicator, breakdown: str, category: str) -> str:
    if breakdown not in indicator.breakdowns:
        return category
    split = indicator.breakdowns[breakdown]
    return f"{split.title}: {split.title_of(category)}"


def _written(cell: Cell | None, indicator: Indicator) -> str:
    """The number with its counts; a state in words where there is none."""
    if cell is None:
        return wording.STATES[State.NOT_REPORTED]
    text, counts = wording.cell(cell, indicator), wording.counts(cell, indicator)
    return say("with_counts", text=text, counts=counts) if counts else text


def _size(before: Cell | None, after: Cell | None) -> float:
    """|new − old| / √(new + old), the larger of numerator and denominator; of values the share.

    The denominator is the spread of the difference of two counts if both were Poisson, so that a
    large place does not come first merely because it is large, nor a small one because it varies.
    """
    if before is None or after is None:
        return 0
    counts = [(before.numerator, after.numerator), (before.denominator, after.denominator)]
    sizes = [abs(b - a) / sqrt(max(a + b, 1)) for a, b in counts if a is not None and b is not None]
    if before.value is not None and after.value is not None:
        largest = max(abs(before.value), abs(after.value))
        sizes.append(abs(after.value - before.value) / largest if largest else 0)
    return max(sizes, default=0)


def _order(row: Revision) -> tuple[object, ...]:
    """The largest first; without a size in the order of changes, places and periods."""
    changes, levels = list(Change), list(Level)
    return -row.size, changes.index(row.change), levels.index(row.level), row.place, row.period


def _finding(then: Contents, now: Contents, counts: Mapping[Change, int]) -> Finding:
    told = [
        say("revisions.count", count=wording.count(counts[change]), change=change.value)
        for change in Change
        if counts.get(change)
    ]
    numbers = {"then": then.release.number, "now": now.release.number}
    title = say("revisions.title", **numbers) if told else say("revisions.none", **numbers)
    quarters = [now.calendar.label(q) for q in now.quarters if q not in then.quarters]
    new = say("revisions.quarters", quarters=wording.listed(quarters)) if quarters else ""
    listed = say("revisions.counts", counts=wording.listed(told)) if told else ""
    return Finding(title, sentences(new, listed))
