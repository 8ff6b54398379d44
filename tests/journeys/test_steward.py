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
COMMANDS = ("check", "load", "publish", "withdraw", "export", "status")
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


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_help_shows_an_example(run: Run, command: list[str]) -> None:
    done = run(*command, "--help")

    assert "Example:\n    python steward.py" in done.stdout


def _delivery(folder: Path, numerator: str, schools: int = 10) -> Path:
    """What the campaign calendar might send for a quarter that the sample does not have yet."""
    columns = "org_unit,quarter,period_type,indicator,breakdown,category,numerator,denominator"
    rows = (
        f"S{n:03d},2026-27 Q2,quarter,youth_led_campaigns,,,{numerator},,,"
        for n in range(1, schools + 1)
    )
    file = folder / "campaigns_2026-27-Q2.csv"
    file.write_text("\n".join((f"{columns},value,flag", *rows)), encoding="utf-8")
    return file


def test_what_ten_rows_share_is_said_once_beneath_the_verdict(run: Run, tmp_path: Path) -> None:
    done = run("check", _delivery(tmp_path, "<11"), "--received", "2027-01-15")

    first, *others = done.stdout.splitlines()
    assert first == "campaigns_2026-27-Q2.csv is refused: 0 rows are fine, 10 to mend."
    assert [line[:36] for line in others if "<11" in line] == [
        "  • Rows 2–11 (10 rows), numerator “"
    ]


def test_a_refusal_without_faults_is_json_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "campaigns_2026-27-Q2.csv"
    file.write_text("first name,visits\nMaria,3\n", encoding="utf-8")

    done = run("check", file, "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout) == {"error": done.stderr.strip()}
    assert "Maria" not in done.stdout + done.stderr


def test_a_load_waits_until_it_is_published_and_is_not_loaded_twice(
    run: Run, tmp_path: Path
) -> None:
    file = _delivery(tmp_path, "1")

    loaded = run("load", file, "--received", "2027-01-15", "--by", "kim", "--json")
    again = run("load", file, "--received", "2027-01-15", "--by", "kim")

    number = json.loads(loaded.stdout)["load_id"]
    assert "says nothing new" in again.stdout
    assert json.loads(run("status", "--json").stdout)["loaded_since"] == [number]
    assert f"{number}: Campaign calendar for 2026-27 Q2" in run("status").stdout


def test_a_dry_run_says_what_would_be_and_publishes_nothing(run: Run, tmp_path: Path) -> None:
    run("load", _delivery(tmp_path, "2"), "--received", "2027-01-15", "--by", "kim")
    before = run("status", "--json").stdout

    done = run("publish", "--by", "kim", "--reason", "Campaigns", "--dry-run")

    assert "Release 3 would be published" in done.stdout
    assert "Nothing was published" in done.stdout
    assert run("status", "--json").stdout == before


def test_the_open_data_of_a_release_are_written_into_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "open"

    done = run("export", "--release", "latest", folder, "--json")
    refused = run("export", tmp_path)

    assert json.loads(done.stdout)["release"] == 2
    assert sorted(path.name for path in folder.iterdir()) == [
        "cells.parquet", "indicators.json", "org_units.parquet", "release.json",
    ]  # fmt: skip
    assert refused.returncode == 1
    assert "nothing was written" in refused.stderr


def test_a_release_and_a_load_are_withdrawn_once(run: Run) -> None:
    """The last test: afterwards readers see the first release again."""
    who = ("--by", "kim", "--reason", "The wrong file")

    back = run("withdraw", "--release", 2, *who)
    again = json.loads(run("withdraw", "--release", 2, *who, "--json").stdout)
    first, *_ = again["still_loaded"]
    load = run("withdraw", "--load", first, *who)

    assert back.stdout.startswith("Release 3 is published, through")
    assert again["already"]
    assert "will be missing: not reported." in load.stdout
    assert json.loads(run("status", "--json").stdout)["release"] == 3
    assert run("withdraw", "--release", 1, *who).returncode == 1
    assert run("withdraw", *who).returncode == 2
