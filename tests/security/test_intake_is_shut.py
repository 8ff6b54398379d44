"""What was reported stays where the steward works: pages never open it, and people never enter."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st

from tests.district import PAGES, ROOT, District, environment
from tests.pages.visiting import faults, said, visit

SECRETS = ("Ramirez", "Quintanilla", "2009-03-14", "987654321", "maria.q@example.org")
RECORDS = """student_name,birth_date,student_number,e_mail,school,visits
"Quintanilla Ramirez, Maria",2009-03-14,987654321,maria.q@example.org,S001,1
"Okafor, Ben",2010-11-02,987654322,ben@example.org,S002,2
"""


@pytest.fixture
def copy(district: District, tmp_path: Path) -> District:
    """The sample in a folder of its own, which may be changed."""
    return District(shutil.copytree(district.data, tmp_path / "data"))


@pytest.fixture
def reading(copy: District, monkeypatch: pytest.MonkeyPatch) -> District:
    """Pages read the copy, whose stores are opened anew."""
    monkeypatch.setenv("WELLNESS_DATA", str(copy.data))
    st.cache_resource.clear()
    return copy


@pytest.mark.parametrize("state", ["absent", "unreadable"])
def test_pages_never_open_what_was_reported(reading: District, state: str) -> None:
    intake = reading.data / "intake.db"
    intake.unlink()
    if state == "unreadable":
        intake.write_bytes(b"Whoever opens this as a database fails.")

    for page in PAGES:
        app = visit(page)

        assert faults(app) == []
        assert "Sample data" in said(app)
    st.cache_resource.clear()

    assert intake.exists() == (state == "unreadable")


def test_a_file_about_people_is_refused_and_leaves_nothing(copy: District, tmp_path: Path) -> None:
    delivery = tmp_path / "smh_records_2026-27-Q2.csv"
    delivery.write_text(RECORDS, encoding="utf-8")

    for command in ("check", "load"):
        done = subprocess.run(
            [sys.executable, "steward.py", command, str(delivery)],
            cwd=ROOT,
            env=environment(WELLNESS_DATA=str(copy.data)),
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert held_in(done.stdout + done.stderr) == []
    for path in copy.data.rglob("*"):
        if path.is_file():
            assert held_in(path.read_bytes().decode("latin-1")) == [], path.name


def test_the_search_for_traces_finds_one(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"\x00\x01" + RECORDS.encode() + b"\x00")

    assert held_in((tmp_path / "store.db").read_bytes().decode("latin-1")) == list(SECRETS)


def held_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]
