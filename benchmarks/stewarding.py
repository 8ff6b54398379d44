"""What a data steward does with deliveries, timed; and pyarrow reading the same files."""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.alone import alone
from benchmarks.harness import environment
from benchmarks.sample import Delivery
from benchmarks.settings import BenchmarkError, Settings

if TYPE_CHECKING:
    from wellness.publishing.service import PublishingService

BY = "benchmark"
REPEATS = 5


@dataclass(frozen=True)
class Spent:
    """Rows of deliveries, and the seconds and megabytes that their way took."""

    rows: int = 0
    checking: float = 0
    loading: float = 0
    publishing: float = 0
    megabytes: float = 0

    @property
    def seconds(self) -> float:
        """From the file to what was asked for."""
        return self.checking + self.loading + self.publishing

    @property
    def rows_a_second(self) -> float:
        """Over all steps that were taken."""
        return self.rows / self.seconds


def steward(settings: Settings, deliveries: Sequence[Delivery], *, publish: bool) -> Spent:
    """Check and load deliveries into a copy of the sample, and publish it if asked to."""
    with _copied(settings) as data:
        variables = {**environment(settings), "WELLNESS_DATA": str(data)}
        spent, megabytes = alone(variables, _published if publish else _loaded, list(deliveries))
    return replace(spent, megabytes=megabytes)


def pyarrow(settings: Settings, deliveries: Sequence[Delivery]) -> Spent:
    """Pyarrow reading the same files, and doing nothing with them."""
    spent, megabytes = alone(environment(settings), _read, [d.path for d in deliveries])
    return replace(spent, megabytes=megabytes)


@contextmanager
def _copied(settings: Settings) -> Iterator[Path]:
    """The sample once more, to be changed and thrown away."""
    folder = settings.build / "copy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(settings.data, folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _published(deliveries: list[Delivery]) -> Spent:
    return _work(deliveries, publish=True)


def _loaded(deliveries: list[Delivery]) -> Spent:
    return _work(deliveries, publish=False)


def _work(deliveries: list[Delivery], *, publish: bool) -> Spent:
    """Imports and the opening of the stores are not counted; a steward pays them once."""
    from data_access.stores import open_publishing
    from wellness.domain.workspace import read_workspace
    from wellness.publishing.publish import Stores
    from wellness.publishing.service import PublishingService

    with open_publishing(os.environ) as opened:
        stores = Stores(opened.state, opened.released, opened.intake)
        service = PublishingService(read_workspace(), stores)
        spent = Spent()
        for delivery in deliveries:
            spent = _kept(service, delivery, spent)
        if not publish:
            return spent
        begun = time.perf_counter()
        service.publish(BY, "measured")
        return replace(spent, publishing=time.perf_counter() - begun)


def _kept(service: "PublishingService", delivery: Delivery, spent: Spent) -> Spent:
    """Check one delivery and load it. Raises `BenchmarkError` if it is refused."""
    content = delivery.path.read_bytes()
    begun = time.perf_counter()
    receipt = service.check(delivery.path.name, content, delivery.received_on)
    checked = time.perf_counter()
    if receipt.errors:
        fault = receipt.errors[0]
        raise BenchmarkError(f"{receipt.file_name}, row {fault.row}: {fault.message}")
    service.load(receipt, BY, accept_missing=True)
    loaded = time.perf_counter()
    return replace(
        spent,
        rows=spent.rows + receipt.rows,
        checking=spent.checking + checked - begun,
        loading=spent.loading + loaded - checked,
    )


def _read(files: list[Path]) -> Spent:
    """The best of some repeats: the first one also wakes pyarrow up."""
    from pyarrow import csv

    best = float("inf")
    rows = 0
    for _ in range(REPEATS):
        begun = time.perf_counter()
        rows = sum(csv.read_csv(file).num_rows for file in files)
        best = min(best, time.perf_counter() - begun)
    return Spent(rows, best)
