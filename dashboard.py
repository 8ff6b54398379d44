"""The dashboard for people: opens the stores, knows the reader, builds the menu.

Pages are found by their folders; filters are drawn here, once, and kept in step with the address.
The steward's pages get the publishing half from here, where they are offered.
"""

from pathlib import Path

import streamlit as st

from data_access.stores import Stores, may_publish, open_publishing, open_reading
from wellness.domain.readers import Reader
from wellness.views import address, error, layout, menu, session, stewards
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
        is_offered = stewards.offered(has_intake)
        closed = () if is_offered else stewards.PAGES
        visit = Visit(reader, question, library, found.pages, steward if is_offered else None)
        found.without({*closed, *visit.idle}).titled(visit.titles).draw(page, visit.address)
        layout.bar(visit)
        stewards.admit(page.url_path, is_offered=is_offered)
        with session.visiting(visit):
            page.run()
        layout.attribution(visit.contents)


@st.cache_resource(show_spinner=False)
def has_intake() -> bool:
    """Whether this process may open the intake store; found out once."""
    return may_publish()


def steward() -> object:
    """The publishing half, imported by whoever opens it and by nobody else."""
    from wellness.domain.workspace import read_workspace
    from wellness.publishing import publish, service

    stores = intake()
    opened = publish.Stores(stores.state, stores.released, stores.intake)
    return service.PublishingService(read_workspace(), opened)


@st.cache_resource(show_spinner=False)
def intake() -> Stores:
    """All three stores, opened once."""
    return open_publishing()


main()
