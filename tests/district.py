"""A small published sample that pages, journeys and security tests read; built once a test run."""

import fcntl
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data_access.stores import open_reading
from wellness.domain.contents import contents
from wellness.domain.places import Level
from wellness.domain.releases import Contents

ROOT = Path(__file__).parents[1]
PAGES = {path.stem.partition("_")[2]: path for path in sorted((ROOT / "pages").glob("*/*.py"))}
SCHOOLS, QUARTERS = 40, 9  # two school years and the quarter that is being filled
LEFT_OUT = "WELLNESS_"


@dataclass(frozen=True)
class District:
    """A data folder in which releases are published."""

    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program that reads this district, and no other setting of ours."""
        return environment(WELLNESS_DATA=str(self.data))

    @cached_property
    def contents(self) -> Contents:
        """The newest release, without its numbers."""
        with open_reading({"WELLNESS_DATA": str(self.data)}) as stores:
            newest = stores.state.releases()[0]
            parts = stores.state.parts(newest.number)
            return contents(newest, parts, stores.state.documents(newest.number))

    def place(self, level: Level) -> str:
        """The code of the first place of a level that is open in the latest finished quarter."""
        quarter = self.contents.latest_finished
        return next(u.code for u in self.contents.places.at(level) if u.exists_in(quarter))

    @property
    def quarters(self) -> dict[str, str]:
        """A finished quarter, the one being filled and the oldest one, as addresses have them."""
        found = self.contents
        chosen = {
            "latest finished": found.latest_finished,
            "unfinished": found.quarters[-1],
            "oldest": found.quarters[0],
        }
        return {name: found.calendar.address(quarter) for name, quarter in chosen.items()}


def environment(**more: str) -> dict[str, str]:
    """The environment of this process without settings of ours, and with some more."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    return {**kept, **more}


def published(data: Path) -> District:
    """The sample, made by the first who asks; every other process waits and shares it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _first_run(data)
    return District(data)


def _first_run(data: Path) -> None:
    """What `make run` does first; it returns at once where something is published."""
    command = [sys.executable, "-m", "wellness.publishing.first_run"]
    size = ["--schools", str(SCHOOLS), "--quarters", str(QUARTERS)]
    subprocess.run(
        [*command, *size],
        cwd=ROOT,
        env=environment(WELLNESS_DATA=str(data)),
        check=True,
    )
