"""Findings: what a number is, in a title and a sentence. Never what to think of it."""

from collections.abc import Sequence

from wellness.domain.cells import State
from wellness.domain.indicators import Indicator, Kind
from wellness.domain.places import Level
from wellness.reporting import windows, wording
from wellness.reporting.answers import Finding, Point
from wellness.reporting.messages import capital, say, sentences, uncapital
from wellness.reporting.series import Series

_NO_NUMBER = {
    State.WITHHELD: "withheld",
    State.NOT_REPORTED: "not_reported",
    State.NOT_APPLICABLE: "not_applicable",
    State.CODED: "coded",
}


def of_series(series: Series, instead: str = "") -> Finding:
    """One number, the same period a year before, and what a reader must know about them.

    `instead` says where to look where there is no number; it ends the sentence.
    """
    place = series.subject.place
    prefix = "" if place.level is Level.DISTRICT else f"{place.name}: "
    said = sentences(number(series), *cautions(series), instead)
    return Finding(title(series), prefix + said)


def title(series: Series) -> str:
    """The indicator and its number: `Share of students served: 5.0%, 4.1% a year ago`.

    Where a count's title begins with its unit, the number leads: `3,432 students served`.
    """
    indicator, now, before = series.indicator, series.now, series.year_ago
    if series.window is None:
        return say("title.elsewhere", title=indicator.title)
    if now.amount is None:
        return say("title", title=indicator.title, now=now.text)
    leads = _leads(indicator)
    slots = {
        "title": uncapital(indicator.title) if leads else indicator.title,
        "now": now.text if leads else _in_title(indicator, now),
    }
    message = "title.counted" if leads else "title"
    if not now.finished:
        return say(f"{message}.unfinished", **slots)
    if before is None or before.amount is None:
        return say(message, **slots)
    if before.text == now.text:
        return say(f"{message}.same", **slots)
    # Two bare counts with nothing but a comma between would read as one number.
    is_bare = _is_count(indicator) and not leads and slots["now"] == now.text
    return say("title.apart" if is_bare else f"{message}.year_ago", before=before.text, **slots)


def number(series: Series) -> str:
    """The sentence of a series: its last number beside that of a year before."""
    if series.window is None:
        return ""
    if series.now.amount is None:
        return no_number(series)
    what = _what(series.indicator, series.now)
    return capital(say("number", what=what, when=when(series), comparison=_year_ago(series)))


def named_number(series: Series, instead: str = "") -> str:
    """The same sentence where it stands alone: it begins with the indicator."""
    if series.now.amount is None:
        return sentences(title(series) + ".", instead)
    slots = {"what": _named_what(series.indicator, series.now), "when": when(series)}
    name, comparison = series.indicator.title, _year_ago(series, named=True)
    said = say("number.named", title=name, comparison=comparison, **slots)
    return sentences(said, *cautions(series))


def no_number(series: Series) -> str:
    """Why there is no number, in a sentence."""
    message = _NO_NUMBER.get(series.now.state, "nobody")
    slots = {"title": series.indicator.title, "period": series.said, "text": series.now.text}
    return capital(say(message, **slots))


def cautions(series: Series) -> tuple[str, ...]:
    """What must be known before the number is read: unfinished, not matured, counted anew."""
    return (_unfinished(series), _maturing(series), _counted_anew(series))


def when(series: Series) -> str:
    """`in July–September 2026`; a stock is of its period's last day, once that is over.

    An unfinished number says how many sites it is from: `so far, from 12 of 80 sites`.
    """
    now, is_stock = series.now, series.indicator.kind is Kind.STOCK
    if not now.finished:
        period = "" if is_stock else say("when", period=series.said)
        return sentences(period, _so_far(now) if is_stock or now.is_partial else "")
    if not is_stock:
        return say("when", period=series.said)
    if series.is_yearly:
        return say("when.end", period=series.said)
    return say("when.day", day=wording.day(series.contents.calendar.end(now.quarter)))


def _so_far(now: Point) -> str:
    reporting, expected = wording.count(now.reporting), wording.count(now.expected)
    return say("so_far", reporting=reporting, expected=expected)


def row(name: str, now: Point, before: Point | None) -> str:
    """One of several in a sentence: `North 6.1% (5.0% a year ago)`."""
    if before is None or before.amount is None or now.amount is None or not now.finished:
        return say("row", name=name, now=now.text)
    return say("row.year_ago", name=name, now=now.text, before=before.text)


def spread(plural: str, amounts: Sequence[tuple[float, str]]) -> str:
    """The least and the most that is shown: `Regions: 3.9% to 6.1%`.

    Each amount comes with its text.
    """
    if not amounts:
        return say("spread.none", plural=plural)
    low, high = min(amounts)[1], max(amounts)[1]
    return say("spread.one" if low == high else "spread", plural=plural, low=low, high=high)


def coverage(point: Point) -> str:
    """How many sites reported, such as `412 of 431 sites reported.`, in a sentence."""
    if not point.expected:
        return say("coverage.unknown")
    reported, expected = wording.count(point.reporting), wording.count(point.expected)
    return say("coverage", reported=reported, expected=expected)


def _is_count(indicator: Indicator) -> bool:
    return not (indicator.kind.is_quotient or indicator.kind.arrives_ready)


def _leads(indicator: Indicator) -> bool:
    """Whether the title reads on from its number: `3,432 students served`."""
    return _is_count(indicator) and f"{indicator.title} ".lower().startswith(f"{indicator.unit} ")


def _in_title(indicator: Indicator, now: Point) -> str:
    """A number with its unit, unless the title names that: `4,263 people`, `17,834`."""
    if not _is_count(indicator):
        return wording.with_unit(indicator, now.text)
    is_named = f" {indicator.unit} " in f" {indicator.title.lower()} "
    return now.text if is_named else f"{now.text} {indicator.unit}"


def _what(indicator: Indicator, point: Point) -> str:
    """The number as a sentence begins: `21,430 of 428,600 students`, `64,290 visits`."""
    if indicator.kind is Kind.PUBLISHED_RATE:
        return point.text
    return f"{point.counts or point.text} {indicator.unit}"


def _named_what(indicator: Indicator, point: Point) -> str:
    if point.counts:
        return say("with_counts", text=point.text, counts=f"{point.counts} {indicator.unit}")
    return _what(indicator, point)


def _year_ago(series: Series, *, named: bool = False) -> str:
    """The part of the sentence about the year before; `named`: with the rate and its counts."""
    before = series.year_ago
    if series.break_since or not series.now.finished:
        return ""
    is_of_a_day = series.indicator.kind is Kind.STOCK
    span = "year" if series.is_yearly or is_of_a_day else "quarter"
    if before is None:
        return say(f"year_ago.{span}.none")
    if before.amount is None:
        return say(f"year_ago.{span}.state", before=before.text)
    told = before.counts or before.text
    if named and before.counts:
        told = say("with_counts", text=before.text, counts=before.counts)
    return say(f"year_ago.{span}", before=told)


def _unfinished(series: Series) -> str:
    if series.window is None or series.now.finished:
        return ""
    reported, expected = windows.sources_in(series.contents, series.now.quarter)
    period = capital(series.said)
    return say("unfinished", period=period, reported=reported, expected=expected)


def _maturing(series: Series) -> str:
    indicator, asked = series.indicator, series.subject.asked
    has_matured = windows.has_matured(series.contents, indicator, asked)
    if series.window is None or series.is_yearly or has_matured:
        return ""
    period = series.contents.calendar.months(asked)
    return say("maturing", period=period, days=indicator.matures_after_days)


def _counted_anew(series: Series) -> str:
    if not series.break_since or not series.now.finished:
        return ""
    return sentences(series.break_since, say("not_comparable"))
