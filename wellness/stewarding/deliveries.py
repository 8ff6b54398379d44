"""A delivery on the page: who sent it, its layout, when it came, and what the check says."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from wellness.domain.errors import UnknownNameError, WellnessError
from wellness.domain.mappings import FileMapping
from wellness.publishing.check import Receipt
from wellness.publishing.mapping import mapping_for
from wellness.reporting.answers import Finding
from wellness.stewarding import told, uploads, words
from wellness.stewarding.desk import Desk
from wellness.stewarding.uploads import Upload
from wellness.views import layout, session
from wellness.views.words import plain

_UPLOAD, _RECEIPT = "upload", "receipt"
BY_NAME = "As its name says"
OF_A_FILE = (_UPLOAD, _RECEIPT, "own_rows", "marked", "rehearsal", "preview")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the steward says of a file; empty for what its name says."""

    source: str
    mapping: str
    received_on: date


@dataclass(frozen=True)
class Delivery:
    """A file and what the check says of it; `key` changes with everything the check depends on."""

    upload: Upload
    receipt: Receipt
    mapping: FileMapping | None
    key: tuple[object, ...]


def take(desk: Desk) -> Delivery | None:
    """Draw the title, the questions about a file and its box; the file that is being looked at."""
    heading = st.container()
    asked = _asked(desk)
    found = uploads.dropped()
    layout.note(uploads.LIMIT.format(st.get_option("server.maxUploadSize")))
    if found is not None:
        told.forget()
        forget()
        _look(desk, found, asked)
        st.rerun()
    kept = session.kept(_UPLOAD, Upload)
    delivery = _look(desk, kept, asked) if kept else None
    with heading:
        layout.headline(_finding(desk, delivery))
    return delivery


def forget() -> None:
    """Let go of the file and of everything that was worked out from it."""
    session.drop(*OF_A_FILE)


def _look(desk: Desk, upload: Upload, asked: Asked) -> Delivery | None:
    """Check a file; what is refused is not kept.

    One that needs an answer first (who sent it?) stays until the answer, unread.
    """
    key = (upload.digest, upload.name, asked, desk.state)
    try:
        receipt = session.made(_RECEIPT, key, lambda: _check(desk, upload, asked))
        mappings = desk.service.workspace.definitions.mappings
        mapping = mapping_for(upload.name, mappings, asked.mapping, asked.source)
    except UnknownNameError as question:
        session.keep(_UPLOAD, upload)
        told.say(Finding("One more thing before this file is read", words.here(str(question))))
        return None
    except WellnessError as refusal:
        forget()
        told.say(Finding("This file was refused", str(refusal)))
        return None
    session.keep(_UPLOAD, upload)
    return Delivery(upload, receipt, mapping, key)


def _check(desk: Desk, upload: Upload, asked: Asked) -> Receipt:
    with st.spinner("Reading the file …"):
        return desk.service.check(
            upload.name, upload.content, asked.received_on, asked.source, asked.mapping
        )


def _finding(desk: Desk, delivery: Delivery | None) -> Finding:
    if delivery is not None:
        return words.of_receipt(delivery.receipt, desk.district)
    return told.last() or words.of_status(desk.status, desk.today)


def _asked(desk: Desk) -> Asked:
    """Who sent the file, in which layout and when; the file's name answers what is left open."""
    district, mappings = desk.district, desk.service.workspace.definitions.mappings
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        source = st.selectbox(
            "Who sent it",
            ["", *district.sources],
            format_func=lambda code: plain(district.sources[code].title) if code else BY_NAME,
            key="load_source",
            width=280,
        )
        mapping = ""
        if mappings:
            mapping = st.selectbox(
                "How it is laid out",
                ["", *mappings],
                format_func=lambda code: mappings[code].title or code if code else BY_NAME,
                key="load_mapping",
                width=280,
            )
        received = st.date_input(
            "It came on", desk.today, max_value=desk.today, key="load_received", width=150
        )
    return Asked(source, mapping, received)
