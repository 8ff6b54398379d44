"""Every sentence that an answer can say, by its id.

They state what the numbers are: no verdict, no cause. Whether a difference is more than the usual
ups and downs is nobody's to say here. Slots stand in braces.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        # One number and the same period a year before
        "title": "{title}: {now}",
        "title.year_ago": "{title}: {now}, {before} a year ago",
        "title.unfinished": "{title}: {now} so far",
        "title.same": "{title}: {now}, the same as a year ago",
        "title.apart": "{title}: {now}; a year ago {before}",
        "title.counted": "{now} {title}",
        "title.counted.year_ago": "{now} {title}; {before} a year ago",
        "title.counted.same": "{now} {title}, the same as a year ago",
        "title.counted.unfinished": "{now} {title} so far",
        "title.elsewhere": "{title}: not published for this place",
        "number": "{what} {when}{comparison}.",
        "number.named": "{title}: {what} {when}{comparison}.",
        "when": "in {period}",
        "when.day": "on {day}",
        "so_far": "so far, from {reporting} of {expected} sites",
        "when.end": "at the end of {period}",
        "year_ago.quarter": "; {before} in the same quarter a year before",
        "year_ago.year": "; {before} a year before",
        "year_ago.quarter.state": "; the same quarter a year before: {before}",
        "year_ago.year.state": "; the year before: {before}",
        "year_ago.quarter.none": "; there is no number for the same quarter a year before",
        "year_ago.year.none": "; there is no number for the year before",
        "with_counts": "{text} ({counts})",
        # What stands where there is no number
        "withheld": "{period} is hidden to protect privacy.",
        "not_reported": "Nothing was reported for {period}.",
        "not_applicable": "{title} does not apply here in {period}.",
        "coded": "{period}: {text}; the source gives no exact number.",
        "nobody": "Nobody was there to be counted in {period}.",
        # Periods
        "break.definition": "The definition changed in {period}.",
        "break.since": "The definition has changed since.",
        "break.members": "{schools} moved in or out in {period}.",
        "not_comparable": "Numbers from before are counted differently and are not compared.",
        "unfinished": "{period} is not finished: {reported} of {expected} sources have reported.",
        "maturing": "{period} is shown once {days} days have passed since its end.",
        # Where to look instead
        "instead.year": "{period} is shown: {text}.",
        "instead.year.split": "Hidden to protect privacy. {period} is shown.",
        "instead.place": "Shown for {place}: {text}.",
        "elsewhere": "Published by {levels}.",
        "elsewhere.category": "The split by {breakdown} is not published for this place.",
        "elsewhere.place": "Published by {levels}: {text} for {place}.",
        # Breakdowns
        "categories.title": "{title} by {breakdown}",
        "categories.sentence": "{period}: {rows}.",
        "row": "{name} {now}",
        "row.year_ago": "{name} {now} ({before} a year ago)",
        "note.partition": "The categories add up to the total.",
        "note.overlap": "The categories overlap, so they do not add up to the total.",
        "note.rates": "Each category is measured on its own {unit}; they do not add up.",
        # Schools and places
        "spread": "{plural}: {low} to {high}",
        "spread.one": "{plural}: {low}",
        "spread.none": "{plural}: no number can be shown",
        "schools.shown": "Shown for {period}: {shown} of {number} {schools}",
        "schools.state": "{count} {state}",
        "schools.reference": "{plural} together: {text}.",
        "schools.here": "{school}: {text}.",
        "places.sentence": "{title} in {period}: {rows}.",
        "places.elsewhere": "{title} is not published by {level}.",
        # Overview, targets and the plan
        "overview.none": "Nothing to show for {period}",
        "overview.latest": "{period}, the latest finished {kind}.",
        "overview.quarter": "{period}.",
        "plan.title": "{plan}: {reached} of {told} targets reached",
        "plan.sentence": (
            "{plan} ended in {month}: {reached} of {told} confirmed targets were reached."
        ),
        "plan.open": "{open} more cannot be told, because their last number is not shown.",
        # A school
        "school.enrolled": "{count} {unit}",
        "school.peers": "{plural} open in {period}: {count}.",
        "school.hidden": "Hidden to protect privacy: {hidden} of {rows} numbers.",
        "school.hidden.years": (
            "Hidden to protect privacy: {hidden} of {rows} numbers; "
            "for {years} more the {year} is shown instead of the quarter."
        ),
        "school.years": (
            "For {years} of {rows} numbers the {year} is shown, "
            "because the quarter is hidden to protect privacy."
        ),
        "school.beside": "{name}: {text}",
        "school.among": (
            "Here: {here}; {district}: {whole}; {plural} (the {count} shown): "
            "median {median}, middle half {first} to {last}."
        ),
        "school.year": "{year} school year",
        "school.renamed": "It was called {name} until {period}.",
        "school.renamed.later": "It has been called {name} since {period}.",
        "school.moved": "It moved from {before} to {after} with {period}.",
        "school.opened": "It opened with {period}.",
        "school.closed": "It closed at the end of {period}.",
        "school.coverage": "{reported} of {rows} indicators were reported here.",
        # Doors to support
        "doors.title": "Open doors: {doors}",
        "doors": "Of {schools}, {none} no door and {one} one",
        "doors.has": "{count} has",
        "doors.have": "{count} have",
        "doors.so_far": "So far, {said}",
        "doors.changed": "; {gained} gained a door since {period}, and {lost} lost one",
        "doors.silent": "Did not report, so not counted: {schools}.",
        "doors.none": "No door",
        "doors.one": "One door",
        "doors.more": "{number} doors",
        "doors.since": "since {period}",
        "doors.since.before": "since {period} or before",
        "doors.closed": "not open",
        "doors.here": "Open doors: {doors}.",
        "doors.here.none": "none",
        "doors.here.closed": "Not open: {doors}.",
        # Referrals
        "pathway.title": "{named}: {seen} of {total} seen within {days} days",
        "pathway.title.open": "{named}: {seen} of {total} seen",
        "pathway.sentence": "Of {total} {unit} {when}, {seen} were seen within {days} days.",
        "pathway.sentence.open": "Of {total} {unit} {when}, {seen} were seen.",
        "pathway.most": "The most frequent other outcome: {reason}, {lost}.",
        "pathway.elsewhere": "The outcomes are not published for this place.",
        "pathway.hidden": "The stages are not drawn, because some of their counts are not shown.",
        # Certificates that end
        "ending": "{count} {unit} end within the next 12 months{comparison}.",
        # Arrivals, coverage, footnotes
        "arrivals.title": "{complete} of the {expected} sources due for {period} are complete",
        "arrivals.title.all": "All {expected} sources due for {period} are complete",
        "arrivals.title.one": "The one source due for {period} is complete",
        "arrivals.missing": "Not yet received: {sources}.",
        "arrivals.partial": "Some sites are missing: {sources}.",
        "arrivals.named": "{title} ({text})",
        "arrivals.next": "For {period}, {reported} of {expected} have reported so far.",
        "arrivals.late": "Received after the due date: {sources}.",
        "coverage": "{reported} of {expected} sites reported.",
        "coverage.unknown": "No sites were expected to report.",
        "coverage.sources": "{reported} of {expected} sources reported.",
        "note.definition": "{numerator}",
        "note.definition.of": "Out of: {denominator} Counted: {numerator}",
        "note.source": "{sources}, reported each {cadence}.",
        "note.source.derived": "Worked out from {sources}.",
        "note.rounded": "Rounded to the nearest {steps} by the source.",
        "note.without_counts": "Published without counts, so no interval can be given.",
        "note.release": "Release {number}, published {day}.",
        # About the data
        "published.quarter": "each quarter by {levels}",
        "published.year": "each year by {levels}",
        "breakdown": "{title}: {categories}",
        "target": "{text} by {period} ({plan}, {status})",
        "version": "From {period}: {note}",
        "adding.pool": (
            "Percentages and averages are never averaged: a year or a larger place is worked out "
            "from the counts."
        ),
        "adding.last": "Quarters are not added: a year has the number of its last quarter.",
        "source.due": "{days} days after each {cadence}",
        "legal.ferpa": "FERPA (education records)",
        "legal.hipaa_expert": "HIPAA (expert determination)",
        "legal.both": "FERPA and HIPAA",
        "legal.staff": "Staff records",
        "legal.public": "Public records",
        "disclosed": (
            "{share} of the numbers are withheld: counts of students' care and answers from 1 "
            "to {most}, and whatever is made from one of them. Counts of trained staff and of "
            "campaigns are shown."
        ),
        "disclosed.none": "No number had to be withheld.",
        "disclosed.zeros": (
            "{share} of the numbers are withheld: counts of students' care and answers from 0 "
            "to {most}, and whatever is made from one of them. Counts of trained staff and of "
            "campaigns are shown."
        ),
        # What differs between two releases
        "revisions.title": "What release {now} says otherwise than release {then}",
        "revisions.none": "Release {now} shows the same numbers as release {then}",
        "revisions.quarters": "New: {quarters}.",
        "revisions.counts": "Numbers {counts}.",
        "revisions.count": "{change}: {count}",
        "redefined": "{title}: {what} changed.",
        "redefined.new": "{title} is new.",
        "redefined.gone": "{title} is no longer published.",
        "redefined.policy": "The rule for small counts changed.",
        "redefined.place": "1 place was added, renamed, moved or closed.",
        "redefined.places": "{count} places were added, renamed, moved or closed.",
        # Which sites reported
        "sites.title": "{source}: {gaps} of {sites} sites have a gap",
        "sites.title.none": "{source}: every expected site sent everything that was due",
        "sites.sentence": "{first} to {last}, as release {number} knew it. {counts}.",
        "sites.count": "{word}: {count}",
        # Addresses
        "address.unknown": "{fault} {shown} is shown instead.",
        "address.none": "{fault} It was left out.",
        "address.quarter": "Nothing has arrived for {period} in this release.",
        "address.reference": "{title} is a reference series and has no page.",
        "address.school_type": "“{text}” is not a school type of this district.",
        "address.breakdown": "No indicator has a breakdown “{text}”.",
        "address.release": "Release “{text}” is not the one that is open.",
    }
)


def say(message: str, **slots: object) -> str:
    """A sentence with its slots filled."""
    return MESSAGES[message].format(**slots)


def sentences(*said: str) -> str:
    """Sentences one after another, the empty ones left out."""
    return " ".join(filter(None, said))


def capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text as it stands inside a sentence: `board district`."""
    return text[:1].lower() + text[1:]


def fitted(title: str, rows: Iterable[str], words: int) -> str:
    """A title and as many rows as keep it within some words: `By channel: School-based 12,300`."""
    held: list[str] = []
    for row in rows:
        if len(" ".join([title, *held, row]).split()) > words:
            break
        held.append(row)
    return f"{title}: {', '.join(held)}" if held else title
