"""The data that is measured on: an invented district, published once and kept."""

import csv
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.harness import environment
from benchmarks.settings import BenchmarkError, Settings
from sample_data.timeline import Timeline
from wellness.domain.periods import Calendar
from wellness.domain.places import Level
from wellness.domain.reading_places import FILE

BUILT = "built.stamp"  # written last, so that half a folder is never taken for a whole one
# The sample's own is 0.041: the same places send the same rows with other numbers.
RESTATED_REACH = "0.045"


@dataclass(frozen=True)
class Delivery:
    """One file, who sent it for which quarter (as addresses write it), and when it came."""

    path: Path
    source: str
    quarter: str
    received_on: date


def ensure(settings: Settings) -> Path:
    """Publish the sample unless a run before did; returns its data folder."""
    folder = settings.data
    if not (folder / BUILT).exists():
        print(f"  publishing {settings.schools} schools x {settings.quarters} quarters ...")
        _build(settings, folder, "wellness.publishing.first_run")
    return folder


def restated(settings: Settings) -> list[Delivery]:
    """Every file of the sample, sent again with other numbers; written unless they are there."""
    folder = settings.build / f"{settings.data.name}-restated"
    if not (folder / BUILT).exists():
        _build(settings, folder, "sample_data", "--reach", RESTATED_REACH, "--out", str(folder))
    listed = json.loads((folder / "deliveries.json").read_text(encoding="utf-8"))
    return [
        Delivery(
            folder / row["file"],
            row["source"],
            row["quarter"].replace(" ", "-"),
            date.fromisoformat(row["received"]),
        )
        for row in listed
        if "/" not in row["file"]  # what the sample itself restates, in a folder of its own
    ]


def quarters(settings: Settings) -> list[str]:
    """The finished quarters of the sample as addresses write them, oldest first."""
    return [Calendar().address(quarter) for quarter in Timeline(settings.quarters).finished]


def places(settings: Settings) -> tuple[list[str], list[str]]:
    """Codes of the schools, and of the places above them."""
    with (settings.data / FILE).open(encoding="utf-8-sig", newline="") as file:
        levels = {row["org_unit"]: row["level"] for row in csv.DictReader(file)}
    above = (Level.DISTRICT, Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE)
    return (
        [code for code, level in levels.items() if level == Level.SCHOOL],
        [code for code, level in levels.items() if level in above],
    )


def _build(settings: Settings, folder: Path, module: str, *more: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sizes = {"schools": settings.schools, "quarters": settings.quarters, "seed": settings.seed}
    options = [part for name, size in sizes.items() for part in (f"--{name}", str(size))]
    command = [sys.executable, "-m", module, *options, *more]
    done = subprocess.run(command, env=environment(settings), check=False)  # noqa: S603 - our own
    if done.returncode:
        raise BenchmarkError(f"No data to measure on: {' '.join(command[1:])} failed.")
    (folder / BUILT).touch()
