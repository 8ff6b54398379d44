"""The menu: pages are found by their folders, nothing is registered anywhere else."""

import ast
import re
from collections.abc import Container, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Self

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
    titles: Mapping[str, str] = field(default_factory=dict)

    def titled(self, titles: Mapping[str, str]) -> Self:
        """The menu with some pages called otherwise."""
        return replace(self, titles=titles)

    def without(self, left_out: Container[str]) -> Self:
        """The menu without some pages; their addresses are answered all the same."""
        shown = {name: page for name, page in self.pages.items() if name not in left_out}
        return replace(self, pages=shown)

    def draw(self, current: Page, address: Mapping[str, str]) -> None:
        """One link a page, with the question in it; the current page in bold."""
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
            st.image(LOGO, width=LOGO_WIDTH, alt="Youth Wellness")
            if phone.on_phone():
                every = list(self.pages.values())
                self._together(self._title(current), every, current, address)
                return
            for page in self._of(together=False):
                self._link(page, current, address)
            if held := self._of(together=True):
                self._together(TOGETHER.capitalize(), held, current, address)

    def _of(self, *, together: bool) -> list[Page]:
        named = self.pages.items()
        return [page for name, page in named if (self.sections[name] == TOGETHER) == together]

    def _together(
        self, title: str, pages: Sequence[Page], current: Page, address: Mapping[str, str]
    ) -> None:
        label = _marked(title, here=current in pages)
        # A key a page: else the menu of the page before would stay open over this one.
        with st.popover(label, type="tertiary", key=f"menu_{current.url_path}"):
            for page in pages:
                self._link(page, current, address)

    def _link(self, page: Page, current: Page, address: Mapping[str, str]) -> None:
        label = _marked(self._title(page), here=page is current)
        st.page_link(page, label=label, query_params=dict(address))

    def _title(self, page: Page) -> str:
        return self.titles.get(page.url_path, page.title)


def find(folder: Path) -> Menu:
    """The menu of a folder of sections: `SECTION/NUMBER_name.py`."""
    # Streamlit notes in a page whether it was run; each run has its own.
    pages = {name: copy(page) for name, page in _pages(folder).items()}
    return Menu(pages, {name: path.parent.name for name, path in _files(folder).items()})


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
