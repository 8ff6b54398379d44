"""Rules about time: quarters of the calendar, of the past and of the file's name."""

from collections.abc import Iterator

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.periods import PeriodType
from wellness.publishing.check.rows import Rows, Verdict, first_of, first_rows


def unknown_quarters(rows: Rows) -> Iterator[Fault]:
    """A quarter that is not written as one."""
    example = rows.label(rows.name.last or rows.definitions.district.first_quarter)

    def verdict(text: str) -> Verdict:
        if rows.quarter(text):
            return None
        return "This is not a quarter.", f"Write it like {example}."

    return rows.judged(("quarter",), verdict, "quarter", "unknown_quarter")


def quarters_outside(rows: Rows) -> Iterator[Fault]:
    """A quarter before the district's records begin."""
    first = rows.definitions.district.first_quarter

    def verdict(text: str) -> Verdict:
        quarter = rows.quarter(text)
        if quarter is None or quarter >= first:
            return None
        message = f"The district's records begin with {rows.label(first)}."
        return message, "Leave the row out, or change first_quarter in district.toml."

    return rows.judged(("quarter",), verdict, "quarter", "quarter_outside")


def periods_to_come(rows: Rows) -> Iterator[Fault]:
    """A quarter, or a year, that had not begun when the file was received."""
    calendar = rows.definitions.district.calendar

    def verdict(text: str, period_type: str) -> Verdict:
        quarter = rows.quarter(text)
        if quarter is None:
            return None
        begins = calendar.start(first_of(quarter, period_type))
        if begins <= rows.received_on:
            return None
        message = f"This period begins on {begins:%b} {begins.day}, {begins.year}: it is to come."
        return message, "Write the quarter that was counted."

    return rows.judged(("quarter", "period_type"), verdict, "quarter", "future_quarter")


def quarters_running(rows: Rows) -> Iterator[Fault]:
    """A quarter that had not ended when the file was received: its counts are not whole.

    One warning a quarter. A yearly figure may come early: enrollment is counted in the fall and
    holds for the year.
    """
    calendar = rows.definitions.district.calendar
    for row in first_rows(rows.grouped("quarter", "period_type")):
        text, period_type = rows.words["quarter"][row], rows.words["period_type"][row]
        quarter = rows.quarter(text)
        if quarter is None or period_type != PeriodType.QUARTER:
            continue
        if calendar.start(quarter) <= rows.received_on <= calendar.end(quarter):
            message = f"{text} was not over when this file was received."
            remedy = "Load it if it is meant to be preliminary, and send it again at the end."
            yield Fault(0, "quarter", "quarter_running", text, message, remedy, Severity.WARNING)


def years_without_closing(rows: Rows) -> Iterator[Fault]:
    """A yearly number that is not written under the last quarter of its year."""

    def verdict(text: str, period_type: str) -> Verdict:
        quarter = rows.quarter(text)
        if quarter is None or period_type != PeriodType.YEAR or quarter == quarter.closing:
            return None
        message = "A yearly number is written under the last quarter of its year."
        return message, f"Write {rows.label(quarter.closing)}."

    return rows.judged(("quarter", "period_type"), verdict, "quarter", "year_not_closing")


def quarters_of_other_files(rows: Rows) -> Iterator[Fault]:
    """A period that the file's name does not speak of."""

    def verdict(text: str, period_type: str) -> Verdict:
        quarter = rows.quarter(text)
        if quarter is None or rows.name.spans(first_of(quarter, period_type), quarter):
            return None
        message = f"The file's name says {_span(rows)}."
        return message, "Write the quarter that was counted, or rename the file."

    return rows.judged(("quarter", "period_type"), verdict, "quarter", "quarter_not_of_file")


def _span(rows: Rows) -> str:
    """The quarters of the file's name, where it has any."""
    ends = dict.fromkeys(rows.label(q) for q in (rows.name.first, rows.name.last) if q)
    return " to ".join(ends)
