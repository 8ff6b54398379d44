"""Servers to measure: the product's, and an empty app with the product's own settings."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.settings import HERE, ROOT, BenchmarkError, Settings

START_SECONDS = 180.0
LOG_LINES = 15


@dataclass(frozen=True)
class Server:
    """A running server; `started_in` is the time in seconds until it said that it is healthy."""

    port: int
    pid: int
    started_in: float

    @property
    def url(self) -> str:
        """The address of its first page."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def memory(self) -> float:
        """The megabytes of it that are in memory now."""
        shown = subprocess.check_output(["ps", "-o", "rss=", "-p", str(self.pid)])  # noqa: S603, S607 - the same on Linux and macOS
        return int(shown) / 1024


@contextmanager
def product(settings: Settings) -> Iterator[Server]:
    """The product on the sample's data folder."""
    with _serving(ROOT, settings, "product") as server:
        yield server


@contextmanager
def empty(settings: Settings) -> Iterator[Server]:
    """The empty app, started by the product's serve.py under its config.toml.

    So both have the same compression, garbage collection, imports and font, and the difference
    between them is what our pages cost.
    """
    folder = settings.build / "empty"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(HERE / "empty_app.py", folder / "dashboard.py")
    shutil.copy(ROOT / "serve.py", folder)
    for name in (".streamlit", "static"):
        shutil.copytree(ROOT / name, folder / name)
    with _serving(folder, settings, "empty") as server:
        yield server


@contextmanager
def _serving(folder: Path, settings: Settings, name: str) -> Iterator[Server]:
    log = settings.build / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "serve.py", "--server.port", str(port)]
    begun = time.perf_counter()
    with (
        log.open("wb") as output,
        subprocess.Popen(  # noqa: S603 - our own server
            command, cwd=folder, env=environment(settings), stdout=output, stderr=output
        ) as process,
    ):
        try:
            _wait_for_health(port, process, log)
            yield Server(port, process.pid, time.perf_counter() - begun)
        finally:
            _stop(process)


def environment(settings: Settings) -> dict[str, str]:
    """The variables under which the product is measured."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "WELLNESS_HOME": str(ROOT),
        "WELLNESS_DATA": str(settings.data),
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for_health(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Raise `BenchmarkError` with the end of the log if the server ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if _healthy(port):
            return
        time.sleep(0.02)
    tail = "\n".join(log.read_text(encoding="utf-8").splitlines()[-LOG_LINES:])
    raise BenchmarkError(f"The server did not start. {log} ends with:\n{tail}")


def _healthy(port: int) -> bool:
    asked = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", "/_stcore/health")
        return asked.getresponse().status == HTTPStatus.OK
    except OSError:  # nobody listens yet, or nobody answers
        return False
    finally:
        asked.close()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
