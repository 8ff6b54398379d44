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
from rich.table import Table

from data_access.stores import open_publishing
from wellness.domain.deliveries import Severity
from wellness.domain.errors import WellnessError
from wellness.domain.workspace import read_workspace
from wellness.publishing.check import Receipt
from wellness.publishing.publish import Progress, Publication, Stores
from wellness.publishing.service import PublishingService, Status

REFUSED = 1
_SHOWN_FAULTS = 50  # on a terminal; --json lists every one

P = ParamSpec("P")
Command = Callable[Concatenate[PublishingService, P], None]


class _Refusal(click.ClickException):
    """A sentence on standard error, without click's "Error:" before it."""

    exit_code = REFUSED

    def show(self, file: object = None) -> None:  # noqa: ARG002 - click names it
        Console(stderr=True, soft_wrap=True).print(self.message, style="red", highlight=False)


def _on_service(command: Command[P]) -> Callable[P, None]:
    """Open workspace and stores around a command; a `WellnessError` becomes a sentence."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            workspace = read_workspace()
            with open_publishing() as opened:
                stores = Stores(opened.state, opened.released, opened.intake)
                command(PublishingService(workspace, stores), *args, **kwargs)
        except WellnessError as error:
            raise _Refusal(str(error)) from error

    return run


_file = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE"
)
_source = click.option(
    "--source", default="", help="Who sent it, as district.toml names it. Default: the file's name."
)
_received = click.option(
    "--received",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day it came, YYYY-MM-DD. Default: today.",
)
_as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def steward() -> None:
    """Check deliveries, load them, publish them."""


@steward.command()
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
    """Judge a delivery without keeping anything of it. Exit code 1 if it is refused."""
    receipt = _receipt(service, file, source, received)
    _show_receipt(receipt, as_json=as_json)
    if not receipt.accepted:
        raise click.exceptions.Exit(REFUSED)


@steward.command()
@_file
@_source
@_received
@click.option("--accept-missing", is_flag=True, help="Load it although loaded rows are gone.")
@click.option("--by", default=getpass.getuser, help="Who loads it. Default: your user name.")
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
    """Check a delivery and load all of its rows, or none. It is published later."""
    receipt = _receipt(service, file, source, received)
    if not receipt.accepted:
        _show_receipt(receipt, as_json=as_json)
        raise click.exceptions.Exit(REFUSED)
    kept = service.load(receipt, by, accept_missing=accept_missing)
    if as_json:
        click.echo(json.dumps({"load_id": kept.load_id, "rows": kept.rows, "source": kept.source}))
    else:
        _show_receipt(receipt, as_json=False)
        click.echo(f"Loaded as number {kept.load_id}: {kept.rows:,} rows. Now publish.")


@steward.command()
@click.option("--by", required=True, help="Who publishes.")
@click.option("--reason", required=True, help="Why, in a sentence: readers see it.")
@click.option("--dry-run", is_flag=True, help="Work everything out, publish nothing.")
@_as_json
@_on_service
def publish(
    service: PublishingService, by: str, reason: str, *, dry_run: bool, as_json: bool
) -> None:
    """Publish all that is loaded as the next release."""
    with _progress_line(quiet=as_json) as progress:
        done = service.publish(by, reason, dry_run=dry_run, progress=progress)
    _show_publication(service, done, dry_run=dry_run, as_json=as_json)


@steward.command()
@_as_json
@_on_service
def status(service: PublishingService, *, as_json: bool) -> None:
    """Say what is published, what is outstanding and what waits to be published."""
    _show_status(service, service.status(), as_json=as_json)


def _receipt(
    service: PublishingService, file: Path, source: str, received: datetime | None
) -> Receipt:
    day: date = received.date() if received else datetime.now(UTC).astimezone().date()
    return service.check(file.name, file.read_bytes(), day, source)


def _show_receipt(receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        faults = [
            {
                "row": fault.row,
                "column": fault.column,
                "code": fault.code,
                "value": fault.value,
                "message": fault.message,
                "remedy": fault.remedy,
                "severity": fault.severity.value,
            }
            for fault in receipt.faults
        ]
        found = {"accepted": receipt.accepted, "rows": receipt.rows, "faults": faults}
        click.echo(json.dumps({"file": receipt.file_name, **found}, ensure_ascii=False))
        return
    verdict = "accepted" if receipt.accepted else "refused"
    click.echo(
        f"{receipt.file_name}: {receipt.rows:,} rows, {verdict}, "
        f"{len(receipt.errors)} errors, {len(receipt.warnings)} warnings."
    )
    if receipt.faults:
        _show_faults(receipt)


def _show_faults(receipt: Receipt) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("row", "column", "value", "what is wrong", "how to mend it"):
        table.add_column(heading, overflow="fold")
    for fault in receipt.faults[:_SHOWN_FAULTS]:
        style = "red" if fault.severity is Severity.ERROR else ""
        row = str(fault.row or "")
        cells = (row, fault.column, fault.value, fault.message, fault.remedy)
        table.add_row(*cells, style=style)
    Console().print(table)
    rest = len(receipt.faults) - _SHOWN_FAULTS
    if rest > 0:
        click.echo(f"… and {rest:,} more: --json lists them all.")


def _show_publication(
    service: PublishingService, done: Publication, *, dry_run: bool, as_json: bool
) -> None:
    release = done.release
    calendar = service.workspace.definitions.district.calendar
    counts = sum(report.cells for report in done.protection)
    withheld = sum(report.withheld for report in done.protection)
    if as_json:
        found = {
            "release": release.number,
            "published": not dry_run,
            "through": calendar.label(release.through),
            "changed": release.changed,
            "built": len(done.built),
            "carried": done.carried,
            "counts": counts,
            "withheld": withheld,
        }
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    verb = "would be published" if dry_run else "is published"
    click.echo(f"Release {release.number} {verb}: {release.changed}.")
    click.echo(f"{len(done.built)} parts are new, {done.carried} are taken over unchanged.")
    click.echo(f"Of {counts:,} counts looked at anew, {withheld:,} are withheld.")


def _show_status(service: PublishingService, found: Status, *, as_json: bool) -> None:
    calendar = service.workspace.definitions.district.calendar
    release = found.release
    outstanding = [(a.source, calendar.label(a.quarter), a.due_on) for a in found.outstanding]
    if as_json:
        told = {
            "release": release.number if release else None,
            "through": calendar.label(release.through) if release else None,
            "outstanding": [source for source, _, _ in outstanding],
            "loaded_since": [kept.load_id for kept in found.loaded_since],
        }
        click.echo(json.dumps(told))
        return
    if release is None:
        click.echo("Nothing is published yet.")
    else:
        through = calendar.label(release.through)
        click.echo(f"Release {release.number}, through {through}: {release.changed}.")
    for source, quarter, due in outstanding:
        click.echo(f"Outstanding: {source} for {quarter}, due {due:%b} {due.day}, {due.year}.")
    waiting = len(found.loaded_since)
    click.echo(f"{waiting} loads wait to be published." if waiting else "No load waits.")


@contextmanager
def _progress_line(*, quiet: bool) -> Iterator[Progress]:
    """A line on standard error for work that takes long."""
    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    console = Console(stderr=True, quiet=quiet)
    with Line(*columns, TextColumn("{task.description}"), console=console) as line:
        task: TaskID = line.add_task("", total=1.0)
        yield lambda share, sentence: line.update(task, completed=share, description=sentence)


if __name__ == "__main__":
    steward()
