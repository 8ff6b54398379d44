"""Hatching: how a chart marks what is withheld or lost."""

from typing import Any

from wellness.views.theme import Tokens


def hatch(colors: Tokens) -> dict[str, Any]:
    """The marker of a block that stands for something withheld or lost."""
    return {
        "color": colors.paper,
        "line": {"width": 1, "color": colors.hatch},
        "pattern": {"shape": "/", "fgcolor": colors.hatch, "size": 5, "solidity": 0.35},
    }
