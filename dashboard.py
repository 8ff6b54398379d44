"""The dashboard for people who read: opens the stores, knows the reader, builds the menu.

Pages are found by their folders; filters are drawn here, once, and kept in step with the address.
"""

from pathlib import Path

import streamlit as st

from data_access.stores import open_reading
from wellness.domain.readers import Reader
from wellness.views import address, error, layout, menu, session
from wellness.views.library import shared
from wellness.views.visit import Visit

PAGES = Path(__file__).parent / "pages"


def main() -> None:
    """One run: who reads, what is asked, the menu and the filters, then the page."""
    found = menu.find(PAGES)
    page = st.navigation(list(found.pages.values()), position="hidden")
    with error.boundary():
        reader = Reader()
        library = shared(open_reading)
        question = address.question(library, reader)
        visit = Visit(reader, question, library, found.pages)
        found.draw(page, visit.address)
        layout.bar(visit)
        with session.visiting(visit):
            page.run()


main()
