"""What to measure, on how much data, how often."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


class BenchmarkError(Exception):
    """A measurement that would mean nothing: a sentence with the reason."""


@dataclass(frozen=True)
class Settings:
    """The size of the sample, the number of changes a page and of sessions a server.

    `pages` are names of their files without the number, empty for all. `rows` are those of large
    deliveries, `databases` those that are published on.
    """

    schools: int = 1000
    quarters: int = 40
    seed: int = 1
    changes: int = 30
    sessions: int = 50
    pages: tuple[str, ...] = ()
    rows: tuple[int, ...] = (100_000, 1_000_000)
    databases: tuple[str, ...] = ("sqlite", "postgresql")

    @property
    def build(self) -> Path:
        """Where benchmarks keep their data folders and logs."""
        return ROOT / "build" / "bench"

    @property
    def data(self) -> Path:
        """The data folder of a sample of this size."""
        return self.build / f"{self.schools}x{self.quarters}"
