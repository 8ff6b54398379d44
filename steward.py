"""The data steward's commands: check, load, publish, status. `python steward.py COMMAND --help`."""

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
from wellness.domain.workspace import read_workspace
from wellness.publishing.check import Receipt, lines, receipt_as_json
from wellness.publishing.publish import Progress, Stores
from wellness.publishing.service import PublishingService
from wellness.publishing.telling import (
    publication_as_json,
    publication_lines,
    status_as_json,
    status_lines,
)

REFUSED = 1

P = ParamSpec("P")
Command = Callable[Concatenate[PublishingService, P], None]


class _Refusal(click.ClickException):
    """A sentence on standard error, without click's "Error:" before it."""

    exit_code = REFUSED

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click names it
        Console(stderr=True, soft_wrap=True).print(
            self.message, style="red", highlight=False, markup=False
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
@_received
@_as_json
@_on_service
def check(
    service: PublishingService,
    file: Path,
    source: str,
    received: datetime | None,
    *,
    as_json: bool,
) -> None:
    """Judge a delivery and keep nothing of it.

    Says first how many rows are fine, then what is to be mended and where: faults that rows
    share are said once. Exit code 0 if the file can be loaded, 1 if it is refused.
    """
    receipt = _receipt(service, file, source, received)
    _show_receipt(service, receipt, as_json=as_json)
    if not receipt.accepted:
        raise click.exceptions.Exit(REFUSED)


@steward.command(epilog=_example("load telehealth_2026-27-Q2.csv --received 2027-01-20"))
@_file
@_source
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
    receipt = _receipt(service, file, source, received)
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


def _receipt(
    service: PublishingService, file: Path, source: str, received: datetime | None
) -> Receipt:
    day = received.date() if received else _today()
    return service.check(file.name, file.read_bytes(), day, source)


def _kept(
    service: PublishingService, receipt: Receipt, by: str, *, accept_missing: bool
) -> Load | None:
    """The load, or None for a receipt that gives no cause to load."""
    if not receipt.accepted or receipt.unchanged:
        return None
    return service.load(receipt, by, accept_missing=accept_missing)


def _show_receipt(
    service: PublishingService, receipt: Receipt, *, as_json: bool, **more: int | None
) -> None:
    if as_json:
        _print_json(receipt_as_json(receipt, _district(service).calendar) | more)
    else:
        click.echo("\n".join(lines(receipt)))


def _district(service: PublishingService) -> District:
    return service.workspace.definitions.district


def _print_json(found: dict[str, object]) -> None:
    click.echo(json.dumps(found, ensure_ascii=False))


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
