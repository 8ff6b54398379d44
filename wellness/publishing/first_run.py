"""The sample, from nothing to two releases: `python -m wellness.publishing.first_run`.

It goes the way of everybody's numbers: files are written, checked, loaded and published.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from data_access.stores import forget, open_publishing
from wellness.domain.district import District
from wellness.domain.errors import StoreError, WellnessError, WorkspaceError
from wellness.domain.periods import Calendar, PeriodType, Quarter
from wellness.domain.releases import FINISHED_SHARE
from wellness.domain.workspace import (
    EXAMPLES,
    data_folder,
    home_folder,
    read_district,
    read_workspace,
)
from wellness.publishing.progress import Report, part, progress_line

if TYPE_CHECKING:
    from wellness.publishing.service import PublishingService

_REPOSITORY = Path(__file__).parents[2]
_STEWARD = "the sample"
_DELIVERIES = ".sample_deliveries"  # in the data folder until the sample is whole
# Shares of the time that things take, measured: inventing of all, loading of what follows.
_INVENTED, _LOADING = 0.1, 0.6


@dataclass(frozen=True)
class Settings:
    """How large a sample, and which one."""

    schools: int = 300
    quarters: int = 21
    seed: int = 1
    reach: float = 0.041

    def arguments(self) -> list[str]:
        """The settings as `sample_data` takes them."""
        named = {
            "--schools": self.schools,
            "--quarters": self.quarters,
            "--seed": self.seed,
            "--reach": self.reach,
        }
        return [text for name, value in named.items() for text in (name, str(value))]


@dataclass(frozen=True)
class Delivery:
    """One file that a partner of the sample sends, and the day on which it comes."""

    path: Path
    source: str
    quarter: Quarter
    received_on: date


@click.command()
@click.option("--schools", default=300, show_default=True, help="How many schools it has.")
@click.option("--quarters", default=21, show_default=True, help="How many quarters it tells of.")
@click.option("--seed", default=1, show_default=True, help="Another seed, another district.")
@click.option("--reach", default=0.041, show_default=True, help="Share of students served.")
@click.option("--force", is_flag=True, help="Make it anew, whatever is there.")
def main(schools: int, quarters: int, seed: int, reach: float, *, force: bool) -> None:
    """Make the sample and publish it, unless something is published already."""
    settings = Settings(schools, quarters, seed, reach)
    try:
        with progress_line() as report:
            first_run(settings, os.environ, report, force=force)
    except WellnessError as error:
        Console(stderr=True).print(str(error), style="red", highlight=False)
        sys.exit(1)


def first_run(
    settings: Settings, environment: Mapping[str, str], report: Report, *, force: bool = False
) -> None:
    """Make the sample where nothing is published; return at once where something is.

    A run that was ended midway leaves its deliveries: the next one starts over.
    """
    data = data_folder(environment)
    data.mkdir(parents=True, exist_ok=True)
    folder = data / _DELIVERIES
    if force or folder.exists():
        forget(environment)
    elif not _is_empty(environment):
        return
    _require_sample(environment)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    _make(settings, data, folder, environment, report)
    shutil.rmtree(folder)


def _make(
    settings: Settings,
    data: Path,
    folder: Path,
    environment: Mapping[str, str],
    report: Report,
) -> None:
    # Imported here, because a later run needs none of it: it returns in half the time.
    from wellness.publishing.publish import Stores
    from wellness.publishing.service import PublishingService

    report(0.0, f"Inventing a district of {settings.schools} schools")
    _invent(settings, folder)
    shutil.copyfile(folder / "org_units.csv", data / "org_units.csv")
    workspace = read_workspace(home_folder(environment))
    district = workspace.definitions.district
    deliveries = _deliveries(folder, district.calendar)
    end = district.calendar.end(_last_finished(deliveries, district))
    history = [d for d in deliveries if d.received_on <= end]
    newest = [d for d in deliveries if d.received_on > end]
    middle = _INVENTED + (1 - _INVENTED) * len(history) / len(deliveries)
    with open_publishing(environment) as opened:
        stores = Stores(opened.state, opened.released, opened.intake)
        service = PublishingService(workspace, stores)
        _publish(service, history, "Earlier quarters", part(report, _INVENTED, middle))
        _publish(service, newest, "The newest quarter", part(report, middle, 1.0))


def _invent(settings: Settings, folder: Path) -> None:
    """Run `sample_data` as its own program: publishing does not know who invents."""
    command = [sys.executable, "-m", "sample_data", *settings.arguments(), "--out", str(folder)]
    done = subprocess.run(  # noqa: S603 - our own program, with numbers as arguments
        command, capture_output=True, text=True, cwd=_REPOSITORY, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or ["it gave no reason"]
        raise WorkspaceError(f"The sample could not be made: {said[0]}")


def _deliveries(folder: Path, calendar: Calendar) -> list[Delivery]:
    """What `deliveries.json` lists, in the order of arrival."""
    listed = json.loads((folder / "deliveries.json").read_text(encoding="utf-8"))
    return [
        Delivery(
            folder / row["file"],
            row["source"],
            calendar.parse(row["quarter"]),
            date.fromisoformat(row["received"]),
        )
        for row in listed
    ]


def _last_finished(deliveries: Sequence[Delivery], district: District) -> Quarter:
    """The newest quarter for which nearly all of its quarterly sources have sent something."""
    sent: dict[Quarter, set[str]] = {}
    for delivery in deliveries:
        if district.source(delivery.source).cadence is PeriodType.QUARTER:
            sent.setdefault(delivery.quarter, set()).add(delivery.source)
    enough = FINISHED_SHARE * max(map(len, sent.values()))
    return max(quarter for quarter, sources in sent.items() if len(sources) >= enough)


def _publish(
    service: "PublishingService", deliveries: Sequence[Delivery], reason: str, report: Report
) -> None:
    for count, delivery in enumerate(deliveries):
        report(_LOADING * count / len(deliveries), f"Loading {delivery.path.name}")
        _load(service, delivery)
    service.publish(_STEWARD, reason, progress=part(report, _LOADING, 1.0))


def _load(service: "PublishingService", delivery: Delivery) -> None:
    content = delivery.path.read_bytes()
    receipt = service.check(delivery.path.name, content, delivery.received_on)
    if receipt.errors:
        fault = receipt.errors[0]
        raise WorkspaceError(
            f"{delivery.path.name} of the sample is refused, in row {fault.row}: "
            f"{fault.message} {fault.remedy}"
        )
    service.load(receipt, _STEWARD, accept_missing=True)


def _require_sample(environment: Mapping[str, str]) -> None:
    district = read_district(home_folder(environment))
    if (home := home_folder(environment)).resolve().parent == EXAMPLES:
        raise WorkspaceError(
            f"Nothing is published of the example {home.name} yet. Publish it with `make example "
            f"NAME={home.name} DATA=folder`; its README.md says which files the folder holds."
        )
    if not district.sample:
        raise WorkspaceError(
            f"{district.name} is no sample, so nothing is invented for it. Load deliveries with "
            "`python steward.py load FILE` and publish them."
        )


def _is_empty(environment: Mapping[str, str]) -> bool:
    """Whether nothing is published. Raises `StoreError` where something is only loaded."""
    with open_publishing(environment) as stores:
        if stores.state.releases():
            return False
        if stores.state.loads():
            raise StoreError(
                "Deliveries are loaded here, but nothing is published. Publish them with "
                "`python steward.py publish`, or name another folder in WELLNESS_DATA."
            )
    return True


if __name__ == "__main__":
    main()
