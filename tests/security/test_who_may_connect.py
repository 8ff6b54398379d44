"""A district's own pages are for this computer alone until readers sign in."""

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.district import ROOT, environment
from tests.serving import command

OPEN = ("0.0.0.0", "::")  # noqa: S104 addresses that must be refused
PATIENCE = 60  # seconds


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A workspace like the sample's that is a real district."""
    text = (ROOT / "district.toml").read_text(encoding="utf-8")
    assert "sample = true" in text
    (tmp_path / "district.toml").write_text(
        text.replace("sample = true", "sample = false"), encoding="utf-8"
    )
    shutil.copytree(ROOT / "indicators", tmp_path / "indicators")
    return tmp_path


@pytest.mark.parametrize("address", OPEN)
def test_a_real_district_is_not_served_to_a_network(home: Path, address: str) -> None:
    done = subprocess.run(
        command("--server.port", "0", "--server.address", address),
        cwd=ROOT,
        env=environment(WELLNESS_HOME=str(home)),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    told = done.stdout + done.stderr

    assert done.returncode != 0
    assert f"The server was asked to listen on {address}" in told
    assert "without signing in" in told
    assert "Traceback" not in told


def test_the_server_listens_on_this_computer_unless_it_is_told_otherwise() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["server"].get("enableXsrfProtection", True) is True
    assert settings["server"].get("enableCORS", True) is True
