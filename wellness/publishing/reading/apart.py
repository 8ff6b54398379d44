"""Have a file read by a program of its own, which it may kill without harm to this one."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_LIMITED = Path(__file__).with_name("limited.py")
_MEMORY = 2_000_000_000  # bytes; twelve million cells of a workbook take a quarter of it
_SECONDS = 120  # a million rows of a workbook take twelve
# What gets ready for every processor there is would take up the memory before anything is read.
_ONE_PROCESSOR = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}


class TooSlowError(Exception):
    """The program was stopped because it took longer than any file should."""

    seconds = _SECONDS


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the program ended, and what it wrote. The code is neither 0 nor its own if it died."""

    code: int
    written: bytes


def read_apart(program: Path, content: bytes, *words: str | int) -> Outcome:
    """Run a program on a file's bytes, with little memory and time. Raises `TooSlowError`."""
    # Isolated: neither the environment nor the current folder has a say in what it imports.
    command = [sys.executable, "-I", str(_LIMITED), str(_MEMORY), str(program), *map(str, words)]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and a program of our own
            command,
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, **_ONE_PROCESSOR},
        )
    except subprocess.TimeoutExpired as error:
        raise TooSlowError from error
    return Outcome(done.returncode, done.stdout)
