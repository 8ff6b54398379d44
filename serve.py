"""Starts the server around `dashboard.py`: `streamlit run serve.py`.

The one place for what belongs to the process and not to a reader: the address it may listen on,
compression, `/healthz`, warm imports, and the sentence shown when everything else failed.
"""

import gc
import importlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from data_access.stores import open_reading
from wellness.domain.errors import WellnessError
from wellness.domain.workspace import read_district
from wellness.views.library import shared
from wellness.views.stewards import LOOPBACK
from wellness.views.warm import warm

WARM = ("PIL.Image", "pandas", "plotly.graph_objects", "pyarrow")


def refuse_open_network(address: str | None, *, sample: bool) -> None:
    """Raise unless the server listens on this computer alone or shows invented numbers."""
    if address not in LOOPBACK and not sample:
        raise WellnessError(
            f"The server was asked to listen on {address or 'every address'}, where anybody on the "
            f"network could read this district's pages without signing in. Leave server.address at "
            f"127.0.0.1, or serve the sample."
        )


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[None]:
    """Do what the first reader would wait for, and never collect it again."""
    for name in WARM:
        importlib.import_module(name)
    with suppress(WellnessError):  # nothing published yet: the page says so to whoever comes
        warm(shared(open_reading))
    gc.collect()
    gc.freeze()
    yield


async def healthz(_request: Request) -> PlainTextResponse:
    """Answer that the process lives."""
    return PlainTextResponse("ok")


def apologize(_fault: Exception) -> bool:
    """Show one sentence for a fault nobody foresaw; Streamlit has written the traceback already."""
    st.error("This page could not be drawn. Reload it; if it fails again, tell the data steward.")
    return True


try:
    refuse_open_network(st.get_option("server.address"), sample=read_district().sample)
except WellnessError as refusal:
    sys.exit(str(refusal))

# A folder pages/ beside dashboard.py makes Streamlit answer deep links without running dashboard.py
# until somebody has opened "/". This must be said before the app exists.
PagesManager.uses_pages_directory = False

app = st.App(
    "dashboard.py",
    lifespan=ready,
    # Streamlit sends its scripts as they are, megabytes at a first visit; this is a third of them.
    # Level 4 comes within 5 % of level 9 in less than half the time.
    middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)],
    routes=[Route("/healthz", healthz)],
    on_script_error=apologize,
)
