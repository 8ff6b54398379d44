"""What every small picture is made of: an SVG of our own colors, and its way into Markdown."""

import re
from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache

from wellness.views import words
from wellness.views.theme import DARK, LIGHT, Tokens, by_name

_USED = re.compile(r"var\(--([a-z]+)\)")
_HATCH = (
    '<defs><pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V5" stroke="var(--hatch)" stroke-width="2"/>'
    "</pattern></defs>"
)


def svg(width: float, height: float, body: str) -> str:
    """A picture of that size in pixels.

    Colors are CSS variables: Streamlit tells its pictures which scheme the page has, so one
    picture serves both themes.
    """
    defined = _HATCH if "url(#h)" in body else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">{_style(_used(defined + body))}{defined}{body}</svg>'
    )


def markdown(picture: str, alt: str = "") -> str:
    """The picture as Markdown. `alt` stays empty where a word beside it says the same."""
    code = b64encode(picture.encode()).decode()
    return f"![{words.plain(alt)}](data:image/svg+xml;base64,{code})"


def hatched(x: float, y: float, width: float, height: float) -> str:
    """A hatched block: here is a number that is withheld."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" fill="url(#h)" stroke="var(--hatch)"/>'
    )


def dot(x: float, y: float, radius: float, *, hollow: bool = False) -> str:
    """A dot: filled for a number that stands, hollow for one that is not finished or is past."""
    look = (
        'fill="var(--paper)" stroke="var(--series)" stroke-width="1.5"'
        if hollow
        else 'fill="var(--series)"'
    )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" {look}/>'


def bar(x: float, y: float, width: float, height: float, color: str) -> str:
    """A filled block in one of our colors."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:g}" '
        f'fill="var(--{color})"/>'
    )


def _used(body: str) -> tuple[str, ...]:
    return tuple(sorted(set(_USED.findall(body))))


@lru_cache(maxsize=128)
def _style(used: tuple[str, ...]) -> str:
    light, dark = _declared(LIGHT, used), _declared(DARK, used)
    return f"<style>:root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"


def _declared(chosen: Tokens, used: Sequence[str]) -> str:
    colors = by_name(chosen)
    return ";".join(f"--{name}:{colors[name]}" for name in used)
