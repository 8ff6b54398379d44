"""Publish an example from public files: `python -m wellness.publishing.examples NAME DATA`.

An example is a workspace under `examples/` and the files that its `deliveries.toml` lists. They
go the way of everybody's: checked, loaded, published; every receipt is printed.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console

from data_access.stores import forget, open_publishing
from wellness.domain.errors import WellnessError, WorkspaceError
from wellness.domain.workspace import EXAMPLES, data_folder, read_workspace
from wellness.publishing.check import lines
from wellness.publishing.deliveries_list import (
    ListedFile,
    ListedRelease,
    read_deliveries,
    require_files,
)
from wellness.publishing.progress import Report, part, progress_line
from wellness.publishing.publish import Stores
from wellness.publishing.service import PublishingService
from wellness.publishing.telling import publication_lines

Say = Callable[[str], None]
_LOADING = 0.5  # share of the time of a release that its files take, measured


@click.command()
@click.argument("name")
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(name: str, data: Path) -> None:
    """Publish examples/NAME from the public files in the folder DATA, anew each time."""
    said: list[str] = []
    try:
        with progress_line() as report:
            publish_example(name, data, os.environ, report, said.append)
    except WellnessError as error:
        click.echo("\n".join(said))
        Console(stderr=True).print(str(error), style="red", highlight=False, markup=False)
        sys.exit(1)
    click.echo("\n".join(said))
    click.echo(f"\nSee it with: WELLNESS_HOME={EXAMPLES.name}/{name} make run")


def publish_example(
    name: str, data: Path, environment: Mapping[str, str], report: Report, say: Say
) -> None:
    """Load and publish what an example lists; `say` gets the receipts, a line each.

    Its stores are made anew, in `data_folder`. Raises `WorkspaceError` for an example or a file
    that does not exist, and for a file that is refused.
    """
    home = EXAMPLES / name
    if not home.is_dir():
        known = ", ".join(sorted(p.name for p in EXAMPLES.iterdir() if p.is_dir()))
        raise WorkspaceError(f"There is no example “{name}”. Name one of these: {known}.")
    listed = read_deliveries(home)
    require_files(listed, home, data)
    environment = {**environment, "WELLNESS_HOME": str(home)}
    data_folder(environment).mkdir(parents=True, exist_ok=True)
    forget(environment)
    with open_publishing(environment) as opened:
        stores = Stores(opened.state, opened.released, opened.intake)
        example = _Example(PublishingService(read_workspace(home), stores), data, listed.by, say)
        for count, release in enumerate(listed.releases):
            step = part(report, count / len(listed.releases), (count + 1) / len(listed.releases))
            example.publish(release, step)


@dataclass(frozen=True)
class _Example:
    """An example that is being published, and the folder of its files."""

    service: PublishingService
    data: Path
    by: str
    say: Say

    def publish(self, release: ListedRelease, report: Report) -> None:
        for count, file in enumerate(release.files):
            report(_LOADING * count / len(release.files), f"Loading {file.file}")
            self._load(file)
        progress = part(report, _LOADING, 1.0)
        done = self.service.publish(self.by, release.reason, progress=progress)
        district = self.service.workspace.definitions.district
        self._tell(publication_lines(done, district, dry_run=False))

    def _load(self, file: ListedFile) -> None:
        """Load one file. It replaces an older edition, also where that had more rows."""
        path = self.data / file.file
        receipt = self.service.check(
            path.name, path.read_bytes(), file.received, file.source, file.mapping
        )
        self._tell(lines(receipt))
        if not receipt.accepted:
            raise WorkspaceError(f"{file.file} is refused: its receipt says why.")
        self.service.load(receipt, self.by, accept_missing=True)

    def _tell(self, sentences: Iterable[str]) -> None:
        for sentence in (*sentences, ""):
            self.say(sentence)


if __name__ == "__main__":
    main()
