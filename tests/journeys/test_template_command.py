"""`steward.py template`, as it is typed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.district import ROOT, District

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(district: District, tmp_path: Path) -> Run:
    """Type a command in a folder of its own."""

    def typed(*arguments: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, str(ROOT / "steward.py"), *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env=district.environment,
            check=False,
        )

    return typed


def test_the_workbook_can_be_checked_under_the_name_it_gets(run: Run, tmp_path: Path) -> None:
    """Nothing is filled in yet, and that is what it is refused for."""
    made = run("template", "--source", "telehealth", "--quarter", "2026-27-Q2")
    checked = run("check", tmp_path / "telehealth_2026-27-Q2.xlsx")

    assert made.returncode == 0
    assert made.stdout.startswith("telehealth_2026-27-Q2.xlsx: ")
    assert "rows to fill in by Jan 25, 2027" in made.stdout
    assert checked.returncode == 1
    assert "Nothing is filled in" in checked.stdout


def test_a_file_that_may_be_filled_in_is_never_written_over(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.xlsx"
    mine.write_bytes(b"filled in")

    done = run("template", "--source", "telehealth", "--quarter", "2026-27-Q2", "--out", mine)

    assert done.returncode == 1
    assert "exists and may be filled in" in done.stderr
    assert mine.read_bytes() == b"filled in"


def test_an_unknown_source_is_told_the_known_ones(run: Run) -> None:
    done = run("template", "--source", "nobody", "--quarter", "2026-27-Q2")

    assert done.returncode == 1
    assert "wellness_centers" in done.stderr
