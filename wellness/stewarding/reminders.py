"""A reminder in plain words, for whoever has not sent: what is expected, until when, and how."""

from datetime import date

from wellness.domain.district import DataSource
from wellness.domain.releases import Arrival
from wellness.domain.workspace import Definitions
from wellness.stewarding import words

_ASK = "we are waiting for the numbers of {source} for {period}. They {due}."
_HOW = (
    "How to send it: fill in the workbook {file}, which goes with this letter, and send it back "
    "under the same name. Write whole numbers, and 0 where there was none. Where you cannot give "
    "a number, leave it empty and choose a word in the column “flag”. Please send true counts, "
    "small ones too: what is too small to show is hidden when we publish. Never send names or "
    "anything about one person."
)


def reminder(
    definitions: Definitions, source: DataSource, arrival: Arrival, today: date, file_name: str
) -> str:
    """The text of a letter; `file_name` is the workbook that goes with it."""
    district = definitions.district
    period = _period(definitions, arrival)
    titles = [i.title for i in definitions.catalogue.values() if source.code in i.sources]
    return "\n".join(
        [
            f"Subject: {source.title}, {period}: {_due(arrival, today)}",
            "",
            "Dear colleagues,",
            "",
            _ASK.format(source=source.title, period=period, due=_were_due(arrival, today)),
            "",
            f"What is expected, for {words.plural(arrival.expected, 'place')}:",
            *(f"- {title}" for title in titles),
            "",
            _HOW.format(file=file_name),
            "",
            "If it cannot come in time, please tell us when we may expect it.",
            "",
            "Thank you,",
            district.name,
        ]
    )


def _period(definitions: Definitions, arrival: Arrival) -> str:
    calendar = definitions.district.calendar
    return calendar.said(arrival.quarter, arrival.period_type)


def _due(arrival: Arrival, today: date) -> str:
    verb = "was due on" if arrival.due_on < today else "due on"
    return f"{verb} {_day(arrival.due_on)}"


def _were_due(arrival: Arrival, today: date) -> str:
    days = (today - arrival.due_on).days
    if days > 0:
        return f"were due on {_day(arrival.due_on)}, {words.plural(days, 'day')} ago"
    return f"are due on {_day(arrival.due_on)}"


def _day(when: date) -> str:
    return f"{when:%B} {when.day}, {when.year}"
