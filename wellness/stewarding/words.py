"""The sentences of the steward's page. Pure: from receipts and states to words."""

from collections.abc import Iterable
from datetime import date

from wellness.domain.deliveries import Load
from wellness.domain.district import District
from wellness.domain.periods import Quarter
from wellness.domain.releases import Arrival
from wellness.publishing.check import Receipt
from wellness.publishing.service import Status
from wellness.reporting.answers import Finding
from wellness.views.words import day

# What a command's option is called where there is a box to click.
_HERE = (
    ("Name one with --mapping.", "Choose one at “How it is laid out”."),
    ("Leave --source out.", "Set “Who sent it” back to “As its name says”."),
    ("or load with --accept-missing:", "or load it without them:"),
    ("Look at it with --explain.", "Look at it with “steward.py check --explain”."),
    ("district.toml names:", "Choose at “Who sent it”; known are:"),
)


def here(sentence: str) -> str:
    """A sentence of the service, with the boxes of this page for the options of the commands."""
    for option, box in _HERE:
        sentence = sentence.replace(option, box)
    return sentence


def of_receipt(receipt: Receipt, district: District) -> Finding:
    """Arrived 3 days early. 412 rows fine, 4 to mend."""
    title = f"{arrived(receipt)}. {_rows(receipt)}"
    loaded = "nothing of it is loaded yet" if receipt.accepted else "nothing of it was loaded"
    source = district.source(receipt.source).title
    quarters = spanned(receipt.quarters, district) or spanned(
        (covered.quarter for covered in receipt.coverage), district
    )
    known = [receipt.file_name, source, quarters, loaded]
    return Finding(title, " · ".join(filter(None, known)))


def arrived(receipt: Receipt) -> str:
    """How early or late the newest period of a file came."""
    if not receipt.coverage:
        return "Arrived"
    days = receipt.coverage[-1].days_late
    if not days:
        return "Arrived on the day it was due"
    return f"Arrived {plural(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def _rows(receipt: Receipt) -> str:
    if not receipt.judged:
        return f"The header is to be mended before {plural(receipt.rows, 'row')} can be judged"
    if receipt.unchanged:
        return f"{plural(receipt.fine, 'row')} fine, and all of them known already"
    if not (receipt.accepted or receipt.to_mend):
        return "There is nothing in it to load"
    mend = f"{receipt.to_mend:,}" if receipt.to_mend else "none"
    return f"{plural(receipt.fine, 'row')} fine, {mend} to mend"


def of_status(found: Status, today: date) -> Finding:
    """Who is late, what is awaited and what waits to be published."""
    late = [arrival for arrival in found.outstanding if arrival.due_on < today]
    coming = len(found.outstanding) - len(late)
    title = f"{plural(len(late), 'delivery')} late" if late else "No delivery is late"
    more = [
        f"{plural(coming, 'more delivery' if late else 'delivery')} still to come, not yet due"
        if coming
        else "",
        f"{plural(len(found.loaded_since), 'load')} waiting to be published"
        if found.loaded_since
        else "everything that is loaded is published",
    ]
    return Finding(title, f"{_sentence('; '.join(filter(None, more)))}.")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def owed(arrival: Arrival, today: date) -> str:
    """How late, or until when there is time."""
    days = (today - arrival.due_on).days
    if days > 0:
        return f"{plural(days, 'day')} late"
    return f"in {plural(-days, 'day')}" if days else "today"


def loaded(load: Load, district: District) -> tuple[str, str, str, str]:
    """A load as a row: number, what it is, rows, when and by whom."""
    known = district.sources
    title = known[load.source].title if load.source in known else load.source
    what = f"{title}, {spanned(load.quarters, district)}"
    when = f"{day(load.loaded_at.date())}, {load.loaded_by}"
    return str(load.load_id), what, f"{load.rows:,}", when


def spanned(quarters: Iterable[Quarter], district: District) -> str:
    """Some quarters from the first to the last; "" for none."""
    found = sorted(quarters)
    ends = [district.calendar.label(quarter) for quarter in (*found[:1], *found[-1:])]
    return " to ".join(dict.fromkeys(ends))


def plural(count: int, noun: str) -> str:
    """`1 row`, `412 rows`, `2 deliveries`."""
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun.removesuffix('y') + 'ies' if noun.endswith('ry') else noun + 's'}"
