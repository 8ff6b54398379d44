"""The steward's commands, as they are typed: exit codes, JSON, and sentences on standard error."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wellness.publishing import first_run as sample

ROOT = Path(__file__).parents[2]
COMMANDS = ("check", "load", "publish", "status")
Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Type a command in a workspace whose small sample is published."""
    data = tmp_path_factory.mktemp("sample")
    environment = {"WELLNESS_DATA": str(data)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WELLNESS_DATA", str(data))
        settings = sample.Settings(schools=20, quarters=5)
        sample.first_run(settings, environment, lambda _share, _sentence: None)

    def typed(*arguments: object) -> Done:
        return subprocess.run(
            [sys.executable, "steward.py", *map(str, arguments)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environment},
            check=False,
        )

    return typed


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    done = run(command, "--help")

    assert done.returncode == 0
    assert "Usage: steward.py" in done.stdout
    assert "--json" in done.stdout


def test_status_says_what_is_published_and_outstanding(run: Run) -> None:
    told = json.loads(run("status", "--json").stdout)

    assert told["release"] == 2
    assert "telehealth" in told["outstanding"]
    assert told["loaded_since"] == []


def test_a_refused_file_is_exit_code_one_with_every_fault(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "campaigns_2026-27-Q1.csv"
    header = "org_unit,quarter,period_type,indicator,breakdown,category,numerator,denominator"
    row = "NOWHERE,2026-27 Q1,quarter,campaign_exposures,,,-3,,,"
    file.write_text(f"{header},value,flag\n{row}\n", encoding="utf-8")

    done = run("check", file, "--json", "--received", "2026-11-20")

    assert done.returncode == 1
    columns = {fault["column"] for fault in json.loads(done.stdout)["faults"]}
    assert columns >= {"org_unit", "numerator"}


def test_misuse_is_exit_code_two(run: Run) -> None:
    assert run("publish", "--by", "me").returncode == 2


def test_nothing_new_to_publish_is_a_sentence_on_standard_error(run: Run) -> None:
    done = run("publish", "--by", "me", "--reason", "again", "--json")

    assert done.returncode == 1
    assert "nothing to publish" in done.stderr
    assert "Traceback" not in done.stderr
