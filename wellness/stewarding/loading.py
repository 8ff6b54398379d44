"""Load an accepted file: all of its rows, in somebody's name."""

import streamlit as st

from wellness.domain.errors import WellnessError
from wellness.publishing.check import Receipt
from wellness.reporting.answers import Finding
from wellness.stewarding import deliveries, told, words
from wellness.stewarding.deliveries import Delivery
from wellness.stewarding.desk import Desk
from wellness.views import layout
from wellness.views.words import plain


def draw(desk: Desk, delivery: Delivery) -> None:
    """The button that loads, and what has to be said first; nothing for a file with faults."""
    receipt = delivery.receipt
    if not receipt.accepted:
        return
    layout.section("Load it")
    if receipt.unchanged:
        st.markdown("It says nothing new: every row is loaded already, as it is.")
        return
    st.markdown("Readers see nothing of it until it is published.")
    by = name("load_by")
    agreed = _agreed(receipt)
    if st.button(
        f"Load {words.plural(receipt.fine, 'row')}",
        type="primary",
        icon=":material/input:",
        disabled=not (by and agreed),
        key="load",
    ):
        _load(desk, delivery, by)


def name(key: str) -> str:
    """Who works here, as the audit trail will say."""
    return st.text_input("Your name", key=key, max_chars=80, width=280).strip()


def _agreed(receipt: Receipt) -> bool:
    """Rows that are gone must be meant to be gone."""
    if not receipt.missing:
        return True
    rows = words.plural(receipt.missing, "row")
    gone = f"{rows} that came before {'is' if receipt.missing == 1 else 'are'} not in this file"
    return st.checkbox(plain(f"{gone}. That is meant: show them as not reported."), key="load_gone")


def _load(desk: Desk, delivery: Delivery, by: str) -> None:
    """Load and say so; a refusal keeps the file on the page."""
    receipt = delivery.receipt
    try:
        with st.spinner("Loading …"):
            kept = desk.service.load(receipt, by, accept_missing=bool(receipt.missing))
    except WellnessError as refusal:
        st.markdown(f":material/info: {plain(words.here(str(refusal)))}")
        return
    deliveries.forget()
    sentence = (
        f"Load {kept.load_id}, {receipt.file_name}. It waits until you publish; until then no "
        "reader sees anything of it."
    )
    told.say(Finding(f"{words.plural(kept.rows, 'row')} loaded", sentence))
    st.rerun()
