"""Find the browser that journeys drive, or install one: `python -m tests.browser --install`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = (
    "No browser. Install Chromium (Debian: apt install chromium; elsewhere: "
    ".venv/bin/playwright install chromium) or set CHROMIUM=/path."
)


def find() -> Path | None:
    """The browser to drive: `$CHROMIUM`, one on PATH, or Playwright's own; None without any."""
    named = os.environ.get("CHROMIUM")
    if named:
        return _executable(named)
    return next((path for name in ON_PATH if (path := _executable(name))), None) or _playwrights()


def skipped() -> bool:
    """Whether journeys are left out: `WELLNESS_SKIP_BROWSER=1`."""
    return os.environ.get("WELLNESS_SKIP_BROWSER", "") not in ("", "0")


def install() -> Path | None:
    """The browser found, else one installed by the system's or Playwright's own means."""
    found = find()
    if found or os.environ.get("CHROMIUM"):
        return found
    for command in _installers():
        print("No browser found:", " ".join(command), "...", flush=True)
        if subprocess.run(command, check=False).returncode == 0 and (found := find()):
            return found
    return None


def _executable(name: str) -> Path | None:
    """The program of this name or path, unless it is Ubuntu's stub that only starts a snap."""
    path = shutil.which(name)
    return None if path is None or _is_snap(Path(path)) else Path(path)


def _is_snap(path: Path) -> bool:
    """A snap cannot read files of a test's folder; its stub is a link or a short script."""
    real = path.resolve()
    with real.open("rb") as program:
        start = program.read(4096)
    return real.name == "snap" or "snap" in real.parts or b"/snap/bin" in start


def _playwrights() -> Path | None:
    """The Chromium that Playwright keeps for the version installed here."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def _installers() -> list[list[str]]:
    """Commands that install Chromium here, the preferred one first."""
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    debian = Path("/etc/debian_version").is_file() and not _is_ubuntu()
    if not (debian and os.geteuid() == 0):
        return [playwright]
    apt = ["sh", "-c", "apt-get update -qq && apt-get install -y -qq chromium"]
    return [apt, playwright]


def _is_ubuntu() -> bool:
    """Ubuntu's package `chromium` is a snap."""
    release = Path("/etc/os-release")
    return release.is_file() and "ID=ubuntu" in release.read_text().splitlines()


def main() -> int:
    """Print the browser's path, installing it first when asked to; 1 when there is none."""
    if skipped():
        print("Journeys are left out: WELLNESS_SKIP_BROWSER is set.")
        return 0
    found = install() if "--install" in sys.argv[1:] else find()
    if found is None:
        print(ADVICE, file=sys.stderr)
        return 1
    print(f"Browser: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
