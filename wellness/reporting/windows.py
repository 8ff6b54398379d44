"""Windows: up to which quarter or year a question may look at an indicator in a place."""

from dataclasses import dataclass
from datetime import timedelta

from wellness.domain.indicators import Indicator
from wellness.domain.periods import QUARTERS_A_YEAR, PeriodType, Quarter
from wellness.domain.places import Level
from wellness.domain.releases import Arrival, Contents


@dataclass(frozen=True, slots=True)
class Window:
    """The last period shown, and whether periods are quarters or years.

    `last` is a quarter, or the closing quarter of a year. `after` is the unfinished quarter that
    may be drawn behind it, or None.
    """

    period_type: PeriodType
    last: Quarter
    after: Quarter | None = None

    @property
    def step(self) -> int:
        """How many quarters lie between two periods."""
        return QUARTERS_A_YEAR if self.is_yearly else 1

    @property
    def is_yearly(self) -> bool:
        """Whether the periods are years."""
        return self.period_type is PeriodType.YEAR


def window(
    contents: Contents, indicator: Indicator, level: Level, quarter: Quarter, breakdown: str = ""
) -> Window | None:
    """The window of an asked quarter; None where nothing is published at that level.

    A place with numbers for years only is shown its years.
    """
    plan = indicator.plan(breakdown)
    if level in plan.levels(PeriodType.QUARTER):
        last = _matured(contents, indicator, quarter, 1)
        return Window(PeriodType.QUARTER, last, _unfinished_after(contents, indicator, quarter))
    if level in plan.levels(PeriodType.YEAR):
        return year_window(contents, indicator, quarter)
    return None


def year_window(contents: Contents, indicator: Indicator, quarter: Quarter) -> Window:
    """The window of years: its last one is the last year closed by the quarter."""
    closed = quarter if quarter == quarter.closing else quarter.closing.year_ago
    return Window(PeriodType.YEAR, _matured(contents, indicator, closed, QUARTERS_A_YEAR))


def has_matured(contents: Contents, indicator: Indicator, quarter: Quarter) -> bool:
    """Whether everybody counted in the quarter had their full time when it was published."""
    if not indicator.matures_after_days:
        return True
    matures = contents.calendar.end(quarter) + timedelta(days=indicator.matures_after_days)
    return matures <= contents.release.published_at.date()


def is_finished(
    contents: Contents, indicator: Indicator, quarter: Quarter, period_type: PeriodType
) -> bool:
    """Whether enough sources reported for the period; a yearly source has its own year."""
    if period_type is PeriodType.YEAR and indicator.cadence is PeriodType.YEAR:
        return True
    return quarter in contents.finished


def sources_in(contents: Contents, quarter: Quarter) -> tuple[int, int]:
    """How many of the sources by which a quarter is finished owed something, and had sent it."""
    due = [a for a in contents.arrivals_in(quarter) if contents.judges(a) and a.expected]
    return sum(a.received_on is not None for a in due), len(due)


def lacking_sites(contents: Contents, quarter: Quarter) -> tuple[Arrival, ...]:
    """What those sources sent for some of their sites only."""
    return tuple(
        a
        for a in contents.arrivals_in(quarter)
        if contents.judges(a) and a.received_on and a.reported < a.expected
    )


def _matured(contents: Contents, indicator: Indicator, quarter: Quarter, step: int) -> Quarter:
    while not has_matured(contents, indicator, quarter):
        quarter = quarter - step
    return quarter


def _unfinished_after(contents: Contents, indicator: Indicator, quarter: Quarter) -> Quarter | None:
    """The quarter being filled, if the asked one is the last before it."""
    after = quarter + 1
    is_filling = after in contents.quarters and after not in contents.finished
    if quarter == contents.latest_finished and is_filling and not indicator.matures_after_days:
        return after
    return None
