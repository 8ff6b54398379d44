"""What readers do: the pages they open and the filters they change, at random but repeatably."""

import ast
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from benchmarks import sample
from benchmarks.settings import ROOT, BenchmarkError, Settings

QUARTER, PLACE = "quarter", "place"
# Only the steward sees it, and it draws no answer: `checking` measures what it does.
LEFT_OUT = {"load"}


@dataclass(frozen=True)
class Page:
    """A page: the folder of its section, its file's name without the number, and its title."""

    section: str
    name: str
    title: str

    @property
    def address(self) -> str:
        """Its path on the server; the overview stands at the root."""
        return "" if self.name == "overview" else self.name

    @classmethod
    def of(cls, file: Path) -> Self:
        """The page in a file, whose docstring begins with its title and a colon."""
        docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        return cls(file.parent.name, file.stem.partition("_")[2], docstring.partition(":")[0])


@dataclass(frozen=True)
class Change:
    """One change of filter (`quarter` or `place`) and the query string that it leads to."""

    what: str
    query: str


def pages(settings: Settings) -> tuple[Page, ...]:
    """The pages to measure, section by section. Raises `BenchmarkError` for unknown names."""
    found = [Page.of(file) for file in sorted(ROOT.glob("pages/*/*.py"))]
    names = [page.name for page in found if page.name not in LEFT_OUT]
    for name in settings.pages:
        if name not in names:
            raise BenchmarkError(f"No page is called {name}. Pages: {', '.join(names) or 'none'}.")
    return tuple(page for page in found if page.name in (settings.pages or names))


def changes(settings: Settings, page: Page) -> Iterator[Change]:
    """For ever another place, then another quarter of it.

    Places come in random order, a school and a place above schools in turn, so that answers are
    rarely in a cache; pages about a school get schools alone.
    """
    chance = random.Random(f"{settings.seed} {page.name}")  # noqa: S311 - repeatable, not secret
    times = sample.quarters(settings)
    quarter = chance.choice(times)
    for place in _places(settings, page, chance):
        yield Change(PLACE, f"q={quarter}&place={place}")
        quarter = chance.choice([time for time in times if time != quarter])
        yield Change(QUARTER, f"q={quarter}&place={place}")


def _places(settings: Settings, page: Page, chance: random.Random) -> Iterator[str]:
    schools, above = sample.places(settings)
    drawn = [_shuffled(schools, chance)]
    if page.section != "school":
        drawn.append(_shuffled(above, chance))
    while True:
        for codes in drawn:
            yield next(codes)


def _shuffled(codes: Sequence[str], chance: random.Random) -> Iterator[str]:
    while True:
        yield from chance.sample(codes, len(codes))
