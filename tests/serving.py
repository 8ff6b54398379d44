"""A server of our own: a fresh process on a free port, ended with the block."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.district import ROOT

PATIENCE = 60  # seconds for a start; a busy machine needs ten
PAUSE = 0.1


def command(*options: str) -> list[str]:
    """How the server is started, as `make run` does it."""
    return [sys.executable, "-m", "streamlit", "run", "serve.py", *options]


@contextmanager
def serving(environment: Mapping[str, str], log: Path) -> Iterator[str]:
    """The address of a server that answers, and has been asked for no page yet."""
    port = _free_port()
    with (
        log.open("wb") as written,
        subprocess.Popen(
            command("--server.port", str(port)),
            cwd=ROOT,
            env=dict(environment),
            stdout=written,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(process, address, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if _answers(f"{address}/healthz"):
            return
        time.sleep(PAUSE)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 our own server
            return bool(answer.status == 200)
    except (URLError, ConnectionError):  # the latter while it is starting
        return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
