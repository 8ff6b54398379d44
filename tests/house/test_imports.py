"""Directions of imports that import-linter cannot see: pages and roots are no packages."""

from collections.abc import Iterable
from pathlib import Path

from tests.house import tree

NOT_IN_PAGES = (
    "data_access",
    "numpy",
    "pandas",
    "plotly",
    "pyarrow",
    "scipy",
    "sqlalchemy",
    "wellness.analysis",
    "wellness.disclosure",
    "wellness.publishing",
)
STEWARDS = ("3_load.py",)
ROOTS = ("dashboard.py", "steward.py", "serve.py")
DRAWING = ("streamlit", "plotly")


def faults(files: Iterable[Path], forbidden: Iterable[str]) -> list[str]:
    """Each import of a forbidden module or of anything in it, with its file."""
    return [
        f"{tree.place(path)} imports {name}"
        for path in files
        for name in sorted(tree.imported(path))
        if any(name == module or name.startswith(module + ".") for module in forbidden)
    ]


def test_pages_ask_and_draw_and_leave_data_to_others() -> None:
    assert faults(tree.pages(), NOT_IN_PAGES) == []


def test_only_the_stewards_page_reaches_the_publishing_half() -> None:
    """What lies below wellness is held by import-linter: `stewarding` is its highest layer."""
    others = [path for path in tree.pages() if path.name not in STEWARDS]
    outside = [p for p in tree.product() if p.parent.name in ("data_access", "sample_data")]

    assert faults([*others, *outside], ["wellness.stewarding"]) == []
    assert faults(tree.ROOT.glob("*.py"), ["wellness.stewarding"]) == []


def test_only_roots_open_the_stores() -> None:
    """What lies below wellness and sample_data is held by import-linter."""
    others = [path for path in tree.product() if path.parent.name in ("benchmarks", "docs")]
    alone = [path for path in tree.ROOT.glob("*.py") if path.name not in ROOTS]

    assert faults([*tree.pages(), *alone], ["data_access"]) == []
    assert faults(others, ["wellness.views"]) == []


def test_the_steward_works_without_the_pages() -> None:
    steward = tree.ROOT.glob("steward.py")

    assert faults(steward, (*DRAWING, "wellness.views", "wellness.reporting")) == []


def test_nothing_imports_a_root() -> None:
    everything = [*tree.product(), *tree.tests()]

    assert faults(everything, [name.removesuffix(".py") for name in ROOTS]) == []


def test_an_import_inside_a_function_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("def draw():\n    from pandas import DataFrame\n", encoding="utf-8")

    assert tree.imported(page) == {"pandas", "pandas.DataFrame"}
