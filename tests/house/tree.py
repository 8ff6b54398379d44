"""The project's own files, as the house rules read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("wellness", "data_access", "sample_data", "pages", "benchmarks", "docs")
TEXT = (".py", ".md", ".toml", ".in", ".txt", ".csv", ".cfg", ".svg", ".yml", ".yaml")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def product() -> list[Path]:
    """Every Python file that is no test, roots included."""
    return sorted(ROOT.glob("*.py")) + _below(*PRODUCT, pattern="*.py")


def tests() -> list[Path]:
    """Every Python file of the tests."""
    return _below("tests", pattern="*.py")


def pages() -> list[Path]:
    """Every page."""
    return _below("pages", pattern="*.py")


def texts() -> list[Path]:
    """Every file people read or write by hand."""
    folders = (*PRODUCT, "tests", "indicators", "mappings", "examples", ".streamlit", ".ci")
    top = [path for path in sorted(ROOT.glob("[!.]*")) if path.is_file()]
    named = [path for path in top if path.suffix in (*TEXT, "")]
    return named + [path for path in _below(*folders, pattern="*") if path.suffix in TEXT]


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method in a file, nested ones too."""
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def imported(path: Path) -> set[str]:
    """Full names of all modules a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def place(path: Path, line: int | None = None) -> str:
    """Where something is, for a message: `wellness/views/charts.py:12`."""
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"


def _below(*folders: str, pattern: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    )
