"""What a data steward does with deliveries, timed; and pyarrow reading the same rows."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.alone import alone
from benchmarks.sample import Delivery
from benchmarks.settings import BenchmarkError

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


def steward(
    environment: Mapping[str, str], deliveries: Sequence[Delivery], *, publish: bool
) -> Spent:
    """Check and load deliveries into the stores of an environment, and publish if asked to."""
    work = _published if publish else _loaded
    spent, megabytes = alone(environment, work, list(deliveries))
    return replace(spent, megabytes=megabytes)


def pyarrow(environment: Mapping[str, str], files: Sequence[Path]) -> Spent:
    """Pyarrow reading the files that it can (no workbooks), and doing nothing with them."""
    spent, megabytes = alone(environment, _read, list(files))
    return replace(spent, megabytes=megabytes)


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
    if receipt.delivery is None:
        fault = receipt.errors[0]
        raise BenchmarkError(f"{receipt.file_name}, row {fault.row}: {fault.message}")
    rows = receipt.delivery.num_rows  # of a wide file each number is one
    service.load(receipt, BY, accept_missing=True)
    loaded = time.perf_counter()
    return replace(
        spent,
        rows=spent.rows + rows,
        checking=spent.checking + checked - begun,
        loading=spent.loading + loaded - checked,
    )


def _read(files: list[Path]) -> Spent:
    """The best of some repeats: the first one also wakes pyarrow up."""
    from pyarrow import csv, parquet

    readers = {".csv": csv.read_csv, ".parquet": parquet.read_table}
    readable = [(readers[file.suffix], file) for file in files if file.suffix in readers]
    best = float("inf")
    rows = 0
    for _ in range(REPEATS):
        begun = time.perf_counter()
        rows = sum(read(file).num_rows for read, file in readable)
        best = min(best, time.perf_counter() - begun)
    return Spent(rows, best)
