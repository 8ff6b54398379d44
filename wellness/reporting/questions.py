"""Questions from addresses: what a link asks, and a sentence for whatever it cannot mean."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from wellness.domain.errors import UnknownNameError
from wellness.domain.indicators import Theme
from wellness.domain.periods import Quarter
from wellness.domain.places import OrgUnit
from wellness.domain.questions import Question
from wellness.domain.readers import Scope
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting.groups import type_named
from wellness.reporting.messages import say

Value = TypeVar("Value")


def ask(
    source: Source, scope: Scope, parameters: Mapping[str, str]
) -> tuple[Question, tuple[str, ...]]:
    """The question of an address, and one sentence for each of its values that is unknown.

    What is missing or unknown becomes the latest finished quarter, the district (or the first
    place of the scope) and no indicator, breakdown or school type. Raises `OutOfScopeError` for a
    place that is known and may not be seen.
    """
    contents = source.contents
    first = _first_place(contents, scope)
    latest = contents.latest_finished
    label = contents.calendar.label(latest)
    quarter, about_q = _read(parameters, "q", partial(_quarter, contents), latest, label)
    place, about_place = _read(parameters, "place", contents.places.unit, first, first.name)
    indicator, about_i = _read(parameters, "i", partial(_indicator, contents), "")
    breakdown, about_by = _read(parameters, "by", partial(_breakdown, contents, indicator), "")
    school_type, about_type = _read(parameters, "type", partial(_school_type, contents), "")
    newest, about_r = _read(parameters, "r", partial(_is_another, contents), True)  # noqa: FBT003
    scope.require(place.code, place.name)
    number = contents.release.number
    asked = Question(number, quarter, place.code, indicator, breakdown, school_type, newest, scope)
    said = (about_q, about_place, about_i, about_by, about_type, about_r)
    return asked, tuple(filter(None, said))


def _read(
    parameters: Mapping[str, str],
    name: str,
    known: Callable[[str], Value],
    fallback: Value,
    shown: str = "",
) -> tuple[Value, str]:
    """The value of a parameter, or the fallback and why; `shown` names what it is."""
    text = parameters.get(name, "")
    if not text:
        return fallback, ""
    try:
        return known(text), ""
    except UnknownNameError as fault:
        message = "address.unknown" if shown else "address.none"
        return fallback, say(message, fault=fault, shown=shown)


def _first_place(contents: Contents, scope: Scope) -> OrgUnit:
    """The district, or for a narrower scope the first place in it."""
    district = contents.places.district
    if district.code in scope:
        return district
    return next((u for u in contents.places.units.values() if u.code in scope), district)


def _quarter(contents: Contents, text: str) -> Quarter:
    quarter = contents.calendar.parse(text)
    if quarter in contents.quarters:
        return quarter
    raise UnknownNameError(say("address.quarter", period=contents.calendar.label(quarter)))


def _indicator(contents: Contents, text: str) -> str:
    found = contents.catalogue[text]
    if found.theme is not Theme.REFERENCE:
        return found.code
    raise UnknownNameError(say("address.reference", title=found.title))


def _breakdown(contents: Contents, indicator: str, text: str) -> str:
    """A breakdown of the asked indicator; of any, where the page chooses the indicator."""
    if indicator:
        return contents.catalogue[indicator].breakdown(text).code
    if any(text in i.breakdowns for i in contents.catalogue.published()):
        return text
    raise UnknownNameError(say("address.breakdown", text=text))


def _school_type(contents: Contents, text: str) -> str:
    found = type_named(contents.places, text)
    if found:
        return found.code
    raise UnknownNameError(say("address.school_type", text=text))


def _is_another(contents: Contents, text: str) -> bool:
    """False for the release that is open: the address holds on to it."""
    if text == str(contents.release.number):
        return False
    raise UnknownNameError(say("address.release", text=text))
