"""The address and the filters, kept in step: a link shows what its sender saw.

An address that says something new leads, and the filters follow; else the filters lead. What was
asked is always written whole, so that a link means tomorrow what it means today.
"""

from collections.abc import Mapping

import streamlit as st

from wellness.domain.questions import ADDRESS_NAMES, Question
from wellness.domain.readers import Reader
from wellness.reporting.questions import ask
from wellness.views import session
from wellness.views.library import Library


def question(library: Library, reader: Reader) -> Question:
    """What this run asks; the address says the same when this returns."""
    asked = wanted(read(), session.written(), session.filters())
    release, remarks = library.release(asked.get("r", ""))
    source = library.source(release.number)
    found, more = ask(source, reader.scope, _without_unknown_release(asked, release.number))
    parameters = found.address(source.contents.calendar)
    write(parameters)
    session.set_filters(parameters)
    session.set_written(parameters, (*remarks, *more))
    return found


def wanted(
    address: Mapping[str, str], written: Mapping[str, str] | None, filters: Mapping[str, str]
) -> Mapping[str, str]:
    """Who leads: a new address, or the filters.

    An address without any filter keeps what the session has: it is a link from the menu.
    """
    if written is None:
        return address
    return address if address and address != written else filters


def read() -> Mapping[str, str]:
    """What the address asks, without parameters that are not ours."""
    return {k: v for k, v in st.query_params.to_dict().items() if k in ADDRESS_NAMES}


def write(parameters: Mapping[str, str]) -> None:
    """Put the question into the address: one Back step, and none where it is there already."""
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(dict(parameters))


def _without_unknown_release(asked: Mapping[str, str], number: int) -> Mapping[str, str]:
    return {k: v for k, v in asked.items() if k != "r" or v == str(number)}
