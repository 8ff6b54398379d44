"""How numbers, periods and states are written: American, plain, never more digits than known.

The number form: percentages have one decimal below 10 % or from 1,000 counted on, else none;
counts have thousands commas; ready-made values stand as they were given; differences of
percentages are percentage points.
"""

from collections.abc import Sequence
from datetime import date, datetime

from wellness.domain.cells import Cell, State
from wellness.domain.indicators import DisclosureClass, Indicator, Kind
from wellness.domain.periods import Calendar, PeriodType, Quarter

NOBODY = "nobody to count"
STATES = {
    State.SHOWN: "",
    State.WITHHELD: "hidden to protect privacy",
    State.NOT_REPORTED: "not reported",
    State.NOT_APPLICABLE: "not applicable",
    State.CODED: "in the top or bottom band",
}
_MANY = 1000  # from this n on, a tenth of a percentage point is more than noise
_SMALL = 0.1  # below this share, whole percents would hide most of a change
_RATIO_DECIMALS = 2


def count(number: float) -> str:
    """A count: `21,430`."""
    return f"{number:,.0f}"


def percent(share: float, out_of: int | None) -> str:
    """A share as a percentage: `4.1%`, `71%`, with 1,000 or more counted `71.4%`.

    `out_of` None means that the number counted is unknown: the share arrived ready-made.
    """
    return f"{share:.{_percent_decimals(share, out_of)}%}"


def _percent_decimals(share: float, out_of: int | None) -> int:
    return 1 if abs(share) < _SMALL or out_of is None or out_of >= _MANY else 0


def amount(indicator: Indicator, number: float, out_of: int | None = None) -> str:
    """An indicator's number as it is written, without its unit."""
    if indicator.kind.is_percent:
        return percent(number, out_of)
    if indicator.kind.is_quotient or indicator.kind.arrives_ready:
        return _decimal(indicator, number)
    return count(number)


def _decimal(indicator: Indicator, number: float) -> str:
    if indicator.decimals is not None:
        return f"{number:,.{indicator.decimals}f}"
    return f"{number:,.{_RATIO_DECIMALS}f}" if indicator.kind is Kind.RATIO else f"{number:,.10g}"


def target(indicator: Indicator, value: float) -> str:
    """A target as the plan gives it, with the digits it has and no more: `5%`."""
    return f"{value * 100:.10g}%" if indicator.kind.is_percent else f"{value:,.10g}"


def difference(indicator: Indicator, now: float, before: float, out_of: int | None) -> str:
    """What was added or lost between two numbers: `+0.9 percentage points`, `−1,200`.

    `out_of` is the smaller of the two numbers counted; it decides the decimals.
    """
    change = now - before
    if indicator.kind.is_percent:
        decimals = _percent_decimals(max(abs(now), abs(before)), out_of)
        return f"{_signed(f'{abs(change) * 100:.{decimals}f}', change)} percentage points"
    return _signed(amount(indicator, abs(change)), change)


def _signed(written: str, change: float) -> str:
    if not written.strip("0.,"):
        return written
    return f"+{written}" if change > 0 else f"−{written}"


def state_of(cell: Cell, indicator: Indicator) -> State:
    """The state of the number that a reader meets: a rate needs both of its counts."""
    if cell.is_shown and indicator.kind.is_quotient:
        return cell.denominator_state
    return cell.state


def cell(found: Cell, indicator: Indicator) -> str:
    """A cell as it is written: its amount, its band, or why there is neither."""
    return found.band_said(indicator) or written(
        indicator, state_of(found, indicator), found.amount(indicator), found.denominator
    )


def written(indicator: Indicator, state: State, number: float | None, out_of: int | None) -> str:
    """An amount as it is written, or its state where it is not shown."""
    if state is not State.SHOWN:
        return STATES[state]
    if number is None:
        return NOBODY if indicator.kind.is_quotient else STATES[State.NOT_REPORTED]
    return amount(indicator, number, out_of)


def with_unit(indicator: Indicator, text: str) -> str:
    """A written number with its unit where the bare one would not tell: `6.5 school days`."""
    return f"{text} {indicator.unit}" if indicator.kind in {Kind.MEDIAN, Kind.MEAN} else text


def counts(found: Cell, indicator: Indicator) -> str:
    """The counts behind a shown proportion: `21,430 of 428,600`, else ""."""
    if indicator.kind is not Kind.PROPORTION or found.amount(indicator) is None:
        return ""
    return f"{count(found.numerator or 0)} of {count(found.denominator or 0)}"


def period(
    calendar: Calendar, indicator: Indicator, quarter: Quarter, period_type: PeriodType
) -> str:
    """A period as a label: `2026-27 Q1`, `2025-26`, for a yearly survey `spring 2026`."""
    if period_type is PeriodType.QUARTER:
        return calendar.label(quarter)
    if _is_spring_survey(calendar, indicator):
        return f"spring {calendar.end(quarter).year}"
    return calendar.year(quarter)


def period_said(
    calendar: Calendar, indicator: Indicator, quarter: Quarter, period_type: PeriodType
) -> str:
    """A period inside a sentence: `July–September 2026`, `the 2025-26 school year`."""
    if period_type is PeriodType.QUARTER:
        return calendar.months(quarter)
    if _is_spring_survey(calendar, indicator) or not calendar.school_years:
        return period(calendar, indicator, quarter, period_type)
    return f"the {calendar.year(quarter)} school year"


def _is_spring_survey(calendar: Calendar, indicator: Indicator) -> bool:
    asked_yearly = indicator.cadence is PeriodType.YEAR
    is_survey = indicator.disclosure_class is DisclosureClass.SURVEY
    return asked_yearly and is_survey and calendar.school_years


def day(when: date | datetime) -> str:
    """A date: `Jan 30, 2026`."""
    return f"{when:%b} {when.day}, {when.year}"


def closing_month(calendar: Calendar, quarter: Quarter) -> str:
    """The month in which a quarter ends: `June 2026`."""
    return calendar.months(quarter).partition("–")[2]


def listed(words: Sequence[str]) -> str:
    """Words in a row: `region, school type and district`."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
