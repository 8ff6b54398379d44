"""The data steward's commands, from check to export. `python steward.py COMMAND --help`."""

import getpass
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import click
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Line

from data_access.stores import open_publishing
from wellness.domain.deliveries import Load
from wellness.domain.district import District
from wellness.domain.errors import WellnessError
from wellness.domain.unseen import escaped, legible
from wellness.domain.workspace import read_workspace
from wellness.publishing.check import Receipt, lines, receipt_as_json
from wellness.publishing.mapping import explanation
from wellness.publishing.publish import Progress, Stores
from wellness.publishing.reading import admit
from wellness.publishing.service import PublishingService
from wellness.publishing.telling import (
    publication_as_json,
    publication_lines,
    status_as_json,
    status_lines,
)
from wellness.publishing.withdrawal_words import (
    load_as_json,
    load_lines,
    release_as_json,
    release_lines,
)

REFUSED = 1

P = ParamSpec("P")
Command = Callable[Concatenate[PublishingService, P], None]


class _Refusal(click.ClickException):
    """A sentence on standard error, without click's "Error:" before it."""

    exit_code = REFUSED

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click names it
        Console(stderr=True, soft_wrap=True).print(
            legible(self.message), style="red", highlight=False, markup=False
        )


def _on_service(command: Command[P]) -> Callable[P, None]:
    """Open workspace and stores around a command; a `WellnessError` becomes a sentence.

    With --json it is on standard output as well: a program always finds JSON there.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            workspace = read_workspace()
            with open_publishing() as opened:
                stores = Stores(opened.state, opened.released, opened.intake)
                command(PublishingService(workspace, stores), *args, **kwargs)
        except WellnessError as error:
            if kwargs.get("as_json"):
                _print_json({"error": str(error)})
            raise _Refusal(str(error)) from error

    return run


_file = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE"
)
_source = click.option(
    "--source",
    default="",
    metavar="NAME",
    help="Who sent it, as district.toml names it. Default: what the file's name begins with.",
)
_mapping = click.option(
    "--mapping",
    default="",
    metavar="NAME",
    help="Which file of mappings/ reads it. Default: the one whose “files” fit its name.",
)
_received = click.option(
    "--received",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day it came; lateness is counted from it. Default: today.",
)
_as_json = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for programs, every fault of its own."
)


def _example(*typed: str) -> str:
    """The end of a command's help; the mark keeps click from joining its lines."""
    return "\b\n" + "\n".join(("Example:", *(f"  python steward.py {line}" for line in typed)))


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_example("check telehealth_2026-27-Q2.csv", "load --help"),
)
def steward() -> None:
    """Check deliveries, load them, publish them.

    Every command ends with exit code 0 when it did what was asked, 1 when it refused and said
    why, 2 when it was typed wrong. docs/guides/steward.md goes through a whole quarter.
    """


@steward.command(epilog=_example("check telehealth_2026-27-Q2.csv --received 2027-01-20"))
@_file
@_source
@_mapping
@_received
@click.option(
    "--explain",
    is_flag=True,
    help="Show how its mapping reads it: headers, first rows, what is left out.",
)
@_as_json
@_on_service
def check(
    service: PublishingService,
    file: Path,
    source: str,
    mapping: str,
    received: datetime | None,
    *,
    explain: bool,
    as_json: bool,
) -> None:
    """Judge a delivery and keep nothing of it.

    Says first how many rows are fine, then what is to be mended and where: faults that rows
    share are said once. Exit code 0 if the file can be loaded, 1 if it is refused.
    """
    told: dict[str, object] = {}
    if explain:
        mapped = service.explain(file.name, _content(file), source, mapping)
        told["explanation"] = explanation(mapped)
        if not as_json:
            click.echo(legible("\n".join([*explanation(mapped), ""])))
    receipt = _receipt(service, file, source, mapping, received)
    _show_receipt(service, receipt, as_json=as_json, **told)
    if not receipt.accepted:
        raise click.exceptions.Exit(REFUSED)


@steward.command(epilog=_example("load telehealth_2026-27-Q2.csv --received 2027-01-20"))
@_file
@_source
@_mapping
@_received
@click.option(
    "--accept-missing", is_flag=True, help="Load it although rows that were loaded before are gone."
)
@click.option("--by", metavar="NAME", default=getpass.getuser, help="Who loads. Default: you.")
@_as_json
@_on_service
def load(
    service: PublishingService,
    file: Path,
    source: str,
    mapping: str,
    received: datetime | None,
    *,
    accept_missing: bool,
    by: str,
    as_json: bool,
) -> None:
    """Check a delivery and load all of its rows, or none.

    Its rows replace what the same source sent before for the same quarters. Readers see nothing
    of it until `publish`. A file that says nothing new is not loaded again.
    """
    receipt = _receipt(service, file, source, mapping, received)
    if not as_json:
        _show_receipt(service, receipt, as_json=False)
    kept = _kept(service, receipt, by, accept_missing=accept_missing)
    if as_json:
        _show_receipt(service, receipt, as_json=True, load_id=kept.load_id if kept else None)
    elif kept:
        click.echo(f"Loaded as number {kept.load_id}. Readers see it after the next publish.")
    if not receipt.accepted:
        raise click.exceptions.Exit(REFUSED)


@steward.command(
    epilog=_example(
        'publish --by "A. Steward" --reason "Second quarter" --dry-run',
        'publish --by "A. Steward" --reason "Second quarter"',
    )
)
@click.option("--by", metavar="NAME", required=True, help="Who publishes; readers see it.")
@click.option("--reason", metavar="TEXT", required=True, help="Why, in a sentence; readers see it.")
@click.option("--dry-run", is_flag=True, help="Work everything out and publish nothing.")
@_as_json
@_on_service
def publish(
    service: PublishingService, by: str, reason: str, *, dry_run: bool, as_json: bool
) -> None:
    """Publish all that is loaded as the next release.

    Says what changed and how many counts are withheld, level by level. A release is never
    changed afterwards: a correction is the next one.
    """
    with _progress_line(quiet=as_json) as progress:
        done = service.publish(by, reason, dry_run=dry_run, progress=progress)
    district = _district(service)
    if as_json:
        _print_json(publication_as_json(done, district, dry_run=dry_run))
    else:
        click.echo("\n".join(publication_lines(done, district, dry_run=dry_run)))


@steward.command(
    epilog=_example(
        'withdraw --release 5 --by "A. Steward" --reason "Wrong file" --dry-run',
        'withdraw --load 12 --by "A. Steward" --reason "Wrong file"',
    )
)
@click.option("--release", type=click.IntRange(1), metavar="N", help="The newest release.")
@click.option("--load", "load_id", type=click.IntRange(1), metavar="N", help="A load.")
@click.option(
    "--to",
    type=click.IntRange(1),
    metavar="M",
    help="Which release's numbers to go back to. Default: those of the one before.",
)
@click.option("--by", metavar="NAME", required=True, help="Who withdraws; readers see it.")
@click.option("--reason", metavar="TEXT", required=True, help="Why, in a sentence; readers see it.")
@click.option("--dry-run", is_flag=True, help="Say what would be missing, and withdraw nothing.")
@_as_json
@_on_service
def withdraw(
    service: PublishingService,
    release: int | None,
    load_id: int | None,
    to: int | None,
    *,
    by: str,
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take a release or a load back.

    A release: the numbers of the one before are published again, as a new release. A load: the
    next publish is made without its rows, which are kept for the releases that were made of them.
    What was withdrawn already stays so.
    """
    if (release is None) == (load_id is None) or (to and release is None):
        raise click.UsageError("Name one: --release (perhaps with --to), or --load.")
    district = _district(service)
    if release is not None:
        back = service.withdraw_release(release, by, reason, to or 0, dry_run=dry_run)
        told = release_lines(back, district, dry_run=dry_run)
        _tell(told, release_as_json(back, dry_run=dry_run), as_json=as_json)
    elif load_id is not None:
        gone = service.withdraw_load(load_id, by, reason, dry_run=dry_run)
        told = load_lines(gone, district, dry_run=dry_run)
        _tell(told, load_as_json(gone, district, dry_run=dry_run), as_json=as_json)


@steward.command(epilog=_example("export --release latest open_data"))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--release", default="latest", metavar="N", help="A number, or latest (the default).")
@_as_json
@_on_service
def export(service: PublishingService, folder: Path, release: str, *, as_json: bool) -> None:
    """Write the open data of a release into a folder.

    Cells and places as Parquet, definitions as JSON: released numbers alone, nothing for a number
    that is withheld. An earlier export in the folder is replaced.
    """
    done = service.export(release, folder)
    told = f"{done.folder}: release {done.release.number}, {done.cells:,} cells."
    found = {"folder": str(done.folder), "release": done.release.number, "cells": done.cells}
    _tell([told], found, as_json=as_json)


@steward.command(epilog=_example("template --source telehealth --quarter 2026-27-Q2"))
@click.option("--source", metavar="NAME", required=True, help="Who is to fill it in.")
@click.option("--quarter", metavar="QUARTER", required=True, help="Like 2026-27-Q2.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it. Default: here, under the name by which it can be checked.",
)
@_on_service
def template(service: PublishingService, source: str, quarter: str, out: Path | None) -> None:
    """Write a workbook for a source to fill in.

    It names the source's places and indicators and has room for the numbers alone; what was sent
    for the same quarter a year ago says which. Filled in, it comes back clean through `check`.
    """
    made = service.template(source, quarter)
    path = out or Path(made.name)
    if path.exists():
        raise WellnessError(f"{path} exists and may be filled in. Move it, or name another --out.")
    path.write_bytes(made.content)
    due = f"{made.due_on:%b} {made.due_on.day}, {made.due_on.year}"
    click.echo(f"{path}: {made.rows:,} rows to fill in by {due}.")


@steward.command(epilog=_example("status", "status --json"))
@_as_json
@_on_service
def status(service: PublishingService, *, as_json: bool) -> None:
    """Say what is published, waiting, late or not sent yet."""
    today, district = _today(), _district(service)
    found = service.status(today)
    if as_json:
        _print_json(status_as_json(found, district, today))
    else:
        click.echo("\n".join(status_lines(found, district, today)))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _content(file: Path) -> bytes:
    """The bytes of a file that may be opened. Raises `UnreadableFileError` before reading it."""
    admit(file.name, file.stat().st_size)
    return file.read_bytes()


def _receipt(
    service: PublishingService, file: Path, source: str, mapping: str, received: datetime | None
) -> Receipt:
    day = received.date() if received else _today()
    return service.check(file.name, _content(file), day, source, mapping)


def _kept(
    service: PublishingService, receipt: Receipt, by: str, *, accept_missing: bool
) -> Load | None:
    """The load, or None for a receipt that gives no cause to load."""
    if not receipt.accepted or receipt.unchanged:
        return None
    return service.load(receipt, by, accept_missing=accept_missing)


def _show_receipt(
    service: PublishingService, receipt: Receipt, *, as_json: bool, **more: object
) -> None:
    if as_json:
        _print_json(receipt_as_json(receipt, _district(service).calendar) | more)
    else:
        click.echo("\n".join(lines(receipt)))


def _district(service: PublishingService) -> District:
    return service.workspace.definitions.district


def _tell(lines: list[str], found: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        _print_json(found)
    else:
        click.echo("\n".join(lines))


def _print_json(found: dict[str, object]) -> None:
    click.echo(escaped(json.dumps(found, ensure_ascii=False)))


@contextmanager
def _progress_line(*, quiet: bool) -> Iterator[Progress]:
    """A line on a terminal's standard error, gone when the work is done."""
    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    console = Console(stderr=True)
    line = Line(
        *columns,
        TextColumn("{task.description}"),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    with line:
        task: TaskID = line.add_task("", total=1.0)
        yield lambda share, sentence: line.update(task, completed=share, description=sentence)


if __name__ == "__main__":
    steward()
