"""The menu: pages are found by their folders, nothing is registered anywhere else."""

import ast
import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from wellness.views import phone

SECTIONS = ("district", "school", "meeting", "data")  # the menu's order; others follow
TOGETHER = "data"  # the section that is one popover
LOGO = "/app/static/logo.svg"
LOGO_WIDTH = 122
_NUMBERED = re.compile(r"(\d+)_([a-z0-9_]+)")


@dataclass(frozen=True)
class Menu:
    """The pages by their names in the address, the first one met at `/`, and their sections."""

    pages: Mapping[str, Page]
    sections: Mapping[str, str]

    def draw(self, current: Page, address: Mapping[str, str]) -> None:
        """One link a page, with the question in it; the current page in bold."""
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.image(LOGO, width=LOGO_WIDTH, alt="Youth Wellness")
            if phone.on_phone():
                _together(current.title, list(self.pages.values()), current, address)
                return
            for page in self._of(together=False):
                _link(page, current, address)
            if held := self._of(together=True):
                _together(TOGETHER.capitalize(), held, current, address)

    def _of(self, *, together: bool) -> list[Page]:
        named = self.pages.items()
        return [page for name, page in named if (self.sections[name] == TOGETHER) == together]


def find(folder: Path) -> Menu:
    """The menu of a folder of sections: `SECTION/NUMBER_name.py`."""
    # Streamlit notes in a page whether it was run; each run has its own.
    pages = {name: copy(page) for name, page in _pages(folder).items()}
    return Menu(pages, {name: path.parent.name for name, path in _files(folder).items()})


def _together(title: str, pages: Sequence[Page], current: Page, address: Mapping[str, str]) -> None:
    label = _marked(title, here=current in pages)
    # A key a page: else the menu of the page before would stay open over this one.
    with st.popover(label, type="tertiary", key=f"menu_{current.url_path}"):
        for page in pages:
            _link(page, current, address)


def _link(page: Page, current: Page, address: Mapping[str, str]) -> None:
    st.page_link(page, label=_marked(page.title, here=page is current), query_params=dict(address))


def _marked(title: str, *, here: bool) -> str:
    return f"**{title}**" if here else title


@lru_cache(maxsize=4)
def _pages(folder: Path) -> Mapping[str, Page]:
    """Made once: to make a page is to look for its file, and at every folder above."""
    return {
        name: st.Page(path, title=_title(path), url_path=name, default=number == 0)
        for number, (name, path) in enumerate(_files(folder).items())
    }


@lru_cache(maxsize=4)
def _files(folder: Path) -> Mapping[str, Path]:
    places: dict[tuple[int, str, int, str], Path] = {}
    for path in folder.glob("*/*.py"):
        if match := _NUMBERED.fullmatch(path.stem):
            section = path.parent.name
            order = SECTIONS.index(section) if section in SECTIONS else len(SECTIONS)
            places[order, section, int(match[1]), match[2]] = path
    return {place[-1]: places[place] for place in sorted(places)}


def _title(path: Path) -> str:
    """The words before the colon of the page's docstring."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or path.stem
    return docstring.partition(":")[0]
