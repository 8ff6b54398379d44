"""Visits without a browser: a page opened from `dashboard.py`, and what stands on it."""

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element, Node

from tests.district import PAGES, ROOT

PATIENCE = 30  # seconds; a first run imports what pages need
NUMBERS = "The numbers behind this "


def visit(page: str, **address: str) -> AppTest:
    """Open a page by its name in the address."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE)
    app.switch_page(str(PAGES[page].relative_to(ROOT)))
    return ask(app, **address)


def ask(app: AppTest, **address: str) -> AppTest:
    """Open the same page at another address, in the same tab."""
    app.query_params = {name: [value] for name, value in address.items()}
    return app.run()


def address(app: AppTest) -> dict[str, str]:
    """The address as the page left it."""
    return {
        name: value if isinstance(value, str) else value[-1]
        for name, value in app.query_params.items()
    }


def elements(node: Node) -> Iterator[Node]:
    """Everything on a page or in a part of it, in reading order."""
    if isinstance(node, Block):
        for child in node.children.values():
            yield child
            yield from elements(child)


def faults(app: AppTest) -> list[str]:
    """What went wrong, whether foreseen or not."""
    return [fault.value for fault in (*app.exception, *app.error)]


def said(app: AppTest) -> str:
    """All sentences and headings of a page, without the marks that keep Markdown plain."""
    told = [*app.title, *app.header, *app.markdown]
    return "\n".join(str(element.value) for element in told).replace("\\", "")


def charts(app: AppTest) -> list[Element]:
    """The charts of a page."""
    return [node for node in elements(app.main) if isinstance(node, Element) and _is_chart(node)]


def charts_without_numbers(node: Node) -> list[str]:
    """The alt texts of charts after which no table behind a click comes before the next chart."""
    waiting: list[str] = []
    found: list[str] = []
    for part in elements(node):
        if isinstance(part, Element) and _is_chart(part):
            found += waiting
            waiting = [part.proto.alt]
        elif isinstance(part, Block) and getattr(part, "label", "").startswith(NUMBERS):
            waiting = []
    return found + waiting


def _is_chart(node: Element) -> bool:
    return node.type == "plotly_chart"
